#include "engine/dsl/mapping_json.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"
#include "engine/dsl/dynamic_templates.h"
#include "engine/dsl/field_definition.h"
#include "engine/dsl/json.h"
#include "engine/dsl/mapping_builder.h"

namespace likewise {
namespace {

/// Field types of Elasticsearch that are not built here.
constexpr auto kKnownTypes = std::to_array<std::string_view>({
    "aggregate_metric_double",
    "alias",
    "annotated_text",
    "binary",
    "completion",
    "constant_keyword",
    "date_nanos",
    "date_range",
    "double_range",
    "flattened",
    "float_range",
    "geo_point",
    "geo_shape",
    "histogram",
    "integer_range",
    "ip",
    "ip_range",
    "join",
    "knn_vector",
    "long_range",
    "match_only_text",
    "nested",
    "percolator",
    "point",
    "rank_feature",
    "rank_features",
    "scaled_float",
    "search_as_you_type",
    "semantic_text",
    "shape",
    "sparse_vector",
    "token_count",
    "unsigned_long",
    "version",
    "wildcard",
});

constexpr auto kRootNames = std::to_array<std::string_view>({
    "_meta",
    "_routing",
    "_source",
    "date_detection",
    "dynamic",
    "dynamic_date_formats",
    "dynamic_templates",
    "numeric_detection",
    "properties",
    "runtime",
});

bool is_root_name(std::string_view name) {
  return std::find(kRootNames.begin(), kRootNames.end(), name) != kRootNames.end();
}

Error unsupported_type(std::string_view type, std::string_view name) {
  return Error(ErrorCode::kUnsupported,
               fmt::format("type [{}] of field [{}] is not supported by likewise", type, name))
      .with_type("mapper_parsing_exception");
}

Result<FieldKind> read_kind(const std::string& type, const std::string& name) {
  if (const std::optional<FieldKind> kind = parse_field_kind(type)) {
    return *kind;
  }
  if (std::find(kKnownTypes.begin(), kKnownTypes.end(), type) != kKnownTypes.end()) {
    return fail(unsupported_type(type, name));
  }
  return fail(
      mapper_error(fmt::format("No handler for type [{}] declared on field [{}]", type, name)));
}

/// "strict", "true" or "false", or what `false` means as a boolean.
Result<std::string> read_dynamic(const json::Value& value) {
  std::string text = scalar_text(value);
  if (text == "true" || text == "false" || text == "strict") {
    return text;
  }
  return fail(illegal_argument("Could not convert [dynamic.dynamic] to boolean")
                  .caused_by(illegal_argument(fmt::format(
                      "Failed to parse value [{}] as only [true] or [false] are allowed.", text))));
}

Result<bool> read_root_flag(const std::string& name, const json::Value& value) {
  const std::string text = scalar_text(value);
  if (text == "true" || text == "false") {
    return text == "true";
  }
  return fail(illegal_argument(fmt::format("Could not convert [{}] to boolean", name))
                  .caused_by(illegal_argument(fmt::format(
                      "Failed to parse value [{}] as only [true] or [false] are allowed.", text))));
}

/// Reads definitions into a MappingBuilder.
class Reader {
 public:
  Reader(MappingBuilder& builder, const MappingContext& context)
      : builder_(builder), context_(context) {}

  Status read_root(const json::Value& root);
  Status read_property(const std::string& path, const json::Value& definition);

 private:
  Status read_root_member(const std::string& name, const json::Value& value);
  Status read_routing(const json::Value& value);
  Status read_properties(const json::Value& value, const std::string& path);
  Status read_object(const std::string& path, const json::Value& definition);
  Status read_leaf(const std::string& path, FieldKind kind, const json::Value& definition);
  Status read_multi_fields(const Field& parent, const json::Value& value);

