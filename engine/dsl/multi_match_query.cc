#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"
#include "engine/dsl/match_options.h"
#include "engine/dsl/query_clauses.h"

namespace likewise {
namespace {

using Type = MultiMatchQuery::Type;

constexpr std::string_view kClause = "multi_match";

constexpr std::array<std::pair<std::string_view, Type>, 6> kTypes = {{
    {"best_fields", Type::kBestFields},
    {"boolean", Type::kBestFields},
    {"most_fields", Type::kMostFields},
    {"phrase", Type::kPhrase},
    {"phrase_prefix", Type::kPhrasePrefix},
    {"bool_prefix", Type::kBoolPrefix},
}};

/// What is checked or set only when all has been read.
struct Parts {
  std::optional<Scalar> query;
  std::map<std::string, float> fields;
  float boost = 1.0F;
};

Status read_field(const json::Value& value, QueryParseState& state, Parts& parts) {
  state.at = value.begin;
  LIKEWISE_TRY(const std::string text, read_text(value, state.text));
  const std::size_t caret = text.find('^');
  float boost = 1.0F;
  if (caret != std::string::npos) {
    json::Value number = value;
    number.text = text.substr(caret + 1);
    LIKEWISE_TRY(boost, read_float(number, state.text));
  }
  parts.fields[text.substr(0, caret)] = boost;
  return {};
}

Status read_fields(const json::Value& value, QueryParseState& state, Parts& parts) {
  if (value.is_array()) {
    for (const json::Value& item : value.items) {
      LIKEWISE_TRY_STATUS(read_field(item, state, parts));
    }
    return {};
  }
  if (value.is_object() || value.is_null()) {
    return fail(does_not_support(kClause, "fields", value, state));
  }
  return read_field(value, state, parts);
}

Result<Type> read_type(const json::Value& value, QueryParseState& state) {
  LIKEWISE_TRY(const std::string name, read_text(value, state.text));
  if (name == "cross_fields") {
    return fail(unsupported_error(
        state.text, value.begin, "[multi_match] type [cross_fields] is not supported by likewise"));
  }
  for (const auto& [known, type] : kTypes) {
    if (known == name) {
      return type;
    }
  }
  return fail(
      Error(ErrorCode::kInvalidArgument,
            fmt::format("failed to parse [multi_match] query type [{}]. unknown type.", name))
          .with_type("parse_exception"));
}

/// Those that only fuzzy matching and synonyms would use. False: not one of them.
Result<bool> read_idle_option(const std::string& name, const json::Value& value,
                              QueryParseState& state) {
  if (name == "auto_generate_synonyms_phrase_query" || name == "fuzzy_transpositions") {
    LIKEWISE_TRY_STATUS(read_bool(value, state.text));
    return true;
  }
  if (name == "fuzziness" || name == "fuzzy_rewrite" || name == "cutoff_frequency") {
    return fail(unsupported_error(
        state.text, value.begin,
        fmt::format("[multi_match] option [{}] is not supported by likewise", name)));
  }
  return false;
}

Status read_option(const std::string& name, const json::Value& value, QueryParseState& state,
                   Query& query, Parts& parts) {
  auto& match = std::get<MultiMatchQuery>(query.node);
  if (name == "query") {
    parts.query = to_scalar(value);
  } else if (name == "type") {
    LIKEWISE_TRY(match.type, read_type(value, state));
  } else if (name == "analyzer") {
    LIKEWISE_TRY(match.analyzer, read_text(value, state.text));
  } else if (name == "boost") {
    LIKEWISE_TRY(parts.boost, read_float(value, state.text));
  } else if (name == "slop") {
    LIKEWISE_TRY(match.slop, read_int(value, state.text));
  } else if (name == "prefix_length") {
    LIKEWISE_TRY(match.prefix_length, read_int(value, state.text));
  } else if (name == "max_expansions") {
    LIKEWISE_TRY(match.max_expansions, read_int(value, state.text));
  } else if (name == "operator") {
    LIKEWISE_TRY(match.operator_and, read_operator(value, state));
  } else if (name == "minimum_should_match") {
    LIKEWISE_TRY(match.minimum_should_match, read_text(value, state.text));
  } else if (name == "tie_breaker") {
    LIKEWISE_TRY(match.tie_breaker, read_float(value, state.text));
  } else if (name == "lenient") {
    LIKEWISE_TRY(match.lenient, read_bool(value, state.text));
  } else if (name == "zero_terms_query") {
    LIKEWISE_TRY(match.zero_terms_all, read_zero_terms(value, state));
  } else if (name == "_name") {
    query.name = scalar_text(value);
  } else {
    LIKEWISE_TRY(const bool is_known, read_idle_option(name, value, state));
    return is_known ? Status() : fail(does_not_support(kClause, name, value, state));
  }
  return {};
}

Status check(const MultiMatchQuery& match) {
  if (match.slop < 0) {
    return fail(illegal_argument("No negative slop allowed."));
  }
  if (match.prefix_length < 0) {
    return fail(illegal_argument("No negative prefix length allowed."));
  }
  if (match.max_expansions <= 0) {
    return fail(illegal_argument("Max expansions must be strictly great than zero."));
  }
  return {};
}

}  // namespace

Result<Query> parse_multi_match(const json::Value& body, QueryParseState& state) {
  Query query;
  query.node = MultiMatchQuery{};
  auto& match = std::get<MultiMatchQuery>(query.node);
  Parts parts;
  for (const auto& [name, value] : body.members) {
    state.at = value.begin;
    if (name == "fields") {
      LIKEWISE_TRY_STATUS(read_fields(value, state, parts));
    } else {
      LIKEWISE_TRY_STATUS(check_option_token(kClause, name, value, state));
      LIKEWISE_TRY_STATUS(read_option(name, value, state, query, parts));
    }
  }
  state.at = body.end - 1;
  if (!parts.query) {
    return fail(parsing_error(state.text, state.at, "No text specified for multi_match query"));
  }
  if (match.slop != 0 && match.type == Type::kBoolPrefix) {
    return fail(parsing_error(state.text, state.at, "[slop] not allowed for type [bool_prefix]"));
  }
  LIKEWISE_TRY_STATUS(check(match));
  match.query = *std::move(parts.query);
  const std::optional<bool> lenient = std::exchange(match.lenient, std::nullopt);
  for (const auto& [pattern, boost] : parts.fields) {
    LIKEWISE_TRY_STATUS(set_boost(query, boost < 0 ? boost : 1.0F));
  }
  for (auto& [pattern, boost] : parts.fields) {
    match.fields.push_back({pattern, boost});
  }
  LIKEWISE_TRY_STATUS(set_boost(query, parts.boost));
  match.lenient = lenient;  // Last, as Elasticsearch does: a refused boost is printed without it.
  return query;
}

}  // namespace likewise
