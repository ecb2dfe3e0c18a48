#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "engine/dsl/body_values.h"
#include "engine/dsl/match_options.h"
#include "engine/dsl/query_clauses.h"

namespace likewise {
namespace {

/// What `match_phrase` and `match_phrase_prefix` read.
struct PhraseParts {
  std::optional<Scalar> query;
  float boost = 1.0F;
};

Status read_option(const std::string& name, const json::Value& value, QueryParseState& state,
                   Query& query, PhraseParts& parts) {
  auto& phrase = std::get<MatchPhraseQuery>(query.node);
  if (name == "query") {
    parts.query = to_scalar(value);
  } else if (name == "analyzer") {
    LIKEWISE_TRY(phrase.analyzer, read_text(value, state.text));
  } else if (name == "slop") {
    LIKEWISE_TRY(phrase.slop, read_int(value, state.text));
  } else if (name == "max_expansions" && phrase.is_prefix) {
    LIKEWISE_TRY(phrase.max_expansions, read_int(value, state.text));
  } else if (name == "zero_terms_query") {
    LIKEWISE_TRY(phrase.zero_terms_all, read_zero_terms(value, state));
  } else if (name == "boost") {
    LIKEWISE_TRY(parts.boost, read_float(value, state.text));
  } else if (name == "_name") {
    query.name = scalar_text(value);
  } else {
    const char* clause = phrase.is_prefix ? "match_phrase_prefix" : "match_phrase";
    return fail(does_not_support(clause, name, value, state));
  }
  return {};
}

Status check(const MatchPhraseQuery& phrase, const std::string& clause, bool has_query) {
  if (phrase.field.empty()) {
    return fail(illegal_argument("[" + clause + "] requires fieldName"));
  }
  if (!has_query) {
    return fail(illegal_argument("[" + clause + "] requires query value"));
  }
  if (phrase.slop < 0) {
    return fail(illegal_argument("No negative slop allowed."));
  }
  if (phrase.max_expansions < 0) {
    return fail(illegal_argument("No negative maxExpansions allowed."));
  }
  return {};
}

Result<Query> parse(const std::string& clause, bool is_prefix, const json::Value& body,
                    QueryParseState& state) {
  Query query;
  query.node = MatchPhraseQuery{};
  auto& phrase = std::get<MatchPhraseQuery>(query.node);
  phrase.is_prefix = is_prefix;
  PhraseParts parts;
  bool has_field = false;
  for (const auto& [name, value] : body.members) {
    state.at = value.begin;
    if (has_field) {
      return fail(multiple_fields(clause, phrase.field, name, value, state));
    }
    has_field = true;
    phrase.field = name;
    if (value.is_object()) {
      for (const auto& [option, given] : value.members) {
        state.at = given.begin;
        LIKEWISE_TRY_STATUS(check_option_token(clause, option, given, state));
        LIKEWISE_TRY_STATUS(read_option(option, given, state, query, parts));
      }
    } else if (!value.is_null()) {
      LIKEWISE_TRY_STATUS(read_text(value, state.text));
      parts.query = to_scalar(value);
    }
  }
  state.at = body.end - 1;
  LIKEWISE_TRY_STATUS(check(phrase, clause, parts.query.has_value()));
  phrase.query = *std::move(parts.query);
  LIKEWISE_TRY_STATUS(set_boost(query, parts.boost));
  return query;
}

}  // namespace

Result<Query> parse_match_phrase(const json::Value& body, QueryParseState& state) {
  return parse("match_phrase", false, body, state);
}

Result<Query> parse_match_phrase_prefix(const json::Value& body, QueryParseState& state) {
  return parse("match_phrase_prefix", true, body, state);
}

}  // namespace likewise
