#include "engine/dsl/query_parser.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"
#include "engine/dsl/name_distance.h"
#include "engine/dsl/query_clauses.h"
#include "engine/dsl/query_printer.h"

namespace likewise {
namespace {

constexpr std::array<std::pair<std::string_view, ClauseParser>, 24> kClauses = {{
    {"bool", parse_bool},
    {"boosting", parse_boosting},
    {"constant_score", parse_constant_score},
    {"dis_max", parse_dis_max},
    {"exists", parse_exists},
    {"function_score", parse_function_score},
    {"ids", parse_ids},
    {"knn", parse_knn},
    {"match", parse_match},
    {"match_all", parse_match_all},
    {"match_bool_prefix", parse_match_bool_prefix},
    {"match_none", parse_match_none},
    {"match_phrase", parse_match_phrase},
    {"match_phrase_prefix", parse_match_phrase_prefix},
    {"more_like_this", parse_more_like_this},
    {"multi_match", parse_multi_match},
    {"prefix", parse_prefix},
    {"query_string", parse_query_string},
    {"range", parse_range},
    {"script_score", parse_script_score},
    {"simple_query_string", parse_simple_query_string},
    {"term", parse_term},
    {"terms", parse_terms},
    {"wildcard", parse_wildcard},
}};

/// Queries of Elasticsearch that are not built here: known, so that the answer can say so.
constexpr auto kKnownClauses = std::to_array<std::string_view>({
    "combined_fields",  "common",       "distance_feature", "fuzzy",
    "geo_bounding_box", "geo_distance", "geo_polygon",      "geo_shape",
    "has_child",        "has_parent",   "hybrid",           "intervals",
    "nested",           "neural",       "parent_id",        "percolate",
    "pinned",           "rank_feature", "regexp",           "script",
    "semantic",         "shape",        "span_containing",  "span_field_masking",
    "span_first",       "span_gap",     "span_multi",       "span_near",
    "span_not",         "span_or",      "span_term",        "span_within",
    "sparse_vector",    "terms_set",    "text_expansion",   "weighted_tokens",
    "wrapper",
});

std::string did_you_mean(std::string_view name) {
  std::vector<std::string_view> candidates(kKnownClauses.begin(), kKnownClauses.end());
  for (const auto& [clause, parser] : kClauses) {
    candidates.push_back(clause);
  }
  return suggestion_text(name, candidates);
}

Error unknown_query(std::string_view name, std::size_t offset, const QueryParseState& state) {
  const json::Position position = json::position_of(state.text, offset);
  return parsing_error(state.text, offset,
                       fmt::format("unknown query [{}]{}", name, did_you_mean(name)))
      .caused_by(
          Error(ErrorCode::kInvalidArgument,
                fmt::format("[{}:{}] unknown field [{}]", position.line, position.column, name))
              .with_type("named_object_not_found_exception"));
}

std::size_t next_token(std::string_view text, std::size_t offset) {
  return std::min(text.find_first_not_of(" \n\r\t,", offset), text.size());
}

Result<Query> parse_clause(const std::string& name, const json::Value& body,
                           QueryParseState& state) {
  state.at = body.begin;
  if (!body.is_object()) {
    return fail(
        parsing_error(state.text, body.begin,
                      fmt::format("[{}] query malformed, no start_object after query name", name)));
  }
  for (const auto& [clause, parser] : kClauses) {
    if (clause == name) {
      return parser(body, state);
    }
  }
  if (std::find(kKnownClauses.begin(), kKnownClauses.end(), name) != kKnownClauses.end()) {
    return fail(unsupported_error(state.text, body.begin,
                                  fmt::format("query [{}] is not supported by likewise", name)));
  }
  return fail(unknown_query(name, body.begin, state));
}

}  // namespace

Result<Query> parse_inner_query(const json::Value& value, QueryParseState& state) {
  state.at = value.begin;
  if (!value.is_object()) {
    // Elasticsearch has read on by one token when it notices.
    state.at = next_token(state.text, value.end);
    return fail(
        parsing_error(state.text, state.at, "[_na] query malformed, must start with start_object"));
  }
  if (value.members.empty()) {
    // Elasticsearch stands on the closing brace then.
    state.at = value.end - 1;
    const json::Position position = json::position_of(state.text, state.at);
    return fail(illegal_argument(fmt::format("query malformed, empty clause found at [{}:{}]",
                                             position.line, position.column)));
  }
  if (state.depth == state.options.max_depth) {
    return fail(illegal_argument(
        fmt::format("The nested depth of the query exceeds the maximum nested depth for queries "
                    "set in [indices.query.bool.max_nested_depth]: [{}]",
                    state.options.max_depth)));
  }
  ++state.depth;
  const auto& [name, body] = value.members.front();
  LIKEWISE_TRY(Query query, parse_clause(name, body, state));
  if (value.members.size() > 1) {
    state.at = value.members[1].second.name_begin;
    return fail(parsing_error(
        state.text, state.at,
        fmt::format("[{}] malformed query, expected [END_OBJECT] but found [FIELD_NAME]", name)));
  }
  --state.depth;
  state.at = value.end - 1;
  return query;
}

namespace {

/// OpenSearch's newer Jackson calls every value of a wrong kind or range a coercion, always 400.
Error as_opensearch(Error error) {
  const bool is_coercion =
      error.type() == "input_coercion_exception" ||
      (error.type() == "json_parse_exception" && error.message().starts_with("Current token ("));
  if (!is_coercion) {
    return error;
  }
  return std::move(error).with_type("input_coercion_exception").with_status(400);
}

}  // namespace

Result<Query> parse_query(const json::Value& value, std::string_view text,
                          const QueryParserOptions& options) {
  QueryParseState state{text, options};
  Result<Query> query = parse_inner_query(value, state);
  if (!query.has_value() && options.dialect == Dialect::kOpenSearch3) {
    return fail(as_opensearch(std::move(query).error()));
  }
  return query;
}

Status set_boost(Query& query, float boost) {
  if (boost < 0) {
    return fail(illegal_argument(
        fmt::format("negative [boost] are not allowed in [{}], use a value between 0 and 1 to "
                    "deboost",
                    json::pretty(query_to_json(query)))));
  }
  query.boost = boost;
  return {};
}

Error does_not_support(std::string_view clause, std::string_view name, const json::Value& value,
                       const QueryParseState& state) {
  return parsing_error(state.text, value.begin,
                       fmt::format("[{}] query does not support [{}]", clause, name));
}

namespace {

Error content_error(std::string_view clause, std::size_t offset, std::string_view rest,
                    const QueryParseState& state) {
  const json::Position position = json::position_of(state.text, offset);
  return Error(ErrorCode::kInvalidArgument,
               fmt::format("[{}:{}] [{}] {}", position.line, position.column, clause, rest))
      .with_type("x_content_parse_exception");
}

}  // namespace

Error unknown_field(std::string_view clause, const std::string& name, const json::Value& value,
                    const QueryParseState& state) {
  return content_error(clause, value.name_begin, fmt::format("unknown field [{}]", name), state);
}

Error wrong_token(std::string_view clause, std::string_view name, const json::Value& value,
                  const QueryParseState& state) {
  return content_error(
      clause, value.begin,
      fmt::format("{} doesn't support values of type: {}", name, token_name(value)), state);
}

Error failed_field(std::string_view clause, std::string_view name, std::size_t offset, Error cause,
                   const QueryParseState& state) {
  const ErrorCode code = cause.code();
  Error error =
      content_error(clause, offset, fmt::format("failed to parse field [{}]", name), state)
          .caused_by(std::move(cause));
  if (code != ErrorCode::kUnsupported) {
    return error;
  }
  return Error(code, error.message()).with_type(error.type()).caused_by(Error(*error.cause()));
}

Error as_parsing_exception(Error cause, std::size_t offset, const QueryParseState& state) {
  std::string reason = cause.message();
  return parsing_error(state.text, offset, std::move(reason)).caused_by(std::move(cause));
}

}  // namespace likewise
