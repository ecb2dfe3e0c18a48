#include "server/rest/search_answer.h"

#include <utility>

#include "server/rest/search_warnings.h"
#include "server/rest/target_indices.h"

namespace likewise::server {
namespace {

constexpr std::string_view kNoIndices =
    R"({"took":0,"timed_out":false,"_shards":{"total":0,"successful":0,"skipped":0,"failed":0},)"
    R"("hits":{"total":{"value":0,"relation":"eq"},"max_score":0.0,"hits":[]}})";

}  // namespace

Result<RestResponse> answer_search(const RestContext& context,
                                   const std::vector<std::string>& indices,
                                   const SearchCall& call) {
  if (indices.empty()) {
    return json_response(std::string(kNoIndices));
  }
  LIKEWISE_TRY(const storage::SearchResponse found,
               context.database.search(as_expression(indices), call.body, call.parameters));
  const storage::ResponseStyle style{context.identity.typed(), call.total_as_number,
                                     call.typed_keys, context.identity.node_id};
  RestResponse response = json_response(storage::to_json(found, style));
  for (const TermSelectionNote& note : found.notes) {
    if (auto warning = selection_warning(note, context.identity)) {
      response.headers.emplace_back("Warning", *std::move(warning));
    }
  }
  return response;
}

}  // namespace likewise::server
