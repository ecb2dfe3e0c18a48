#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "engine/dsl/body_values.h"
#include "engine/dsl/match_options.h"
#include "engine/dsl/query_clauses.h"

namespace likewise {
namespace {

constexpr std::string_view kClause = "wildcard";

struct Parts {
  std::optional<std::string> pattern;
  float boost = 1.0F;
};

Status read_option(const std::string& name, const json::Value& value, QueryParseState& state,
                   Query& query, Parts& parts) {
  if (name == "value" || name == "wildcard") {
    LIKEWISE_TRY(parts.pattern, read_text(value, state.text));
  } else if (name == "boost") {
    LIKEWISE_TRY(parts.boost, read_float(value, state.text));
  } else if (name == "rewrite") {
    return check_rewrite(kClause, value, state);
  } else if (name == "case_insensitive") {
    LIKEWISE_TRY(std::get<WildcardQuery>(query.node).case_insensitive,
                 read_bool(value, state.text));
  } else if (name == "_name") {
    LIKEWISE_TRY(query.name, read_text(value, state.text));
  } else {
    return fail(does_not_support(kClause, name, value, state));
  }
  return {};
}

}  // namespace

Result<Query> parse_wildcard(const json::Value& body, QueryParseState& state) {
  Query query;
  query.node = WildcardQuery{};
  auto& wildcard = std::get<WildcardQuery>(query.node);
  Parts parts;
  const std::string* field = nullptr;
  for (const auto& [name, value] : body.members) {
    state.at = value.begin;
    if (field != nullptr) {
      return fail(multiple_fields(kClause, *field, name, value, state));
    }
    field = &name;
    if (value.is_object()) {
      for (const auto& [option, given] : value.members) {
        state.at = given.begin;
        LIKEWISE_TRY_STATUS(read_option(option, given, state, query, parts));
      }
    } else {
      LIKEWISE_TRY(parts.pattern, read_text(value, state.text));
    }
  }
  state.at = body.end - 1;
  if (field == nullptr || field->empty()) {
    return fail(illegal_argument("field name is null or empty"));
  }
  if (!parts.pattern) {
    return fail(illegal_argument("value cannot be null"));
  }
  wildcard.field = *field;
  wildcard.pattern = *std::move(parts.pattern);
  LIKEWISE_TRY_STATUS(set_boost(query, parts.boost));
  return query;
}

}  // namespace likewise
