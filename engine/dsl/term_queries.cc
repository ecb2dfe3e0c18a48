#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"
#include "engine/dsl/match_options.h"
#include "engine/dsl/query_clauses.h"

namespace likewise {
namespace {

bool is_scalar(const json::Value& value) {
  return value.is_string() || value.is_number() || value.is_boolean();
}

/// The long form {"value": …, "boost": …}.
Status read_term_options(const json::Value& body, QueryParseState& state, Query& query,
                         bool& has_value) {
  float boost = 1.0F;
  for (const auto& [name, value] : body.members) {
    state.at = value.begin;
    if (name == "value" || name == "term") {
      if (value.is_object() && !value.members.empty()) {
        const auto& [inner_name, inner] = value.members.front();
        return fail(does_not_support("term", inner_name, inner, state));
      }
      if (value.is_array() || value.is_object()) {
        return fail(does_not_support("term", name, value, state));
      }
      has_value = !value.is_null();
      std::get<TermQuery>(query.node).value = to_scalar(value);
    } else if (name == "boost") {
      LIKEWISE_TRY(boost, read_float(value, state.text));
    } else if (name == "_name") {
      LIKEWISE_TRY(query.name, read_text(value, state.text));
    } else if (name == "case_insensitive") {
      LIKEWISE_TRY(std::get<TermQuery>(query.node).case_insensitive, read_bool(value, state.text));
    } else {
      return fail(does_not_support("term", name, value, state));
    }
  }
  return has_value ? set_boost(query, boost) : Status();
}

Error field_name_missing() {
  return illegal_argument("field name is null or empty");
}

Result<std::vector<Scalar>> read_term_values(const std::string& field, const json::Value& array,
                                             QueryParseState& state) {
  std::vector<Scalar> values;
  values.reserve(array.items.size());
  for (const json::Value& item : array.items) {
    state.at = item.begin;
    if (item.is_null()) {
      return fail(parsing_error(state.text, item.begin, "No value specified for terms query"));
    }
    if (!is_scalar(item)) {
      return fail(parsing_error(
          state.text, item.begin,
          fmt::format("[terms] unknown token [{}] after [{}]", token_name(item), field)));
    }
    values.push_back(to_scalar(item));
  }
  return values;
}

}  // namespace

Result<Query> parse_term(const json::Value& body, QueryParseState& state) {
  Query query;
  query.node = TermQuery{};
  bool has_value = false;
  const std::string* field = nullptr;
  for (const auto& [name, value] : body.members) {
    state.at = value.begin;
    if (value.is_array()) {
      return fail(
          parsing_error(state.text, value.begin, "[term] query does not support array of values"));
    }
    if (value.is_null()) {
      continue;
    }
    if (field != nullptr) {
      return fail(multiple_fields("term", *field, name, value, state));
    }
    field = &name;
    std::get<TermQuery>(query.node).field = name;
    if (value.is_object()) {
      LIKEWISE_TRY_STATUS(read_term_options(value, state, query, has_value));
    } else {
      std::get<TermQuery>(query.node).value = to_scalar(value);
      has_value = true;
    }
  }
  state.at = body.end - 1;
  if (field == nullptr || field->empty()) {
    return fail(field_name_missing());
  }
  if (!has_value) {
    return fail(illegal_argument("value cannot be null"));
  }
  return query;
}

namespace {

/// What `prefix` reads, short or long form.
struct PrefixParts {
  std::optional<std::string> value;
  bool case_insensitive = false;
  float boost = 1.0F;
};

Status read_prefix_value(const json::Value& value, QueryParseState& state, PrefixParts& parts) {
  parts.value.reset();
  if (!value.is_null()) {
    LIKEWISE_TRY(parts.value, read_text(value, state.text));
  }
  return {};
}

/// The long form {"value": …, "boost": …}.
Status read_prefix_options(const json::Value& body, QueryParseState& state, Query& query,
                           PrefixParts& parts) {
  for (const auto& [name, value] : body.members) {
    state.at = value.begin;
    if (name == "value") {
      LIKEWISE_TRY_STATUS(read_prefix_value(value, state, parts));
    } else if (name == "boost") {
      LIKEWISE_TRY(parts.boost, read_float(value, state.text));
    } else if (name == "_name") {
      LIKEWISE_TRY(query.name, read_text(value, state.text));
    } else if (name == "rewrite") {
      LIKEWISE_TRY_STATUS(check_rewrite("prefix", value, state));
    } else if (name == "case_insensitive") {
      LIKEWISE_TRY(parts.case_insensitive, read_bool(value, state.text));
    } else {
      return fail(does_not_support("prefix", name, value, state));
    }
  }
  return {};
}

}  // namespace

Result<Query> parse_prefix(const json::Value& body, QueryParseState& state) {
  Query query;
  query.node = PrefixQuery{};
  PrefixParts parts;
  const std::string* field = nullptr;
  for (const auto& [name, value] : body.members) {
    state.at = value.begin;
    if (field != nullptr) {
      return fail(multiple_fields("prefix", *field, name, value, state));
    }
    field = &name;
    if (value.is_object()) {
      LIKEWISE_TRY_STATUS(read_prefix_options(value, state, query, parts));
    } else {
      LIKEWISE_TRY_STATUS(read_prefix_value(value, state, parts));
    }
  }
  state.at = body.end - 1;
  if (field == nullptr || field->empty()) {
    return fail(field_name_missing());
  }
  if (!parts.value) {
    return fail(illegal_argument("value cannot be null"));
  }
  query.node = PrefixQuery{*field, *std::move(parts.value), parts.case_insensitive};
  LIKEWISE_TRY_STATUS(set_boost(query, parts.boost));
  return query;
}

Result<Query> parse_terms(const json::Value& body, QueryParseState& state) {
  Query query;
  query.node = TermsQuery{};
  auto& terms = std::get<TermsQuery>(query.node);
  const std::string* field = nullptr;
  float boost = 1.0F;
  for (const auto& [name, value] : body.members) {
    state.at = value.begin;
    if (value.is_array()) {
      if (field != nullptr) {
        return fail(parsing_error(state.text, value.begin,
                                  "[terms] query does not support multiple fields"));
      }
      field = &name;
      LIKEWISE_TRY(terms.values, read_term_values(name, value, state));
    } else if (value.is_object()) {
      if (field != nullptr) {
        return fail(parsing_error(state.text, value.begin,
                                  "[terms] query does not support more than one field. Already "
                                  "found [" +
                                      *field + "] but also found [" + name + "]"));
      }
      field = &name;
      LIKEWISE_TRY(terms.lookup, parse_terms_lookup(value, state));
    } else if (name == "boost") {
      LIKEWISE_TRY(boost, read_float(value, state.text));
    } else if (name == "_name") {
      LIKEWISE_TRY(query.name, read_text(value, state.text));
    } else {
      return fail(does_not_support("terms", name, value, state));
    }
  }
  state.at = body.end - 1;
  if (field == nullptr) {
    return fail(parsing_error(state.text, body.end - 1,
                              "[terms] query requires a field name, followed by array of terms or "
                              "a document lookup specification"));
  }
  if (field->empty()) {
    return fail(field_name_missing());
  }
  terms.field = *field;
  LIKEWISE_TRY_STATUS(set_boost(query, boost));
  return query;
}

namespace {

Status read_ids(const json::Value& value, QueryParseState& state, IdsQuery& ids) {
  const auto refuse = [&state](std::size_t offset, Error error) {
    return fail(as_parsing_exception(std::move(error), offset, state));
  };
  if (!value.is_array() && !value.is_string()) {
    return refuse(value.begin, wrong_token("ids", "values", value, state));
  }
  if (value.is_string()) {
    ids.values.push_back(value.text);
  }
  for (const json::Value& item : value.items) {
    state.at = item.begin;
    Result<std::string> id = read_text(item, state.text);
    if (!id.has_value()) {
      return refuse(item.begin,
                    failed_field("ids", "values", item.begin, std::move(id).error(), state));
    }
    ids.values.push_back(*std::move(id));
  }
  return {};
}

}  // namespace

Result<Query> parse_ids(const json::Value& body, QueryParseState& state) {
  Query query;
  query.node = IdsQuery{};
  for (const auto& [name, value] : body.members) {
    state.at = value.begin;
    if (name == "values") {
      LIKEWISE_TRY_STATUS(read_ids(value, state, std::get<IdsQuery>(query.node)));
    } else if (name != "type") {  // Deprecated; every document is of the one type.
      LIKEWISE_TRY_STATUS(read_declared_member("ids", name, value, state, query));
    }
  }
  return query;
}

Result<Query> parse_exists(const json::Value& body, QueryParseState& state) {
  Query query;
  query.node = ExistsQuery{};
  bool given = false;
  float boost = 1.0F;
  for (const auto& [name, value] : body.members) {
    state.at = value.begin;
    if (!is_scalar(value)) {
      return fail(parsing_error(
          state.text, value.begin,
          fmt::format("[exists] unknown token [{}] after [{}]", token_name(value), name)));
    }
    if (name == "field") {
      std::get<ExistsQuery>(query.node).field = scalar_text(value);
      given = true;
    } else if (name == "boost") {
      LIKEWISE_TRY(boost, read_float(value, state.text));
    } else if (name == "_name") {
      query.name = scalar_text(value);
    } else {
      return fail(does_not_support("exists", name, value, state));
    }
  }
  state.at = body.end - 1;
  if (!given) {
    return fail(
        parsing_error(state.text, body.end - 1, "[exists] must be provided with a [field]"));
  }
  if (std::get<ExistsQuery>(query.node).field.empty()) {
    return fail(field_name_missing());
  }
  LIKEWISE_TRY_STATUS(set_boost(query, boost));
  return query;
}

}  // namespace likewise
