#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"
#include "engine/dsl/query_clauses.h"

namespace likewise {
namespace {

constexpr std::string_view kBool = "bool";

/// What went wrong inside of a clause list, as the declarative parser of `bool` wraps it.
Error failed_clause(const std::string& name, Error cause, const QueryParseState& state) {
  return failed_field(kBool, name, state.at, std::move(cause), state);
}

Status read_clauses(const std::string& name, const json::Value& value, QueryParseState& state,
                    std::vector<Query>& clauses) {
  if (value.is_null()) {
    return {};
  }
  if (!value.is_array() && !value.is_object()) {
    return fail(wrong_token(kBool, name, value, state));
  }
  const auto read = [&](const json::Value& item) -> Status {
    state.at = item.begin;
    if (item.is_array()) {
      return fail(
          failed_clause(name,
                        Error(ErrorCode::kInvalidArgument, "expected value but got [START_ARRAY]")
                            .with_type("illegal_state_exception"),
                        state));
    }
    Result<Query> clause = parse_inner_query(item, state);
    if (!clause.has_value()) {
      return fail(failed_clause(name, std::move(clause).error(), state));
    }
    clauses.push_back(*std::move(clause));
    return {};
  };
  if (value.is_object()) {
    return read(value);
  }
  for (const json::Value& item : value.items) {
    LIKEWISE_TRY_STATUS(read(item));
  }
  return {};
}

/// The list that a member of `bool` fills, or null.
std::vector<Query>* clause_list(const std::string& name, BoolQuery& query) {
  if (name == "must") {
    return &query.must;
  }
  if (name == "must_not" || name == "mustNot") {
    return &query.must_not;
  }
  if (name == "should") {
    return &query.should;
  }
  return name == "filter" ? &query.filter : nullptr;
}

Status read_bool_option(const std::string& name, const json::Value& value, QueryParseState& state,
                        Query& query) {
  const auto wrap = [&](Error cause) { return fail(failed_clause(name, std::move(cause), state)); };
  auto& node = std::get<BoolQuery>(query.node);
  if (name == "boost") {
    if (!value.is_number() && !value.is_string()) {
      return fail(wrong_token(kBool, name, value, state));
    }
    const Result<float> boost = read_float(value, state.text);
    if (!boost.has_value()) {
      return wrap(boost.error());
    }
    const Status status = set_boost(query, *boost);
    return status.has_value() ? status : Status(wrap(status.error()));
  }
  if (name == "_name") {
    if (!value.is_string()) {
      return fail(wrong_token(kBool, name, value, state));
    }
    query.name = value.text;
    return {};
  }
  if (name == "minimum_should_match") {
    if (value.is_array() || value.is_object()) {
      return fail(wrong_token(kBool, name, value, state));
    }
    if (!value.is_null()) {
      node.minimum_should_match = scalar_text(value);
    }
    return {};
  }
  if (name == "adjust_pure_negative") {
    if (!value.is_boolean() && !value.is_string()) {
      return fail(wrong_token(kBool, name, value, state));
    }
    const Result<bool> adjust = read_bool(value, state.text);
    if (!adjust.has_value()) {
      return wrap(adjust.error());
    }
    node.adjust_pure_negative = *adjust;
    return {};
  }
  return fail(unknown_field(kBool, name, value, state));
}

}  // namespace

Result<Query> parse_bool(const json::Value& body, QueryParseState& state) {
  Query query;
  query.node = BoolQuery{};
  for (const auto& [name, value] : body.members) {
    state.at = value.begin;
    std::vector<Query>* const clauses = clause_list(name, std::get<BoolQuery>(query.node));
    if (clauses != nullptr) {
      LIKEWISE_TRY_STATUS(read_clauses(name, value, state, *clauses));
    } else {
      LIKEWISE_TRY_STATUS(read_bool_option(name, value, state, query));
    }
  }
  state.at = body.end - 1;
  return query;
}

namespace {

Status read_dis_max_queries(const json::Value& value, QueryParseState& state,
                            std::vector<Query>& queries) {
  if (value.is_object()) {
    LIKEWISE_TRY(queries.emplace_back(), parse_inner_query(value, state));
    return {};
  }
  if (value.items.empty() || !value.items.front().is_object()) {
    state.at = value.items.empty() ? value.end - 1 : value.items.front().begin;
    return fail(
        parsing_error(state.text, state.at, "[_na] query malformed, must start with start_object"));
  }
  for (const json::Value& item : value.items) {
    LIKEWISE_TRY(queries.emplace_back(), parse_inner_query(item, state));
  }
  return {};
}

}  // namespace

Result<Query> parse_dis_max(const json::Value& body, QueryParseState& state) {
  constexpr std::string_view kClause = "dis_max";
  Query query;
  query.node = DisMaxQuery{};
  auto& node = std::get<DisMaxQuery>(query.node);
  std::vector<Query> queries;
  float boost = 1.0F;
  for (const auto& [name, value] : body.members) {
    state.at = value.begin;
    const bool is_container = value.is_array() || value.is_object();
    if (name == "queries" && is_container) {
      LIKEWISE_TRY_STATUS(read_dis_max_queries(value, state, queries));
    } else if (is_container) {
      return fail(does_not_support(kClause, name, value, state));
    } else if (name == "tie_breaker") {
      LIKEWISE_TRY(node.tie_breaker, read_float(value, state.text));
    } else if (name == "boost") {
      LIKEWISE_TRY(boost, read_float(value, state.text));
    } else if (name == "_name") {
      LIKEWISE_TRY(query.name, read_text(value, state.text));
    } else {
      return fail(does_not_support(kClause, name, value, state));
    }
  }
  state.at = body.end - 1;
  if (queries.empty()) {
    return fail(parsing_error(state.text, body.end - 1,
                              "[dis_max] requires 'queries' field with at least one clause"));
  }
  // Elasticsearch adds the queries last: a refused boost is printed without them.
  LIKEWISE_TRY_STATUS(set_boost(query, boost));
  node.queries = std::move(queries);
  return query;
}

Result<Query> parse_constant_score(const json::Value& body, QueryParseState& state) {
  constexpr std::string_view kClause = "constant_score";
  Query query;
  query.node = ConstantScoreQuery{};
  auto& node = std::get<ConstantScoreQuery>(query.node);
  float boost = 1.0F;
  for (const auto& [name, value] : body.members) {
    state.at = value.begin;
    if (value.is_array()) {
      return fail(parsing_error(state.text, value.begin, "unexpected token [START_ARRAY]"));
    }
    if (name == "filter" && value.is_object()) {
      LIKEWISE_TRY(Query filter, parse_inner_query(value, state));
      node.filter = std::make_shared<const Query>(std::move(filter));
    } else if (name == "boost" && !value.is_object()) {
      LIKEWISE_TRY(boost, read_float(value, state.text));
    } else if (name == "_name" && !value.is_object()) {
      LIKEWISE_TRY(query.name, read_text(value, state.text));
    } else {
      return fail(does_not_support(kClause, name, value, state));
    }
  }
  state.at = body.end - 1;
  if (node.filter == nullptr) {
    return fail(
        parsing_error(state.text, body.end - 1, "[constant_score] requires a 'filter' element"));
  }
  LIKEWISE_TRY_STATUS(set_boost(query, boost));
  return query;
}

Result<Query> parse_boosting(const json::Value& body, QueryParseState& state) {
  constexpr std::string_view kClause = "boosting";
  Query query;
  query.node = BoostingQuery{};
  auto& node = std::get<BoostingQuery>(query.node);
  float boost = 1.0F;
  float negative_boost = -1.0F;
  for (const auto& [name, value] : body.members) {
    state.at = value.begin;
    if (value.is_object() && (name == "positive" || name == "negative")) {
      LIKEWISE_TRY(Query inner, parse_inner_query(value, state));
      (name == "positive" ? node.positive : node.negative) =
          std::make_shared<const Query>(std::move(inner));
    } else if (value.is_object() || value.is_array()) {
      return fail(does_not_support(kClause, name, value, state));
    } else if (name == "negative_boost") {
      LIKEWISE_TRY(negative_boost, read_float(value, state.text));
    } else if (name == "boost") {
      LIKEWISE_TRY(boost, read_float(value, state.text));
    } else if (name == "_name") {
      LIKEWISE_TRY(query.name, read_text(value, state.text));
    } else {
      return fail(does_not_support(kClause, name, value, state));
    }
  }
  state.at = body.end - 1;
  const auto refuse = [&](std::string_view reason) {
    return fail(
        parsing_error(state.text, state.at, "[boosting] query requires " + std::string(reason)));
  };
  if (node.positive == nullptr) {
    return refuse("'positive' query to be set'");
  }
  if (node.negative == nullptr) {
    return refuse("'negative' query to be set'");
  }
  if (!(negative_boost >= 0.0F)) {
    return refuse("'negative_boost' to be set to be a positive value'");
  }
  node.negative_boost = negative_boost;
  LIKEWISE_TRY_STATUS(set_boost(query, boost));
  return query;
}

}  // namespace likewise
