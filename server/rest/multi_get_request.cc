#include "server/rest/multi_get_request.h"

#include <utility>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"
#include "engine/dsl/json.h"
#include "server/rest/write_parameters.h"

namespace likewise::server {
namespace {

Error parse_exception(std::string reason) {
  return Error(ErrorCode::kInvalidArgument, std::move(reason)).with_type("parse_exception");
}

bool is_scalar(const json::Value& value) {
  return value.is_string() || value.is_number() || value.is_boolean();
}

Status read_names(const json::Value& value, std::string_view body,
                  std::vector<std::string>& names) {
  if (!value.is_array()) {
    LIKEWISE_TRY(std::string name, read_text(value, body));
    names.push_back(std::move(name));
    return {};
  }
  for (const json::Value& item : value.items) {
    LIKEWISE_TRY(std::string name, read_text(item, body));
    names.push_back(std::move(name));
  }
  return {};
}

Result<SourceFilter> read_source(const json::Value& value, std::string_view body) {
  SourceFilter filter;
  if (value.is_boolean()) {
    filter.enabled = value.boolean;
    return filter;
  }
  if (value.is_string() || value.is_array()) {
    LIKEWISE_TRY_STATUS(read_names(value, body, filter.includes));
    return filter;
  }
  if (!value.is_object()) {
    return fail(parse_exception(fmt::format("illegal type for _source: [{}]", token_name(value))));
  }
  for (const auto& [name, member] : value.members) {
    if (name == "includes" || name == "include") {
      LIKEWISE_TRY_STATUS(read_names(member, body, filter.includes));
    } else if (name == "excludes" || name == "exclude") {
      LIKEWISE_TRY_STATUS(read_names(member, body, filter.excludes));
    } else {
      const json::Position at = json::position_of(body, member.name_begin);
      return fail(illegal_argument(
          fmt::format("Expected text at {}:{} but found FIELD_NAME", at.line, at.column)));
    }
  }
  return filter;
}

Result<std::int64_t> read_version(const json::Value& value, std::string_view body) {
  Result<std::int64_t> version = read_long(value, body);
  return version.has_value() ? version
                             : fail(illegal_argument(std::string(version.error().message())));
}

Status read_member(const std::string& name, const json::Value& value, std::string_view body,
                   bool typed, MultiGetItem& item) {
  if (name == "_source") {
    LIKEWISE_TRY(item.source, read_source(value, body));
    return {};
  }
  if (name == "stored_fields" && (value.is_array() || value.is_string())) {
    item.stored_fields = true;
    return {};
  }
  if (name == "_id" && value.is_null()) {
    return {};
  }
  if (name == "_index" && is_scalar(value)) {
    item.index = scalar_text(value);
  } else if (name == "_id" && is_scalar(value)) {
    item.id = scalar_text(value);
  } else if (name == "routing" && is_scalar(value)) {
    item.routing = scalar_text(value);
  } else if (name == "_type" && typed && is_scalar(value)) {
    item.type = scalar_text(value);
  } else if (name == "version" && is_scalar(value)) {
    LIKEWISE_TRY(item.version, read_version(value, body));
  } else if (name == "version_type" && is_scalar(value)) {
    LIKEWISE_TRY(item.version_type, parse_version_type(scalar_text(value)));
  } else {
    return fail(parse_exception(
        fmt::format("failed to parse multi get request. unknown field [{}]", name)));
  }
  return {};
}

Status read_docs(const json::Value& docs, std::string_view body, const MultiGetItem& base,
                 bool typed, std::vector<MultiGetItem>& items) {
  for (const json::Value& doc : docs.items) {
    if (!doc.is_object()) {
      return fail(illegal_argument("docs array element should include an object"));
    }
    MultiGetItem item = base;
    for (const auto& [name, value] : doc.members) {
      LIKEWISE_TRY_STATUS(read_member(name, value, body, typed, item));
    }
    items.push_back(std::move(item));
  }
  return {};
}

Status read_ids(const json::Value& ids, const MultiGetItem& base,
                std::vector<MultiGetItem>& items) {
  for (const json::Value& id : ids.items) {
    if (!is_scalar(id)) {
      return fail(illegal_argument("ids array element should only contain ids"));
    }
    MultiGetItem item = base;
    item.id = scalar_text(id);
    items.push_back(std::move(item));
  }
  return {};
}

Status validate(const std::vector<MultiGetItem>& items) {
  Validation validation;
  if (items.empty()) {
    validation.add("no documents to get");
  }
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].index.empty()) {
      validation.add(fmt::format("index is missing for doc {}", i));
    }
    if (items[i].id.empty()) {
      validation.add(fmt::format("id is missing for doc {}", i));
    }
  }
  return validation.outcome();
}

}  // namespace

Result<std::vector<MultiGetItem>> parse_multi_get(std::string_view body, std::string_view index,
                                                  bool typed) {
  LIKEWISE_TRY(const json::Value root, json::parse(body));
  if (!root.is_object()) {
    return fail(parsing_error(
        body, root.begin,
        fmt::format("unexpected token [{}], expected [START_OBJECT]", token_name(root))));
  }
  MultiGetItem base;
  base.index = index;
  std::vector<MultiGetItem> items;
  for (const auto& [name, value] : root.members) {
    if (!value.is_array()) {
      return fail(
          parsing_error(body, value.begin,
                        fmt::format("unexpected token [{}], expected [FIELD_NAME] or [START_ARRAY]",
                                    token_name(value))));
    }
    if (name == "docs") {
      LIKEWISE_TRY_STATUS(read_docs(value, body, base, typed, items));
    } else if (name == "ids") {
      LIKEWISE_TRY_STATUS(read_ids(value, base, items));
    } else {
      return fail(parsing_error(
          body, value.begin,
          fmt::format("unknown key [{}] for a START_ARRAY, expected [docs] or [ids]", name)));
    }
  }
  LIKEWISE_TRY_STATUS(validate(items));
  return items;
}

}  // namespace likewise::server
