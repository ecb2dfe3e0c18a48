#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"
#include "engine/dsl/query_clauses.h"
#include "engine/dsl/score_function.h"

namespace likewise {
namespace {

/// What `function_score` has read so far.
struct Parts {
  FunctionScoreQuery query;
  std::optional<std::string> single;  ///< The name of the only function.
  bool has_array = false;
  float boost = 1.0F;
};

Error failed(const json::Value& value, const QueryParseState& state, std::string_view reason) {
  return parsing_error(state.text, value.begin,
                       fmt::format("failed to parse [function_score] query. {}", reason));
}

Error not_both(const json::Value& value, const QueryParseState& state, std::string_view found,
               std::string_view now) {
  return failed(value, state,
                fmt::format("[you can either define [functions] array or a single function, not "
                            "both. already found {}, now encountering [{}].]",
                            found, now));
}

Result<std::shared_ptr<const Query>> read_query(const json::Value& value, QueryParseState& state) {
  LIKEWISE_TRY(Query query, parse_inner_query(value, state));
  return std::make_shared<const Query>(std::move(query));
}

/// {"filter": …, "weight": …, "FUNCTION": …}.
Result<ScoreFunction> read_entry(const json::Value& entry, QueryParseState& state) {
  if (!entry.is_object()) {
    return fail(parsing_error(state.text, entry.begin,
                              fmt::format("failed to parse [START_OBJECT]. malformed query, "
                                          "expected a [{}] while parsing functions but got a "
                                          "[function_score] instead",
                                          token_name(entry))));
  }
  ScoreFunction function;
  std::string found;
  for (const auto& [name, value] : entry.members) {
    state.at = value.begin;
    if (value.is_object() && name == "filter") {
      LIKEWISE_TRY(function.filter, read_query(value, state));
    } else if (value.is_object()) {
      if (!found.empty()) {
        return fail(parsing_error(state.text, value.begin,
                                  fmt::format("failed to parse function_score functions. already "
                                              "found [{}], now encountering [{}].",
                                              found, name)));
      }
      LIKEWISE_TRY_STATUS(read_score_function(name, value, state, function));
      found = name;
    } else if (!value.is_null()) {
      if (name != "weight") {
        return fail(failed(value, state, fmt::format("field [{}] is not supported", name)));
      }
      LIKEWISE_TRY(function.weight, read_weight(value, state));
    }
  }
  state.at = entry.end - 1;
  if (found.empty() && !function.weight) {
    return fail(parsing_error(state.text, state.at,
                              "failed to parse [function_score] query. an entry in functions list "
                              "is missing a function."));
  }
  return function;
}

/// The name of a single function has come. Errors: it is not the only one.
Status begin_single(const std::string& name, const json::Value& value, QueryParseState& state,
                    Parts& parts) {
  if (parts.single) {
    return fail(failed(value, state,
                       fmt::format("already found function [{}], now encountering [{}]. use "
                                   "[functions] array if you want to define several functions.",
                                   *parts.single, name)));
  }
  if (parts.has_array) {
    return fail(not_both(value, state, "[functions] array", name));
  }
  parts.single = name;
  return {};
}

Status read_object(const std::string& name, const json::Value& value, QueryParseState& state,
                   Parts& parts) {
  if (name == "query") {
    LIKEWISE_TRY(parts.query.query, read_query(value, state));
    return {};
  }
  LIKEWISE_TRY_STATUS(begin_single(name, value, state, parts));
  ScoreFunction function;
  LIKEWISE_TRY_STATUS(read_score_function(name, value, state, function));
  parts.query.functions.push_back(std::move(function));
  return {};
}

Status read_array(const std::string& name, const json::Value& value, QueryParseState& state,
                  Parts& parts) {
  if (name != "functions") {
    return fail(failed(value, state, fmt::format("array [{}] is not supported", name)));
  }
  if (parts.single) {
    return fail(not_both(value, state, "[" + *parts.single + "]", name));
  }
  parts.has_array = true;
  for (const json::Value& entry : value.items) {
    state.at = entry.begin;
    LIKEWISE_TRY(ScoreFunction function, read_entry(entry, state));
    parts.query.functions.push_back(std::move(function));
  }
  return {};
}

Status read_value(const std::string& name, const json::Value& value, QueryParseState& state,
                  Query& query, Parts& parts) {
  if (name == "score_mode") {
    LIKEWISE_TRY(parts.query.score_mode, read_score_mode(value, state));
  } else if (name == "boost_mode") {
    LIKEWISE_TRY(parts.query.boost_mode, read_boost_mode(value, state));
  } else if (name == "max_boost") {
    LIKEWISE_TRY(parts.query.max_boost, read_float(value, state.text));
  } else if (name == "min_score") {
    LIKEWISE_TRY(parts.query.min_score, read_float(value, state.text));
  } else if (name == "boost") {
    LIKEWISE_TRY(parts.boost, read_float(value, state.text));
  } else if (name == "_name") {
    LIKEWISE_TRY(query.name, read_text(value, state.text));
  } else if (name == "weight") {
    LIKEWISE_TRY_STATUS(begin_single(name, value, state, parts));
    ScoreFunction function;
    LIKEWISE_TRY(function.weight, read_weight(value, state));
    parts.query.functions.push_back(std::move(function));
  } else {
    return fail(failed(value, state, fmt::format("field [{}] is not supported", name)));
  }
  return {};
}

}  // namespace

Result<Query> parse_function_score(const json::Value& body, QueryParseState& state) {
  Query query;
  Parts parts;
  for (const auto& [name, value] : body.members) {
    state.at = value.begin;
    if (value.is_object()) {
      LIKEWISE_TRY_STATUS(read_object(name, value, state, parts));
    } else if (value.is_array()) {
      LIKEWISE_TRY_STATUS(read_array(name, value, state, parts));
    } else if (!value.is_null()) {
      LIKEWISE_TRY_STATUS(read_value(name, value, state, query, parts));
    }
  }
  state.at = body.end - 1;
  query.node = std::make_shared<const FunctionScoreQuery>(std::move(parts.query));
  LIKEWISE_TRY_STATUS(set_boost(query, parts.boost));
  return query;
}

}  // namespace likewise
