#include "engine/dsl/search_request.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"
#include "engine/dsl/query_clauses.h"
#include "engine/dsl/time_value.h"

namespace likewise {
namespace {

constexpr std::int64_t kMaxResultWindow = 10'000;

/// Keys of Elasticsearch's search body that are not built here.
constexpr auto kNotBuilt = std::to_array<std::string_view>({
    "aggregations",
    "aggs",
    "collapse",
    "docvalue_fields",
    "ext",
    "fields",
    "highlight",
    "indices_boost",
    "knn",
    "pit",
    "post_filter",
    "rank",
    "rescore",
    "retriever",
    "runtime_mappings",
    "script_fields",
    "search_after",
    "slice",
    "stats",
    "suggest",
    "terminate_after",
    "track_scores",
    "search_pipeline",
});

Error unknown_key(const json::Value& value, std::string_view name, std::string_view text) {
  return parsing_error(text, value.begin,
                       fmt::format("Unknown key for a {} in [{}].", token_name(value), name));
}

bool is_scalar(const json::Value& value) {
  return value.is_string() || value.is_number() || value.is_boolean();
}

/// -1 asks for the default, as in Elasticsearch.
Status read_size(std::string_view name, const json::Value& value, std::string_view text,
                 std::size_t& size) {
  LIKEWISE_TRY(const std::int32_t number, read_int(value, text));
  if (number < -1) {
    return fail(illegal_argument(
        fmt::format("[{}] parameter cannot be negative but was [{}]", name, number)));
  }
  if (number >= 0) {
    size = static_cast<std::size_t>(number);
  }
  return {};
}

Status read_track_total_hits(const json::Value& value, std::string_view text,
                             SearchRequest& request) {
  const bool is_word = value.is_string() && (value.text == "true" || value.text == "false");
  if (value.is_boolean() || is_word) {
    LIKEWISE_TRY(request.count_total, read_bool(value, text));
    request.track_total_hits = std::nullopt;
    return {};
  }
  LIKEWISE_TRY(const std::int32_t number, read_int(value, text));
  if (number < -1) {
    return fail(illegal_argument(fmt::format(
        "[track_total_hits] parameter must be positive or equals to -1, got {}", number)));
  }
  request.count_total = true;
  request.track_total_hits =
      number < 0 ? std::nullopt : std::optional(static_cast<std::uint64_t>(number));
  return {};
}

/// True for a sort that is the default order: by score, best first.
bool is_score_order(const json::Value& sort) {
  if (sort.is_array()) {
    return sort.items.empty() || (sort.items.size() == 1 && is_score_order(sort.items.front()));
  }
  if (sort.is_string()) {
    return sort.text == "_score";
  }
  if (!sort.is_object() || sort.members.size() != 1 || sort.members.front().first != "_score") {
    return false;
  }
  const json::Value& order = sort.members.front().second;
  if (order.is_object()) {
    const json::Value* const direction = order.find("order");
    return order.members.empty() || (order.members.size() == 1 && direction != nullptr &&
                                     direction->is_string() && direction->text == "desc");
  }
  return order.is_string() && order.text == "desc";
}

Status read_harmless(const std::string& name, const json::Value& value, std::string_view text) {
  if (name == "sort" && !is_score_order(value)) {
    return fail(unsupported_error(text, value.begin,
                                  "[sort] is supported by likewise only as [_score] descending"));
  }
  if (name == "profile") {
    LIKEWISE_TRY(const bool profile, read_bool(value, text));
    if (profile) {
      return fail(unsupported_error(text, value.begin, "[profile] is not supported by likewise"));
    }
  }
  if (name == "stored_fields") {
    const bool is_none = value.is_string() && value.text == "_none_";
    if (!is_none && !(value.is_array() && value.items.empty())) {
      return fail(
          unsupported_error(text, value.begin, "[stored_fields] is not supported by likewise"));
    }
  }
  return {};
}

Status read_flag(const json::Value& value, std::string_view text, bool& flag) {
  LIKEWISE_TRY(flag, read_bool(value, text));
  return {};
}

Status read_scalar(const std::string& name, const json::Value& value, std::string_view text,
                   SearchRequest& request) {
  if (name == "from") {
    return read_size(name, value, text, request.from);
  }
  if (name == "size") {
    return read_size(name, value, text, request.size);
  }
  if (name == "track_total_hits") {
    return read_track_total_hits(value, text, request);
  }
  if (name == "explain") {
    return read_flag(value, text, request.explain);
  }
  if (name == "version") {
    return read_flag(value, text, request.version);
  }
  if (name == "seq_no_primary_term") {
    return read_flag(value, text, request.seq_no_primary_term);
  }
  if (name == "min_score") {
    LIKEWISE_TRY(request.min_score, read_float(value, text));
    return {};
  }
  if (name == "timeout") {
    LIKEWISE_TRY(request.timeout_ms, parse_time_value(scalar_text(value), "timeout"));
    return {};
  }
  return fail(unknown_key(value, name, text));
}

Status read_member(const std::string& name, const json::Value& value, std::string_view text,
                   const QueryParserOptions& options, SearchRequest& request) {
  if (name == "query" && value.is_object()) {
    LIKEWISE_TRY(request.query, parse_query(value, text, options));
    return {};
  }
  if (name == "_source" && !value.is_null()) {
    LIKEWISE_TRY(request.source, parse_source_filter(value, text));
    request.source_given = true;
    return {};
  }
  const bool is_harmless = name == "sort" || name == "profile" || name == "stored_fields";
  if (is_harmless && !value.is_null()) {
    if (name == "stored_fields") {
      // Elasticsearch then leaves out `_source` unless it is asked for.
      request.source.enabled = request.source_given && request.source.enabled;
    }
    return read_harmless(name, value, text);
  }
  if (std::find(kNotBuilt.begin(), kNotBuilt.end(), name) != kNotBuilt.end()) {
    return fail(unsupported_error(text, value.begin,
                                  fmt::format("[{}] is not supported by likewise", name)));
  }
  if (!is_scalar(value)) {
    return fail(unknown_key(value, name, text));
  }
  return read_scalar(name, value, text, request);
}

Status check_window(const SearchRequest& request) {
  const auto last =
      static_cast<std::int64_t>(request.from) + static_cast<std::int64_t>(request.size);
  if (last <= kMaxResultWindow) {
    return {};
  }
  return fail(
      illegal_argument(
          fmt::format("Result window is too large, from + size must be less than or equal to: [{}] "
                      "but was [{}]. See the scroll api for a more efficient way to request large "
                      "data sets. This limit can be set by changing the "
                      "[index.max_result_window] index level setting.",
                      kMaxResultWindow, last))
          .raised_in_shard());
}

Result<json::Value> parse_body(std::string_view text) {
  LIKEWISE_TRY(json::Value root, json::parse(text));
  if (!root.is_object()) {
    return fail(parsing_error(
        text, root.begin, fmt::format("Expected [START_OBJECT] but found [{}]", token_name(root))));
  }
  return root;
}

}  // namespace

Result<SearchRequest> parse_search_request(std::string_view text,
                                           const QueryParserOptions& options) {
  SearchRequest request;
  if (text.empty()) {
    return request;
  }
  LIKEWISE_TRY(const json::Value root, parse_body(text));
  for (const auto& [name, value] : root.members) {
    LIKEWISE_TRY_STATUS(read_member(name, value, text, options, request));
  }
  LIKEWISE_TRY_STATUS(check_window(request));
  return request;
}

Result<Query> parse_count_request(std::string_view text, const QueryParserOptions& options) {
  if (text.empty()) {
    return Query();
  }
  LIKEWISE_TRY(const json::Value root, parse_body(text));
  Query query;
  for (const auto& [name, value] : root.members) {
    if (name != "query") {
      return fail(parsing_error(text, value.name_begin,
                                fmt::format("request does not support [{}]", name)));
    }
    if (!value.is_object()) {
      return fail(
          parsing_error(text, value.begin, "[_na] query malformed, must start with start_object"));
    }
    LIKEWISE_TRY(query, parse_query(value, text, options));
  }
  return query;
}

}  // namespace likewise
