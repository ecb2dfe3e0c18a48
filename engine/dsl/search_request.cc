#include "engine/dsl/search_request.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/aggregation_request.h"
#include "engine/dsl/body_values.h"
#include "engine/dsl/knn_section.h"
#include "engine/dsl/query_clauses.h"
#include "engine/dsl/ranking_clauses.h"
#include "engine/dsl/time_value.h"

namespace likewise {
namespace {

/// Keys of Elasticsearch's search body that are not built here.
constexpr auto kNotBuilt = std::to_array<std::string_view>({
    "highlight",
    "indices_boost",
    "pit",
    "rank",
    "retriever",
    "runtime_mappings",
    "script_fields",
    "slice",
    "suggest",
    "search_pipeline",
});

Error unknown_key(const json::Value& value, std::string_view name, std::string_view text) {
  return parsing_error(text, value.begin,
                       fmt::format("Unknown key for a {} in [{}].", token_name(value), name));
}

bool is_scalar(const json::Value& value) {
  return value.is_string() || value.is_number() || value.is_boolean();
}

/// -1 asked for the default before version 8.
Status read_size(std::string_view name, const json::Value& value, std::string_view text,
                 const QueryParserOptions& options, std::size_t& size) {
  LIKEWISE_TRY(const std::int32_t number, read_int(value, text));
  const bool is_opensearch = options.dialect == Dialect::kOpenSearch3;
  const bool is_as_7 = options.legacy && !is_opensearch;
  if (number < (is_as_7 ? -1 : 0)) {
    const bool finds = is_opensearch || (name == "size" && !is_as_7);
    return fail(illegal_argument(fmt::format("[{}] parameter cannot be negative{} [{}]", name,
                                             finds ? ", found" : " but was", number)));
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
  request.count_total = number >= 0;
  request.track_total_hits =
      number < 0 ? std::nullopt : std::optional(static_cast<std::uint64_t>(number));
  return {};
}

Status read_flag(const json::Value& value, std::string_view text, bool& flag) {
  LIKEWISE_TRY(flag, read_bool(value, text));
  return {};
}

Status read_terminate_after(const json::Value& value, std::string_view text,
                            SearchRequest& request) {
  LIKEWISE_TRY(const std::int32_t number, read_int(value, text));
  if (number < 0) {
    return fail(illegal_argument("terminateAfter must be > 0"));
  }
  request.terminate_after = static_cast<std::uint64_t>(number);
  return {};
}

Status read_scalar(const std::string& name, const json::Value& value, std::string_view text,
                   const QueryParserOptions& options, SearchRequest& request) {
  if (name == "from") {
    return read_size(name, value, text, options, request.from);
  }
  if (name == "size") {
    return read_size(name, value, text, options, request.size);
  }
  if (name == "track_total_hits") {
    return read_track_total_hits(value, text, request);
  }
  if (name == "explain") {
    return read_flag(value, text, request.explain);
  }
  if (name == "profile") {
    return read_flag(value, text, request.profile);
  }
  if (name == "version") {
    return read_flag(value, text, request.version);
  }
  if (name == "track_scores") {
    return read_flag(value, text, request.track_scores);
  }
  if (name == "terminate_after") {
    return read_terminate_after(value, text, request);
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

/// True for the members of ranking_clauses.h with a value of a fitting shape.
bool is_ranking_clause(std::string_view name, const json::Value& value) {
  if (name == "sort") {
    return !value.is_null();
  }
  if (name == "search_after") {
    return value.is_array();
  }
  if (name == "post_filter" || name == "collapse") {
    return value.is_object();
  }
  return name == "rescore" && (value.is_object() || value.is_array());
}

Status read_ranking_clause(std::string_view name, const json::Value& value, std::string_view text,
                           const QueryParserOptions& options, SearchRequest& request) {
  QueryParseState state{text, options};
  if (name == "sort") {
    LIKEWISE_TRY(request.sort, parse_sort(value, state));
  } else if (name == "search_after") {
    LIKEWISE_TRY(request.search_after, parse_search_after(value, state));
  } else if (name == "post_filter") {
    LIKEWISE_TRY(request.post_filter, parse_query(value, text, options));
  } else if (name == "collapse") {
    LIKEWISE_TRY(request.collapse, parse_collapse(value, state));
  } else {
    LIKEWISE_TRY(request.rescore, parse_rescore(value, state));
  }
  return {};
}

/// Where a value stands and how it is read.
struct Reading {
  std::string_view text;
  const QueryParserOptions& options;
};

/// `stats` groups and `ext` extensions: nothing follows from them, but they must be well-formed.
Status check_unused(const std::string& name, const json::Value& value, const Reading& reading) {
  if (name == "ext" && !value.members.empty()) {
    const std::string_view product =
        reading.options.dialect == Dialect::kOpenSearch3 ? "opensearch" : "elasticsearch";
    return fail(Error(ErrorCode::kInvalidArgument,
                      fmt::format("unknown named object category [org.{}.search.SearchExtBuilder]",
                                  product))
                    .with_type("x_content_parse_exception"));
  }
  for (const json::Value& group : value.items) {
    if (!group.is_string()) {
      return fail(parsing_error(
          reading.text, group.begin,
          fmt::format("Expected [VALUE_STRING] in [stats] but found [{}]", token_name(group))));
    }
  }
  return {};
}

/// docvalue_fields, fields, stored_fields, and what is read for its form only; false for another
/// member, or one of another form.
Result<bool> read_field_request(const std::string& name, const json::Value& value,
                                const Reading& reading, FieldRequests& fields) {
  if ((name == "docvalue_fields" || name == "fields") && value.is_array()) {
    LIKEWISE_TRY_STATUS(read_field_patterns(value, reading.text, reading.options,
                                            name == "fields" ? fields.fields : fields.docvalues));
    return true;
  }
  if (name == "stored_fields") {
    LIKEWISE_TRY_STATUS(read_stored_fields(value, reading.text, fields.stored));
    return true;
  }
  if ((name == "stats" && value.is_array()) || (name == "ext" && value.is_object())) {
    LIKEWISE_TRY_STATUS(check_unused(name, value, reading));
    return true;
  }
  return false;
}

Status read_member(const std::string& name, const json::Value& value, std::string_view text,
                   const QueryParserOptions& options, SearchRequest& request) {
  if (name == "query" && value.is_object()) {
    LIKEWISE_TRY(request.query, parse_query(value, text, options));
    request.has_query = true;
    return {};
  }
  if ((name == "aggs" || name == "aggregations") && value.is_object()) {
    LIKEWISE_TRY(request.aggregations, parse_aggregations(value, text, options));
    return {};
  }
  if (name == "_source" && !value.is_null()) {
    LIKEWISE_TRY(request.source, parse_source_filter(value, text));
    request.source_given = true;
    return {};
  }
  if (name == "knn" && (value.is_object() || value.is_array())) {
    QueryParseState state{text, options};
    LIKEWISE_TRY(request.knn, parse_knn_sections(value, state));
    return {};
  }
  if (is_ranking_clause(name, value)) {
    return read_ranking_clause(name, value, text, options, request);
  }
  LIKEWISE_TRY(const bool is_about_fields,
               read_field_request(name, value, {text, options}, request.fields));
  if (is_about_fields) {
    return {};
  }
  if (std::find(kNotBuilt.begin(), kNotBuilt.end(), name) != kNotBuilt.end()) {
    const std::string_view left_out = name == "highlight" ? " (left out by intent)" : "";
    return fail(unsupported_error(
        text, value.begin, fmt::format("[{}] is not supported by likewise{}", name, left_out)));
  }
  if (!is_scalar(value)) {
    return fail(unknown_key(value, name, text));
  }
  return read_scalar(name, value, text, options, request);
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
  LIKEWISE_TRY_STATUS(settle_knn_sections(request.size, request.knn));
  return request;
}

Status settle_fields(const QueryParserOptions& options, SearchRequest& request) {
  const StoredFields& stored = request.fields.stored;
  const bool asks_source = request.source_given && request.source.enabled;
  LIKEWISE_TRY_STATUS(check_field_requests(request.fields, asks_source, options));
  if (stored.given) {
    // Elasticsearch then leaves out `_source` unless it is asked for, here or there.
    request.source.enabled = stored.names_source() || asks_source;
  }
  return {};
}

namespace {

/// Where only a query is expected, Elasticsearch wraps what is no parsing_exception in one.
Error as_failed_body(Error error, const json::Value& query, std::string_view text) {
  if (error.type() == "parsing_exception" || error.in_shard()) {
    return error;
  }
  return parsing_error(text, query.end - 1, "Failed to parse").caused_by(std::move(error));
}

}  // namespace

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
    Result<Query> parsed = parse_query(value, text, options);
    if (!parsed.has_value()) {
      return fail(as_failed_body(std::move(parsed).error(), value, text));
    }
    query = *std::move(parsed);
  }
  return query;
}

}  // namespace likewise
