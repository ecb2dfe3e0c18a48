#include "storage/database/index_body.h"

#include <utility>

#include <fmt/format.h>

#include "engine/dsl/json.h"

namespace likewise::storage {
namespace {

tl::unexpected<Error> refuse(const char* type, std::string reason) {
  return fail(Error(ErrorCode::kInvalidArgument, std::move(reason)).with_type(type));
}

/// A setting's value as the string that Elasticsearch shows.
std::string value_text(const json::Value& value) {
  switch (value.kind) {
    case json::Kind::kString:
    case json::Kind::kNumber:
      return value.text;
    case json::Kind::kBoolean:
      return value.boolean ? "true" : "false";
    case json::Kind::kArray:
    case json::Kind::kObject:
    case json::Kind::kNull:
      break;
  }
  return json::to_text(value);
}

void flatten(const json::Value& object, const std::string& prefix, SettingsMap& settings) {
  for (const auto& [name, value] : object.members) {
    const std::string full = prefix.empty() ? name : prefix + "." + name;
    if (value.is_object()) {
      flatten(value, full, settings);
    } else if (!value.is_null()) {
      settings[full] = value_text(value);
    }
  }
}

SettingsMap with_index_prefix(const json::Value& object) {
  SettingsMap plain;
  flatten(object, "", plain);
  SettingsMap settings;
  for (auto& [name, value] : plain) {
    settings[name.starts_with("index.") ? name : "index." + name] = std::move(value);
  }
  return settings;
}

}  // namespace

Result<IndexBody> parse_index_body(std::string_view body) {
  IndexBody parsed;
  if (body.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return parsed;
  }
  LIKEWISE_TRY(const json::Value root, json::parse(body));
  if (!root.is_object()) {
    return refuse("parse_exception", "request body must be an object");
  }
  for (const auto& [name, value] : root.members) {
    if (!value.is_object()) {
      return refuse("parse_exception", fmt::format("key [{}] must be an object", name));
    }
    if (name == "settings") {
      parsed.settings = with_index_prefix(value);
    } else if (name == "mappings") {
      parsed.mapping_json = body.substr(value.begin, value.end - value.begin);
    } else if (name != "aliases") {
      return refuse("parse_exception", fmt::format("unknown key [{}] for create index", name));
    } else if (!value.members.empty()) {
      return fail(ErrorCode::kUnsupported, "aliases are not supported");
    }
  }
  return parsed;
}

Result<SettingsMap> parse_settings_body(std::string_view body) {
  LIKEWISE_TRY(const json::Value root, json::parse(body));
  if (!root.is_object()) {
    return refuse("parse_exception", "request body must be an object");
  }
  const json::Value* inner = root.find("settings");
  return with_index_prefix(inner != nullptr && inner->is_object() ? *inner : root);
}

}  // namespace likewise::storage
