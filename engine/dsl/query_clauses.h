#pragma once

/// @file
/// The clause parsers behind query_parser.h: one function per Elasticsearch query.

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/base/error.h"
#include "engine/dsl/json.h"
#include "engine/dsl/query_parser.h"
#include "engine/search/query.h"

namespace likewise {

/// What the parsers of one body share. Not thread-safe.
struct QueryParseState {
  std::string_view text;  ///< The whole body.
  QueryParserOptions options;
  std::size_t depth = 0;
  /// Where reading stands: `bool` names this position when a clause inside of it fails.
  std::size_t at = 0;
};

/// Parses the body of one clause. REQUIRES: `body` is an object.
using ClauseParser = Result<Query> (*)(const json::Value& body, QueryParseState& state);

Result<Query> parse_match_all(const json::Value& body, QueryParseState& state);
Result<Query> parse_match_none(const json::Value& body, QueryParseState& state);
Result<Query> parse_term(const json::Value& body, QueryParseState& state);
Result<Query> parse_terms(const json::Value& body, QueryParseState& state);
Result<Query> parse_prefix(const json::Value& body, QueryParseState& state);
Result<Query> parse_ids(const json::Value& body, QueryParseState& state);
Result<Query> parse_exists(const json::Value& body, QueryParseState& state);
Result<Query> parse_match(const json::Value& body, QueryParseState& state);
Result<Query> parse_match_phrase(const json::Value& body, QueryParseState& state);
Result<Query> parse_match_phrase_prefix(const json::Value& body, QueryParseState& state);
Result<Query> parse_match_bool_prefix(const json::Value& body, QueryParseState& state);
Result<Query> parse_multi_match(const json::Value& body, QueryParseState& state);
Result<Query> parse_wildcard(const json::Value& body, QueryParseState& state);
Result<Query> parse_function_score(const json::Value& body, QueryParseState& state);
Result<Query> parse_knn(const json::Value& body, QueryParseState& state);
Result<Query> parse_script_score(const json::Value& body, QueryParseState& state);
Result<Query> parse_range(const json::Value& body, QueryParseState& state);
Result<Query> parse_query_string(const json::Value& body, QueryParseState& state);
Result<Query> parse_simple_query_string(const json::Value& body, QueryParseState& state);
Result<Query> parse_boosting(const json::Value& body, QueryParseState& state);
Result<Query> parse_bool(const json::Value& body, QueryParseState& state);
Result<Query> parse_dis_max(const json::Value& body, QueryParseState& state);
Result<Query> parse_constant_score(const json::Value& body, QueryParseState& state);
Result<Query> parse_more_like_this(const json::Value& body, QueryParseState& state);

/// Parses the object of a `terms` lookup.
Result<TermsLookup> parse_terms_lookup(const json::Value& value, QueryParseState& state);

/// Parses {"clause": {…}}, nested in another clause or outermost.
Result<Query> parse_inner_query(const json::Value& value, QueryParseState& state);

/// Sets `query.boost`, or says which query must not have a negative one.
Status set_boost(Query& query, float boost);

/// "[CLAUSE] query does not support [NAME]" at the value.
Error does_not_support(std::string_view clause, std::string_view name, const json::Value& value,
                       const QueryParseState& state);

/// What a declarative parser says of a member: x_content_parse_exception
/// "[LINE:COL] [CLAUSE] unknown field [NAME]".
Error unknown_field(std::string_view clause, const std::string& name, const json::Value& value,
                    const QueryParseState& state);
/// "[LINE:COL] [CLAUSE] NAME doesn't support values of type: TOKEN".
Error wrong_token(std::string_view clause, std::string_view name, const json::Value& value,
                  const QueryParseState& state);
/// "[LINE:COL] [CLAUSE] failed to parse field [NAME]" around `cause`.
Error failed_field(std::string_view clause, std::string_view name, std::size_t offset, Error cause,
                   const QueryParseState& state);

/// Reads `boost` and `_name` of a clause with a declarative parser (`match_all`, `ids`), or refuses
/// the member.
Status read_declared_member(std::string_view clause, const std::string& name,
                            const json::Value& value, QueryParseState& state, Query& query);

/// `match_all` and `ids` wrap what their declarative parser says once more.
Error as_parsing_exception(Error cause, std::size_t offset, const QueryParseState& state);

}  // namespace likewise
