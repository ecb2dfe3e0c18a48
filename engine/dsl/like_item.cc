#include "engine/dsl/like_item.h"

#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"

namespace likewise {
namespace {

Error item_error(std::string_view rest) {
  return Error(ErrorCode::kInvalidArgument,
               fmt::format("failed to parse More Like This item. {}", rest))
      .with_type("parse_exception");
}

std::string source_text(const json::Value& value, const QueryParseState& state) {
  return std::string(state.text.substr(value.begin, value.end - value.begin));
}

Result<std::vector<std::string>> read_item_fields(const json::Value& value,
                                                  const QueryParseState& state) {
  if (!value.is_array()) {
    return fail(item_error("field [fields] must be an array"));
  }
  std::vector<std::string> fields;
  for (const json::Value& item : value.items) {
    LIKEWISE_TRY(fields.emplace_back(), read_text(item, state.text));
  }
  return fields;
}

std::string_view java_class(const json::Value& value) {
  switch (value.kind) {
    case json::Kind::kNumber:
      return value.text.find_first_of(".eE") == std::string::npos ? "java.lang.Integer"
                                                                  : "java.lang.Double";
    case json::Kind::kBoolean:
      return "java.lang.Boolean";
    case json::Kind::kArray:
      return "java.util.ArrayList";
    case json::Kind::kObject:
      return "java.util.HashMap";
    default:
      return "null";
  }
}

Result<std::string> read_analyzers(const json::Value& value, const QueryParseState& state) {
  if (!value.is_object()) {
    return fail(item_error("field [per_field_analyzer] must be an object"));
  }
  for (const auto& [field, analyzer] : value.members) {
    if (!analyzer.is_string()) {
      return fail(Error(ErrorCode::kInvalidArgument,
                        fmt::format("expecting the analyzer at [{}] to be a String, but found "
                                    "[class {}] instead",
                                    field, java_class(analyzer)))
                      .with_type("parse_exception"));
    }
  }
  return value.members.empty() ? std::string() : source_text(value, state);
}

Result<std::string> read_version_type(const json::Value& value, const QueryParseState& state) {
  LIKEWISE_TRY(std::string text, read_text(value, state.text));
  for (const std::string_view known : {"internal", "external", "external_gt", "external_gte"}) {
    if (text == known) {
      return text;
    }
  }
  return fail(illegal_argument(fmt::format("No version type match [{}]", text)));
}

Status read_item_member(const std::string& name, const json::Value& value, QueryParseState& state,
                        LikeItem& item) {
  if (name == "_index") {
    LIKEWISE_TRY(item.index, read_text(value, state.text));
  } else if (name == "_type" && state.options.dialect == Dialect::kElasticsearch7) {
    LIKEWISE_TRY(item.type, read_text(value, state.text));
  } else if (name == "_id") {
    LIKEWISE_TRY(item.id, read_text(value, state.text));
  } else if (name == "doc") {
    item.doc_json = source_text(value, state);
  } else if (name == "fields") {
    LIKEWISE_TRY(item.fields, read_item_fields(value, state));
  } else if (name == "per_field_analyzer") {
    LIKEWISE_TRY(item.per_field_analyzer_json, read_analyzers(value, state));
  } else if (name == "routing") {
    LIKEWISE_TRY(item.routing, read_text(value, state.text));
  } else if (name == "version") {
    LIKEWISE_TRY(item.version, read_long(value, state.text));
  } else if (name == "version_type") {
    LIKEWISE_TRY(item.version_type, read_version_type(value, state));
  } else {
    return fail(item_error(fmt::format("unknown field [{}]", name)));
  }
  return {};
}

Result<LikeItem> parse_item(const json::Value& body, QueryParseState& state) {
  LikeItem item;
  for (const auto& [name, value] : body.members) {
    state.at = value.begin;
    LIKEWISE_TRY_STATUS(read_item_member(name, value, state, item));
  }
  if (item.id.has_value() && item.doc_json.has_value()) {
    return fail(item_error("either [id] or [doc] can be specified, but not both!"));
  }
  if (!item.id.has_value() && !item.doc_json.has_value()) {
    return fail(item_error("neither [id] nor [doc] is specified!"));
  }
  return item;
}

Status read_like(const json::Value& value, QueryParseState& state, std::vector<Like>& likes) {
  state.at = value.begin;
  if (value.is_object()) {
    LIKEWISE_TRY(LikeItem item, parse_item(value, state));
    likes.emplace_back(std::move(item));
    return {};
  }
  if (value.is_null() || value.is_array()) {
    return fail(
        illegal_argument("Content of 'like' parameter should either be a string or an object"));
  }
  likes.emplace_back(LikeText{scalar_text(value)});
  return {};
}

}  // namespace

Result<std::vector<Like>> parse_likes(const json::Value& value, QueryParseState& state) {
  std::vector<Like> likes;
  if (!value.is_array()) {
    LIKEWISE_TRY_STATUS(read_like(value, state, likes));
  }
  for (const json::Value& item : value.items) {
    LIKEWISE_TRY_STATUS(read_like(item, state, likes));
  }
  return likes;
}

}  // namespace likewise