  MappingBuilder& builder_;
  const MappingContext& context_;
};

Status Reader::read_root(const json::Value& root) {
  std::string unknown;
  for (const auto& [name, value] : root.members) {
    LIKEWISE_TRY_STATUS(read_root_member(name, value));
    if (!is_root_name(name)) {
      unknown += fmt::format(" [{} : {}]", name, java_map_text(value));
    }
  }
  for (const json::Member& member : root.members) {
    if (member.first == "properties") {
      LIKEWISE_TRY_STATUS(read_properties(member.second, ""));
    }
  }
  if (unknown.empty()) {
    return {};
  }
  return fail(mapper_error("Root mapping definition has unsupported parameters: " + unknown));
}

Status Reader::read_routing(const json::Value& value) {
  const json::Value* const required = value.is_object() ? value.find("required") : nullptr;
  if (required == nullptr) {
    return {};
  }
  LIKEWISE_TRY(const bool flag, read_root_flag("required", *required));
  if (flag != builder_.routing_required && !builder_.is_new_index) {
    return fail(illegal_argument(fmt::format(
        "Mapper for [_routing] conflicts with existing mapper:\n\tCannot update parameter "
        "[required] from [{}] to [{}]",
        builder_.routing_required, flag)));
  }
  builder_.routing_required = flag;
  return {};
}

Status Reader::read_root_member(const std::string& name, const json::Value& value) {
  if (name == "dynamic") {
    LIKEWISE_TRY(const std::string text, read_dynamic(value));
    builder_.dynamic = text == "true"    ? Dynamic::kTrue
                       : text == "false" ? Dynamic::kFalse
                                         : Dynamic::kStrict;
  } else if (name == "date_detection") {
    LIKEWISE_TRY(builder_.date_detection, read_root_flag(name, value));
  } else if (name == "numeric_detection") {
    LIKEWISE_TRY(builder_.numeric_detection, read_root_flag(name, value));
  } else if (name == "_meta") {
    builder_.meta_json = json::to_text(value);
  } else if (name == "_routing") {
    return read_routing(value);
  } else if (name == "_source") {
    const bool is_default =
        value.is_object() &&
        std::all_of(value.members.begin(), value.members.end(), [](const json::Member& member) {
          return member.first == "enabled" && scalar_text(member.second) == "true";
        });
    if (!is_default) {
      return fail(ErrorCode::kUnsupported,
                  "likewise keeps _source always and whole: [_source] takes no other options");
    }
  } else if (name == "dynamic_templates") {
    LIKEWISE_TRY(const std::vector<DynamicTemplate> templates, parse_dynamic_templates(value));
    builder_.dynamic_templates_json = to_json(templates);
  } else if (name == "runtime" || name == "dynamic_date_formats") {
    if (!value.items.empty() || !value.members.empty()) {
      return fail(ErrorCode::kUnsupported,
                  fmt::format("mapping parameter [{}] is not supported by likewise", name));
    }
  }
  return {};
}

Status Reader::read_properties(const json::Value& value, const std::string& path) {
  if (value.is_array() && value.items.empty()) {
    return {};
  }
  if (!value.is_object()) {
    return fail(Error(ErrorCode::kInvalidArgument, "properties must be a map type")
                    .with_type("parse_exception"));
  }
  for (const auto& [name, definition] : value.members) {
    if (name.empty()) {
      return fail(illegal_argument("name cannot be empty string"));
    }
    LIKEWISE_TRY_STATUS(read_property(path.empty() ? name : path + "." + name, definition));
  }
  return {};
}

Status Reader::read_property(const std::string& path, const json::Value& definition) {
  if (definition.is_array() && definition.items.empty()) {
    return {};
  }
  const std::string name = path.substr(path.rfind('.') + 1);
  if (!definition.is_object()) {
    return fail(mapper_error(
        fmt::format("Expected map for property [fields] on field [{}] but got a class {}", name,
                    definition.is_string() ? "java.lang.String" : "java.lang.Object")));
  }
  const json::Value* const type = definition.find("type");
  const bool is_untyped_object =
      definition.find("properties") != nullptr ||
      (definition.members.size() == 1 && definition.find("enabled") != nullptr);
  if (type == nullptr && !is_untyped_object) {
    return fail(mapper_error(fmt::format("No type specified for field [{}]", name)));
  }
  FieldKind kind = FieldKind::kObject;
  if (type != nullptr) {
    LIKEWISE_TRY(kind, read_kind(scalar_text(*type), name));
  }
  LIKEWISE_TRY_STATUS(builder_.add_parents(path));
  return kind == FieldKind::kObject ? read_object(path, definition)
                                    : read_leaf(path, kind, definition);
}

Status Reader::read_object(const std::string& path, const json::Value& definition) {
  Field field = default_field(FieldKind::kObject, path, context_);
  std::string unknown;
  for (const auto& [name, value] : definition.members) {
    std::string shown;
    if (name == "dynamic") {
      LIKEWISE_TRY(shown, read_dynamic(value));
      shown = json::quoted(shown);
    } else if (name == "enabled") {
      LIKEWISE_TRY(const bool enabled, read_root_flag(name, value));
      shown = enabled ? "" : "false";
    } else if (name != "type" && name != "properties") {
      unknown += fmt::format(" [{} : {}]", name, java_map_text(value));
    }
    if (!shown.empty()) {
      field.raw_options += field.raw_options.empty() ? "" : ",";
      field.raw_options += json::quoted(name) + ":" + shown;
    }
  }
  if (!unknown.empty()) {
    return fail(
        mapper_error(fmt::format("Mapping definition for [{}] has unsupported parameters: {}",
                                 path.substr(path.rfind('.') + 1), unknown)));
  }
  LIKEWISE_TRY_STATUS(builder_.merge(std::move(field)));
  const json::Value* const properties = definition.find("properties");
  return properties == nullptr ? Status() : read_properties(*properties, path);
}

Status Reader::read_leaf(const std::string& path, FieldKind kind, const json::Value& definition) {
  Field field = default_field(kind, path, context_);
  LIKEWISE_TRY_STATUS(read_field_parameters(definition, context_, field));
  LIKEWISE_TRY_STATUS(builder_.merge(field));
  const json::Value* const multi = definition.find("fields");
  return multi == nullptr ? Status() : read_multi_fields(field, *multi);
}

Status Reader::read_multi_fields(const Field& parent, const json::Value& value) {
  const std::string name = parent.name.substr(parent.name.rfind('.') + 1);
  if (value.is_array() && value.items.empty()) {
    return {};
  }
  if (!value.is_object()) {
    return fail(
        mapper_error(fmt::format("expected map for property [fields] on field [{}]", name)));
  }
  for (const auto& [inner, definition] : value.members) {
    if (inner.find('.') != std::string::npos) {
      return fail(mapper_error(fmt::format(
          "Field name [{}] which is a multi field of [{}] cannot contain '.'", inner, name)));
    }
    const json::Value* const type = definition.is_object() ? definition.find("type") : nullptr;
    if (type == nullptr) {
      return fail(mapper_error(fmt::format("No type specified for field [{}]", inner)));
    }
    LIKEWISE_TRY(const FieldKind kind, read_kind(scalar_text(*type), inner));
    if (kind == FieldKind::kObject) {
      return fail(mapper_error("Type [object] cannot be used in multi field"));
    }
    Field field = default_field(kind, parent.name + "." + inner, context_);
    field.source_path = parent.source_path;
    field.is_multi_field = true;
    LIKEWISE_TRY_STATUS(read_field_parameters(definition, context_, field));
    if (!field.copy_to.empty()) {
      return fail(illegal_argument(
          fmt::format("[copy_to] may not be used to copy from a multi-field: [{}]", field.name)));
    }
    if (const json::Value* const fields = definition.find("fields");
        fields != nullptr && !fields->members.empty()) {
      return fail(
          ErrorCode::kUnsupported,
          fmt::format("multi-fields within multi-fields are not supported: [{}]", field.name));
    }
    LIKEWISE_TRY_STATUS(builder_.merge(std::move(field)));
  }
  return {};
}

/// The definition itself: {"_doc":{…}} is unwrapped unless it reads as a definition.
const json::Value& unwrapped(const json::Value& root) {
  if (root.members.size() != 1 || !root.members.front().second.is_object()) {
    return root;
  }
  return is_root_name(root.members.front().first) ? root : root.members.front().second;
}

Result<std::shared_ptr<const Mapping>> merge_into(const Mapping& base, std::string_view json,
                                                  const MappingContext& context,
                                                  bool is_new_index) {
  LIKEWISE_TRY(const json::Value root, json::parse(json));
  if (!root.is_object()) {
    return fail(mapper_error("the mapping must be an object"));
  }
  MappingBuilder builder(base, context);
  builder.is_new_index = is_new_index;
  LIKEWISE_TRY_STATUS(Reader(builder, context).read_root(unwrapped(root)));
  return builder.build();
}

}  // namespace

Status add_defined_field(const std::string& path, const json::Value& definition,
                         const MappingContext& context, MappingBuilder& builder) {
  return Reader(builder, context).read_property(path, definition);
}

Result<std::shared_ptr<const Mapping>> merge_mapping(const Mapping& base, std::string_view json,
                                                     const MappingContext& context) {
  return merge_into(base, json, context, false);
}

Result<std::shared_ptr<const Mapping>> parse_mapping(std::string_view json,
                                                     const MappingContext& context) {
  Result<std::shared_ptr<const Mapping>> mapping = merge_into(Mapping(), json, context, true);
  if (mapping.has_value()) {
    return mapping;
  }
  Error cause = std::move(mapping).error();
  const bool is_whole = cause.message().starts_with("Limit of ") ||
                        cause.message().starts_with("[copy_to] may not") ||
                        cause.type() == "json_parse_exception";
  if (is_whole) {
    return fail(std::move(cause));
  }
  const ErrorCode code = cause.code();
  std::string reason = "Failed to parse mapping [_doc]: " + cause.message();
  return fail(Error(code, std::move(reason))
                  .with_type("mapper_parsing_exception")
                  .caused_by(std::move(cause)));
}

}  // namespace likewise
