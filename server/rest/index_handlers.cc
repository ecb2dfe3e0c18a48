#include <iterator>

#include <fmt/format.h>

#include "engine/dsl/json.h"
#include "server/rest/handlers.h"
#include "server/rest/target_indices.h"

namespace likewise::server {

RestResult create_index(const RestContext& context, const RestRequest& request) {
  const std::string_view name = request.path("index");
  LIKEWISE_TRY_STATUS(context.database.create_index(name, request.body()));
  return json_response(fmt::format(
      R"({{"acknowledged":true,"shards_acknowledged":true,"index":{}}})", json::quoted(name)));
}

RestResult get_index(const RestContext& context, const RestRequest& request) {
  LIKEWISE_TRY(const auto indices, target_indices(context, request));
  std::string out = "{";
  for (const std::string& index : indices) {
    LIKEWISE_TRY(const std::string mapping, context.database.mapping_json(index));
    LIKEWISE_TRY(const std::string settings, context.database.settings_json(index));
    out += out.size() > 1 ? "," : "";
    fmt::format_to(std::back_inserter(out), R"({}:{{"aliases":{{}},"mappings":{},"settings":{}}})",
                   json::quoted(index), mapping, settings);
  }
  out += "}";
  return json_response(std::move(out));
}

RestResult index_exists(const RestContext& context, const RestRequest& request) {
  const auto indices = target_indices(context, request);
  return json_response("", indices && !indices->empty() ? 200 : 404);
}

RestResult delete_index(const RestContext& context, const RestRequest& request) {
  const std::string_view expression = request.path("index");
  // A wildcard that deletes everything by a slip of the hand is refused since version 8.
  const bool wildcard = expression.find('*') != std::string_view::npos || expression == "_all";
  if (wildcard && context.identity.major() >= 8) {
    return fail(ErrorCode::kInvalidArgument, "Wildcard expressions or all indices are not allowed");
  }
  LIKEWISE_TRY(const auto indices, target_indices(context, request));
  for (const std::string& index : indices) {
    LIKEWISE_TRY_STATUS(context.database.delete_index(index));
  }
  return json_response(R"({"acknowledged":true})");
}

}  // namespace likewise::server
