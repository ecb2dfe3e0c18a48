#include "engine/dsl/dynamic_templates.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "engine/base/pattern.h"
#include "engine/dsl/body_values.h"
#include "engine/dsl/field_definition.h"

namespace likewise {
namespace {

constexpr auto kTypes = std::to_array<std::string_view>(
    {"object", "string", "long", "double", "boolean", "date", "binary"});

/// What a value of that looks maps to where nothing else is said.
std::string_view default_type(std::string_view type) {
  return type == "string" ? "text" : type == "double" ? "float" : type;
}

Error unsupported(std::string_view what) {
  return Error(ErrorCode::kUnsupported,
               fmt::format("dynamic_templates with {} are not supported by likewise", what));
}

Status check_type(std::string_view type) {
  if (type == "*" || std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end()) {
    return {};
  }
  std::string known;
  for (const std::string_view one : kTypes) {
    known += (known.empty() ? "" : ", ") + std::string(one);
  }
  return fail(illegal_argument(
      fmt::format("No field type matched on [{}], possible values are [{}]", type, known)));
}

Status read_member(const std::string& name, const json::Value& value, DynamicTemplate& into) {
  if (name == "mapping" && value.is_object()) {
    into.mapping = value;
    return {};
  }
  if (name == "match_pattern" && scalar_text(value) == "regex") {
    return fail(unsupported("regular expressions"));
  }
  if (name == "runtime" || value.is_array()) {
    return fail(unsupported(value.is_array() ? "lists of patterns" : "runtime fields"));
  }
  const std::array<std::pair<std::string_view, std::optional<std::string>*>, 5> kMembers = {{
      {"match", &into.match},
      {"unmatch", &into.unmatch},
      {"path_match", &into.path_match},
      {"path_unmatch", &into.path_unmatch},
      {"match_mapping_type", &into.match_mapping_type},
  }};
  for (const auto& [known, member] : kMembers) {
    if (known == name) {
      *member = scalar_text(value);
      return name == "match_mapping_type" ? check_type(**member) : Status();
    }
  }
  return name == "match_pattern" && scalar_text(value) == "simple"
             ? Status()
             : Status(fail(illegal_argument(
                   fmt::format("Illegal dynamic template parameter: [{}]", name))));
}

Result<DynamicTemplate> read_template(const std::string& name, const json::Value& body) {
  DynamicTemplate one;
  one.name = name;
  for (const auto& [member, value] : body.members) {
    LIKEWISE_TRY_STATUS(read_member(member, value, one));
  }
  if (!one.match && !one.path_match && !one.match_mapping_type) {
    return fail(mapper_error("template must have match, path_match or match_mapping_type set " +
                             java_map_text(body)));
  }
  if (!one.mapping.is_object()) {
    return fail(mapper_error("template must have mapping set"));
  }
  return one;
}

bool fits(const DynamicTemplate& one, std::string_view path, std::string_view type) {
  const std::string_view name = path.substr(path.rfind('.') + 1);
  const auto matches = [](const std::optional<std::string>& pattern, std::string_view text,
                          bool otherwise) {
    return pattern ? matches_pattern(*pattern, text) : otherwise;
  };
  const bool by_type =
      !one.match_mapping_type || *one.match_mapping_type == "*" || *one.match_mapping_type == type;
  return by_type && matches(one.path_match, path, true) &&
         !matches(one.path_unmatch, path, false) && matches(one.match, name, true) &&
         !matches(one.unmatch, name, false);
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

/// Sets {name} and {dynamic_type} in names and texts. Not deeper than JSON may be.
void fill_in(json::Value& value, std::string_view name, std::string_view type) {
  const auto fill = [&](std::string& text) {
    replace_all(text, "{name}", name);
    replace_all(text, "{dynamic_type}", type);
    replace_all(text, "{dynamicType}", type);
  };
  if (value.is_string()) {
    fill(value.text);
  }
  for (json::Value& item : value.items) {
    fill_in(item, name, type);
  }
  for (auto& [member, inner] : value.members) {
    fill(member);
    fill_in(inner, name, type);
  }
}

/// Members of a definition in the order of their names, as Elasticsearch keeps them.
json::Value sorted(json::Value value) {
  std::sort(value.members.begin(), value.members.end(),
            [](const json::Member& a, const json::Member& b) { return a.first < b.first; });
  for (auto& [name, inner] : value.members) {
    inner = sorted(std::move(inner));
  }
  return value;
}

}  // namespace

Result<std::vector<DynamicTemplate>> parse_dynamic_templates(const json::Value& value) {
  if (!value.is_array()) {
    return fail(
        mapper_error("Dynamic template syntax error. An array of named objects is expected."));
  }
  std::vector<DynamicTemplate> templates;
  for (const json::Value& item : value.items) {
    if (!item.is_object() || item.members.empty()) {
      return fail(mapper_error("A dynamic template must be defined with a name"));
    }
    const auto& [name, body] = item.members.front();
    if (!body.is_object()) {
      return fail(
          mapper_error("Dynamic template syntax error. An array of named objects is "
                       "expected."));
    }
    LIKEWISE_TRY(DynamicTemplate one, read_template(name, body));
    // A name that comes again replaces what it named.
    const auto same = std::find_if(templates.begin(), templates.end(),
                                   [&one](const DynamicTemplate& t) { return t.name == one.name; });
    if (same != templates.end()) {
      *same = std::move(one);
    } else {
      templates.push_back(std::move(one));
    }
  }
  return templates;
}

std::string to_json(const std::vector<DynamicTemplate>& templates) {
  std::string out;
  for (const DynamicTemplate& one : templates) {
    std::string body;
    const auto add = [&body](std::string_view name, const std::optional<std::string>& text) {
      if (text) {
        body += json::quoted(name) + ":" + json::quoted(*text) + ",";
      }
    };
    add("match", one.match);
    add("unmatch", one.unmatch);
    add("path_match", one.path_match);
    add("path_unmatch", one.path_unmatch);
    add("match_mapping_type", one.match_mapping_type);
    body += "\"mapping\":" + json::to_text(sorted(one.mapping));
    out += (out.empty() ? "" : ",");
    out += "{" + json::quoted(one.name) + ":{" + body + "}}";
  }
  return "[" + out + "]";
}

std::optional<json::Value> definition_by_template(const std::vector<DynamicTemplate>& templates,
                                                  std::string_view path, std::string_view type) {
  const auto found =
      std::find_if(templates.begin(), templates.end(),
                   [&](const DynamicTemplate& one) { return fits(one, path, type); });
  if (found == templates.end()) {
    return std::nullopt;
  }
  json::Value definition = found->mapping;
  fill_in(definition, path.substr(path.rfind('.') + 1), default_type(type));
  if (definition.find("type") == nullptr) {
    json::Value kind;
    kind.kind = json::Kind::kString;
    kind.text = std::string(default_type(type));
    definition.members.push_back({"type", std::move(kind)});
  }
  return definition;
}

}  // namespace likewise
