#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/dsl/json.h"

namespace likewise {

/// One of a mapping's `dynamic_templates`: how new fields that fit are mapped.
struct DynamicTemplate {
  std::string name;
  std::optional<std::string> match;  ///< Of the last part of the path.
  std::optional<std::string> unmatch;
  std::optional<std::string> path_match;  ///< Of the whole path.
  std::optional<std::string> path_unmatch;
  std::optional<std::string> match_mapping_type;  ///< "string", "long", ... or "*".
  json::Value mapping;
};

/// Errors: mapper_parsing_exception and others as Elasticsearch words them; kUnsupported for
/// regular expressions, lists of patterns and runtime fields.
Result<std::vector<DynamicTemplate>> parse_dynamic_templates(const json::Value& value);

/// As Elasticsearch shows them in a mapping: a JSON array.
std::string to_json(const std::vector<DynamicTemplate>& templates);

/// The definition of a new field by the first template that fits. `type` is what its value looks
/// like: "string", "long", "double", "boolean", "date" or "object".
std::optional<json::Value> definition_by_template(const std::vector<DynamicTemplate>& templates,
                                                  std::string_view path, std::string_view type);

}  // namespace likewise
