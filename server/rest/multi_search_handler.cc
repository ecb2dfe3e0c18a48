#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/dsl/search_request.h"
#include "server/rest/error_response.h"
#include "server/rest/handlers.h"
#include "server/rest/multi_search_request.h"
#include "server/rest/query_options.h"
#include "server/rest/search_answer.h"

namespace likewise::server {
namespace {

Result<RestResponse> run(const RestContext& context, const MultiSearchItem& item,
                         bool total_as_number) {
  storage::SearchParameters parameters;
  if (total_as_number) {
    parameters.track_total_hits = "true";
  }
  LIKEWISE_TRY(const auto indices, target_indices(context, item.index, item.options));
  return answer_search(context, indices, {item.body, parameters, total_as_number});
}

/// A body that cannot be read refuses the whole request, before any search runs.
Status check_bodies(const RestContext& context, const std::vector<MultiSearchItem>& items) {
  for (const MultiSearchItem& item : items) {
    const auto parsed = parse_search_request(item.body, query_options(context.identity));
    if (!parsed.has_value() && !parsed.error().in_shard()) {
      return fail(parsed.error());
    }
  }
  return {};
}

}  // namespace

RestResult multi_search(const RestContext& context, const RestRequest& request) {
  const auto start = std::chrono::steady_clock::now();
  LIKEWISE_TRY_STATUS(request.require_body_or_source());
  LIKEWISE_TRY(const bool total_as_number, request.flag("rest_total_hits_as_int"));
  LIKEWISE_TRY(const auto concurrent, request.integer("max_concurrent_searches"));
  if (concurrent && *concurrent < 1) {
    return fail(ErrorCode::kInvalidArgument, "maxConcurrentSearchRequests must be positive");
  }
  LIKEWISE_TRY(
      const std::vector<MultiSearchItem> items,
      parse_multi_search(request.body(), {request.path("index"), context.identity.typed()}));
  LIKEWISE_TRY_STATUS(check_bodies(context, items));
  std::string responses;
  std::vector<NameValue> headers;
  for (const MultiSearchItem& item : items) {
    responses += responses.empty() ? "" : ",";
    Result<RestResponse> answer = run(context, item, total_as_number);
    if (!answer.has_value()) {
      ErrorStyle style = error_style(context);
      style.index = item.index;
      responses += error_body(answer.error(), style);
      continue;
    }
    answer->body.pop_back();  // Elasticsearch's `status` is the last member.
    responses += answer->body + ",\"status\":200}";
    headers.insert(headers.end(), answer->headers.begin(), answer->headers.end());
  }
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - start);
  RestResponse response =
      json_response(fmt::format(R"({{"took":{},"responses":[{}]}})", took.count(), responses));
  response.headers = std::move(headers);
  return response;
}

}  // namespace likewise::server
