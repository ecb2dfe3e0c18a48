#include <fmt/format.h>

#include "server/rest/handlers.h"
#include "server/rest/query_parameters.h"
#include "server/rest/search_answer.h"
#include "server/rest/target_indices.h"

namespace likewise::server {
namespace {

using storage::SearchParameters;

/// A count that may not be negative. Version 7 took -1 for "not given".
Result<std::optional<std::size_t>> count_parameter(const RestContext& context,
                                                   const RestRequest& request,
                                                   std::string_view name) {
  LIKEWISE_TRY(const auto value, request.integer(name));
  if (!value || (*value == -1 && context.identity.typed())) {
    return std::optional<std::size_t>();
  }
  if (*value < 0) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("[{}] parameter cannot be negative{} [{}]", name,
                            name == "size" || context.identity.opensearch ? ", found" : " but was",
                            *value));
  }
  return std::optional<std::size_t>(static_cast<std::size_t>(*value));
}

std::optional<std::string> text_parameter(const RestRequest& request, std::string_view name) {
  const auto text = request.parameter(name);
  return text ? std::optional<std::string>(*text) : std::nullopt;
}

Result<std::optional<std::string>> track_total_hits(const RestRequest& request,
                                                    bool total_as_number) {
  const auto text = text_parameter(request, "track_total_hits");
  const bool is_word = text && (*text == "true" || *text == "false");
  if (text && !is_word) {
    LIKEWISE_TRY(const auto threshold, request.integer("track_total_hits"));
    if (threshold.value_or(-1) < -1) {
      return fail(
          ErrorCode::kInvalidArgument,
          fmt::format("[track_total_hits] parameter must be positive or equals to -1, got {}",
                      *threshold));
    }
    if (total_as_number && threshold.value_or(-1) >= 0) {
      return fail(ErrorCode::kInvalidArgument,
                  fmt::format("[rest_total_hits_as_int] cannot be used if the tracking of total "
                              "hits is not accurate, got {}",
                              *threshold));
    }
  }
  if (total_as_number && !text) {
    return std::optional<std::string>("true");
  }
  return text;
}

/// A flag that counts only with a value.
Result<std::optional<bool>> given_flag(const RestRequest& request, std::string_view name) {
  const auto text = request.parameter(name);
  if (!text || text->empty()) {
    return std::optional<bool>();
  }
  LIKEWISE_TRY(const bool flag, request.flag(name));
  return std::optional<bool>(flag);
}

Result<SearchParameters> search_parameters(const RestContext& context, const RestRequest& request,
                                           bool total_as_number) {
  SearchParameters parameters;
  LIKEWISE_TRY(parameters.from, count_parameter(context, request, "from"));
  LIKEWISE_TRY(parameters.size, count_parameter(context, request, "size"));
  LIKEWISE_TRY(parameters.track_total_hits, track_total_hits(request, total_as_number));
  if (request.parameter("explain")) {
    LIKEWISE_TRY(parameters.explain, request.flag("explain"));
  }
  LIKEWISE_TRY(parameters.version, given_flag(request, "version"));
  LIKEWISE_TRY(parameters.seq_no_primary_term, given_flag(request, "seq_no_primary_term"));
  if (request.parameter("track_scores")) {
    LIKEWISE_TRY(parameters.track_scores, request.flag("track_scores"));
  }
  LIKEWISE_TRY(parameters.terminate_after, request.integer("terminate_after"));
  parameters.sort = text_parameter(request, "sort");
  parameters.timeout = text_parameter(request, "timeout");
  LIKEWISE_TRY(parameters.query, query_of_url(context, request));
  parameters.stored_fields = text_parameter(request, "stored_fields");
  parameters.docvalue_fields = text_parameter(request, "docvalue_fields");
  parameters.source = text_parameter(request, "_source");
  parameters.source_includes = text_parameter(request, "_source_includes");
  parameters.source_excludes = text_parameter(request, "_source_excludes");
  return parameters;
}

}  // namespace

RestResult search(const RestContext& context, const RestRequest& request) {
  LIKEWISE_TRY(const bool total_as_number, request.flag("rest_total_hits_as_int"));
  LIKEWISE_TRY(const bool typed_keys, request.flag("typed_keys"));
  LIKEWISE_TRY(const SearchParameters parameters,
               search_parameters(context, request, total_as_number));
  LIKEWISE_TRY(const std::string_view body, request_body(request));
  LIKEWISE_TRY(const auto indices, target_indices(context, request));
  return answer_search(context, indices, {body, parameters, total_as_number, typed_keys});
}

RestResult count(const RestContext& context, const RestRequest& request) {
  LIKEWISE_TRY(const std::string body, query_body(context, request, QueryReader::kCount));
  LIKEWISE_TRY(const auto indices, target_indices(context, request));
  std::uint64_t matching = 0;
  if (!indices.empty()) {
    LIKEWISE_TRY(matching, context.database.count(as_expression(indices), body));
  }
  return json_response(fmt::format(
      R"({{"count":{},"_shards":{{"total":{},"successful":{},"skipped":0,"failed":0}}}})", matching,
      indices.size(), indices.size()));
}

}  // namespace likewise::server
