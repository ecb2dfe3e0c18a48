#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/dsl/json.h"
#include "server/rest/handlers.h"
#include "server/rest/target_indices.h"

namespace likewise::server {
namespace {

Status check_wait_for_status(const RestRequest& request) {
  constexpr std::array<std::string_view, 3> kColours = {"green", "yellow", "red"};
  const auto wanted = request.parameter("wait_for_status");
  if (!wanted || std::find(kColours.begin(), kColours.end(), *wanted) != kColours.end()) {
    return {};
  }
  std::string upper(*wanted);
  std::transform(upper.begin(), upper.end(), upper.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return fail(ErrorCode::kInvalidArgument,
              "No enum constant org.elasticsearch.cluster.health.ClusterHealthStatus." + upper);
}

}  // namespace

RestResult cluster_health(const RestContext& context, const RestRequest& request) {
  LIKEWISE_TRY_STATUS(check_wait_for_status(request));
  const auto indices = target_indices(context, request);
  // An index that does not exist would be waited for; it will not come, so the answer comes at
  // once.
  const bool missing = !indices.has_value();
  const std::size_t shards = missing ? 0 : indices->size();
  return json_response(
      fmt::format(R"({{"cluster_name":{},"status":"{}","timed_out":{},"number_of_nodes":1,)"
                  R"("number_of_data_nodes":1,"active_primary_shards":{},"active_shards":{},)"
                  R"("relocating_shards":0,"initializing_shards":0,"unassigned_shards":0,)"
                  R"("delayed_unassigned_shards":0,"number_of_pending_tasks":0,)"
                  R"("number_of_in_flight_fetch":0,"task_max_waiting_in_queue_millis":0,)"
                  R"("active_shards_percent_as_number":100.0}})",
                  json::quoted(context.identity.cluster_name), missing ? "red" : "green", missing,
                  shards, shards),
      missing ? 408 : 200);
}

RestResult get_data_stream(const RestContext&, const RestRequest& request) {
  // Client helpers ask before they read an index; 404 tells them that it is a plain one.
  return fail(index_not_found(request.path("name")));
}

}  // namespace likewise::server
