#include "engine/dsl/body_values.h"
#include "engine/dsl/query_clauses.h"

namespace likewise {

Status read_declared_member(std::string_view clause, const std::string& name,
                            const json::Value& value, QueryParseState& state, Query& query) {
  const auto refuse = [&value, &state](Error error) {
    return fail(as_parsing_exception(std::move(error), value.begin, state));
  };
  if (name == "boost") {
    if (!value.is_number() && !value.is_string()) {
      return refuse(wrong_token(clause, name, value, state));
    }
    const Result<float> boost = read_float(value, state.text);
    if (!boost.has_value()) {
      return refuse(failed_field(clause, name, value.begin, boost.error(), state));
    }
    if (const Status status = set_boost(query, *boost); !status.has_value()) {
      return refuse(failed_field(clause, name, value.begin, status.error(), state));
    }
    return {};
  }
  if (name == "_name") {
    if (!value.is_string()) {
      return refuse(wrong_token(clause, name, value, state));
    }
    query.name = value.text;
    return {};
  }
  return refuse(unknown_field(clause, name, value, state));
}

Result<Query> parse_match_all(const json::Value& body, QueryParseState& state) {
  Query query;
  for (const auto& [name, value] : body.members) {
    state.at = value.begin;
    LIKEWISE_TRY_STATUS(read_declared_member("match_all", name, value, state, query));
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
