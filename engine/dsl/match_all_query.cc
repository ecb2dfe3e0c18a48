#include "engine/dsl/body_values.h"
#include "engine/dsl/query_clauses.h"

namespace likewise {

Result<Query> parse_match_all(const json::Value& body, QueryParseState& state) {
  constexpr std::string_view kClause = "match_all";
  Query query;
  for (const auto& [name, value] : body.members) {
    state.at = value.begin;
    const auto refuse = [&value = value, &state](Error error) {
      return fail(as_parsing_exception(std::move(error), value.begin, state));
    };
    if (name == "boost") {
      if (!value.is_number() && !value.is_string()) {
        return refuse(wrong_token(kClause, name, value, state));
      }
      const Result<float> boost = read_float(value, state.text);
      if (!boost.has_value()) {
        return refuse(failed_field(kClause, name, value.begin, boost.error(), state));
      }
      if (const Status status = set_boost(query, *boost); !status.has_value()) {
        return refuse(failed_field(kClause, name, value.begin, status.error(), state));
      }
    } else if (name == "_name") {
      if (!value.is_string()) {
        return refuse(wrong_token(kClause, name, value, state));
      }
      query.name = value.text;
    } else {
      return refuse(unknown_field(kClause, name, value, state));
    }
  }
  return query;
}

Result<Query> parse_match_none(const json::Value& body, QueryParseState& state) {
  Query query;
  query.node = MatchNoneQuery{};
  for (const auto& [name, value] : body.members) {
    state.at = value.begin;
    if (name == "boost") {
      LIKEWISE_TRY(const float boost, read_float(value, state.text));
      LIKEWISE_TRY_STATUS(set_boost(query, boost));
    } else if (name == "_name") {
      LIKEWISE_TRY(query.name, read_text(value, state.text));
    } else {
      return fail(does_not_support("match_none", name, value, state));
    }
  }
  return query;
}

}  // namespace likewise
