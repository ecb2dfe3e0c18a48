#include "engine/dsl/field_requests.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"
#include "engine/dsl/query_clauses.h"

namespace likewise {
namespace {

constexpr std::string_view kNone = "_none_";

Result<FieldPattern> read_pattern_object(const json::Value& value, QueryParseState& state) {
  const std::string_view clause =
      !state.options.legacy ? "fetch_field_and_format" : "docvalues_field";
  FieldPattern pattern;
  bool has_field = false;
  for (const auto& [name, inner] : value.members) {
    const bool is_text = inner.is_string();
    if (name == "field") {
      if (!is_text) {
        return fail(wrong_token(clause, name, inner, state));
      }
      has_field = true;
      pattern.pattern = inner.text;
    } else if (name == "format") {
      if (!is_text && !inner.is_null()) {
        return fail(wrong_token(clause, name, inner, state));
      }
      pattern.format = inner.text;
    } else if (name == "include_unmapped" && !state.options.legacy) {
      LIKEWISE_TRY(const bool asks, read_bool(inner, state.text));
      if (asks) {
        return fail(unsupported_error(state.text, inner.begin,
                                      "[include_unmapped] is not supported by likewise"));
      }
    } else {
      return fail(unknown_field(clause, name, inner, state));
    }
  }
  if (!has_field) {
    return fail(illegal_argument("Required [field]"));
  }
  if (pattern.format == "use_field_mapping") {
    pattern.format.clear();
  }
  return pattern;
}

}  // namespace

bool StoredFields::names_source() const {
  return std::find(names.begin(), names.end(), "_source") != names.end();
}

Status read_field_patterns(const json::Value& value, std::string_view text,
                           const QueryParserOptions& options, std::vector<FieldPattern>& patterns) {
  QueryParseState state{text, options};
  patterns.clear();
  for (const json::Value& item : value.items) {
    if (item.is_object()) {
      LIKEWISE_TRY(FieldPattern pattern, read_pattern_object(item, state));
      patterns.push_back(std::move(pattern));
    } else if (item.is_null() || item.is_array()) {
      // Elasticsearch has read on by one token when it notices.
      const std::size_t at = item.is_null() ? value.end - 1 : item.begin;
      const json::Position position = json::position_of(text, at);
      return fail(Error(ErrorCode::kInvalidArgument,
                        fmt::format("[{}:{}] [{}] Expected START_OBJECT but was: {}", position.line,
                                    position.column,
                                    !options.legacy ? "fetch_field_and_format" : "docvalues_field",
                                    item.is_null() ? "END_ARRAY" : "START_ARRAY"))
                      .with_type("x_content_parse_exception"));
    } else {
      patterns.push_back({scalar_text(item), {}});
    }
  }
  return {};
}

Status set_stored_fields(std::vector<std::string> names, StoredFields& stored) {
  stored.given = true;
  stored.none = std::find(names.begin(), names.end(), kNone) != names.end();
  if (stored.none && names.size() > 1) {
    return fail(illegal_argument("cannot combine _none_ with other fields"));
  }
  stored.names = std::move(names);
  return {};
}

Status read_stored_fields(const json::Value& value, std::string_view text, StoredFields& stored) {
  std::vector<std::string> names;
  if (value.is_string()) {
    names.push_back(value.text);
  } else if (value.is_array()) {
    for (const json::Value& item : value.items) {
      LIKEWISE_TRY(std::string name, read_text(item, text));
      names.push_back(std::move(name));
    }
  } else {
    const bool is_other_scalar = value.is_number() || value.is_boolean();
    return fail(parsing_error(
        text, value.begin,
        is_other_scalar
            ? fmt::format("Expected [VALUE_STRING] or [START_ARRAY] in [stored_fields] but found "
                          "[{}]",
                          token_name(value))
            : fmt::format("Unknown key for a {} in [stored_fields].", token_name(value))));
  }
  return set_stored_fields(std::move(names), stored);
}

Status check_field_requests(const FieldRequests& requests, bool asks_source,
                            const QueryParserOptions& options) {
  if (!requests.stored.none || (!asks_source && requests.fields.empty())) {
    return {};
  }
  const std::string_view reason =
      asks_source ? "[stored_fields] cannot be disabled if [_source] is requested"
                  : "[stored_fields] cannot be disabled when using the [fields] option";
  if (!options.legacy) {
    return fail(Error(ErrorCode::kInvalidArgument, fmt::format("Validation Failed: 1: {};", reason))
                    .with_type("action_request_validation_exception"));
  }
  return fail(Error(ErrorCode::kInvalidArgument, std::string(reason))
                  .with_type("search_exception")
                  .with_status(500)
                  .raised_in_shard());
}

}  // namespace likewise
