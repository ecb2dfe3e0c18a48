#include <algorithm>
#include <cctype>
#include <string>
#include <variant>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"
#include "engine/dsl/query_clauses.h"

namespace likewise {
namespace {

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(c < 0x80 ? std::toupper(c) : c); });
  return text;
}

Scalar to_scalar(const json::Value& value) {
  const auto kind = value.is_number()    ? Scalar::Kind::kNumber
                    : value.is_boolean() ? Scalar::Kind::kBoolean
                                         : Scalar::Kind::kString;
  return {kind, scalar_text(value)};
}

Result<bool> read_operator(const json::Value& value, QueryParseState& state) {
  LIKEWISE_TRY(const std::string text, read_text(value, state.text));
  const std::string name = upper(text);
  if (name != "AND" && name != "OR") {
    return fail(illegal_argument(
        fmt::format("No enum constant org.elasticsearch.index.query.Operator.{}", name)));
  }
  return name == "AND";
}

Result<bool> read_zero_terms(const json::Value& value, QueryParseState& state) {
  LIKEWISE_TRY(const std::string text, read_text(value, state.text));
  const std::string name = upper(text);
  if (name != "ALL" && name != "NONE") {
    return fail(parsing_error(state.text, value.begin,
                              fmt::format("Unsupported zero_terms_query value [{}]", text)));
  }
  return name == "ALL";
}

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
    if (value.is_null() || value.is_array() || value.is_object()) {
      return fail(parsing_error(
          state.text, value.begin,
          fmt::format("[match] unknown token [{}] after [{}]", token_name(value), name)));
    }
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
      return fail(parsing_error(
          state.text, value.begin,
          fmt::format("[match] query doesn't support multiple fields, found [{}] and [{}]", *field,
                      name)));
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

}  // namespace likewise
