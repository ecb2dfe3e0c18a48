#include <string>
#include <variant>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"
#include "engine/dsl/match_options.h"
#include "engine/dsl/query_clauses.h"

namespace likewise {
namespace {

/// Parameters of fuzzy matching and synonyms have no effect without those: read, checked, dropped.
/// False: not one of them.
Result<bool> read_idle_option(const std::string& name, const json::Value& value,
                              QueryParseState& state) {
  if (name == "prefix_length" || name == "max_expansions") {
    LIKEWISE_TRY_STATUS(read_int(value, state.text));
    return true;
  }
  if (name == "fuzzy_transpositions" || name == "auto_generate_synonyms_phrase_query") {
    LIKEWISE_TRY_STATUS(read_bool(value, state.text));
    return true;
  }
  if (name == "fuzziness" || name == "cutoff_frequency" || name == "fuzzy_rewrite") {
    return fail(
        unsupported_error(state.text, value.begin,
                          fmt::format("[match] option [{}] is not supported by likewise", name)));
  }
  return false;
}

Status read_option(const std::string& name, const json::Value& value, QueryParseState& state,
                   MatchQuery& match) {
  if (name == "operator") {
    LIKEWISE_TRY(match.operator_and, read_operator(value, state));
  } else if (name == "minimum_should_match") {
    LIKEWISE_TRY(match.minimum_should_match, read_text(value, state.text));
  } else if (name == "analyzer") {
    LIKEWISE_TRY(match.analyzer, read_text(value, state.text));
  } else if (name == "zero_terms_query") {
    LIKEWISE_TRY(match.zero_terms_all, read_zero_terms(value, state));
  } else if (name == "lenient") {
    LIKEWISE_TRY(match.lenient, read_bool(value, state.text));
  } else {
    LIKEWISE_TRY(const bool is_known, read_idle_option(name, value, state));
    if (!is_known) {
      return fail(does_not_support("match", name, value, state));
    }
  }
  return {};
}

/// The long form {"query": …, "operator": …}; `given` tells whether it holds the text.
Status read_match_options(const json::Value& body, QueryParseState& state, Query& query,
                          bool& given) {
  auto& match = std::get<MatchQuery>(query.node);
  float boost = 1.0F;
  for (const auto& [name, value] : body.members) {
    state.at = value.begin;
    LIKEWISE_TRY_STATUS(check_option_token("match", name, value, state));
    if (name == "query") {
      match.query = to_scalar(value);
      given = true;
    } else if (name == "boost") {
      LIKEWISE_TRY(boost, read_float(value, state.text));
    } else if (name == "_name") {
      query.name = scalar_text(value);
    } else {
      LIKEWISE_TRY_STATUS(read_option(name, value, state, match));
    }
  }
  return given ? set_boost(query, boost) : Status();
}

}  // namespace

Result<Query> parse_match(const json::Value& body, QueryParseState& state) {
  Query query;
  query.node = MatchQuery{};
  bool given = false;
  const std::string* field = nullptr;
  for (const auto& [name, value] : body.members) {
    state.at = value.begin;
    if (field != nullptr) {
      return fail(multiple_fields("match", *field, name, value, state));
    }
    field = &name;
    std::get<MatchQuery>(query.node).field = name;
    if (value.is_object()) {
      LIKEWISE_TRY_STATUS(read_match_options(value, state, query, given));
    } else if (!value.is_null()) {
      LIKEWISE_TRY_STATUS(read_text(value, state.text));
      std::get<MatchQuery>(query.node).query = to_scalar(value);
      given = true;
    }
  }
  state.at = body.end - 1;
  if (!given) {
    return fail(parsing_error(state.text, body.end - 1, "No text specified for text query"));
  }
  return query;
}

namespace {

constexpr std::string_view kBoolPrefix = "match_bool_prefix";

Status read_prefix_option(const std::string& name, const json::Value& value, QueryParseState& state,
                          Query& query, float& boost) {
  auto& match = std::get<MatchQuery>(query.node);
  if (name == "boost") {
    LIKEWISE_TRY(boost, read_float(value, state.text));
  } else if (name == "_name") {
    query.name = scalar_text(value);
  } else if (name == "operator" || name == "minimum_should_match" || name == "analyzer") {
    return read_option(name, value, state, match);
  } else if (name == "prefix_length" || name == "max_expansions" ||
             name == "fuzzy_transpositions" || name == "fuzziness" || name == "fuzzy_rewrite") {
    LIKEWISE_TRY_STATUS(read_idle_option(name, value, state));
  } else {
    return fail(does_not_support(kBoolPrefix, name, value, state));
  }
  return {};
}

}  // namespace

Result<Query> parse_match_bool_prefix(const json::Value& body, QueryParseState& state) {
  Query query;
  query.node = MatchQuery{};
  auto& match = std::get<MatchQuery>(query.node);
  match.last_is_prefix = true;
  bool has_query = false;
  float boost = 1.0F;
  for (std::size_t i = 0; i < body.members.size(); ++i) {
    const auto& [name, value] = body.members[i];
    state.at = value.begin;
    if (i > 0) {
      return fail(multiple_fields(kBoolPrefix, match.field, name, value, state));
    }
    match.field = name;
    if (value.is_object()) {
      for (const auto& [option, given] : value.members) {
        state.at = given.begin;
        LIKEWISE_TRY_STATUS(check_option_token(kBoolPrefix, option, given, state));
        if (option == "query") {
          match.query = to_scalar(given);
          has_query = true;
        } else {
          LIKEWISE_TRY_STATUS(read_prefix_option(option, given, state, query, boost));
        }
      }
    } else if (!value.is_null()) {
      LIKEWISE_TRY_STATUS(read_text(value, state.text));
      match.query = to_scalar(value);
      has_query = true;
    }
  }
  state.at = body.end - 1;
  if (match.field.empty()) {
    return fail(illegal_argument("[match_bool_prefix] requires fieldName"));
  }
  if (!has_query) {
    return fail(illegal_argument("[match_bool_prefix] requires query value"));
  }
  LIKEWISE_TRY_STATUS(set_boost(query, boost));
  return query;
}

}  // namespace likewise
