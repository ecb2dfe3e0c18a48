#include "engine/dsl/dynamic_mapping.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/check.h"
#include "engine/dsl/body_values.h"
#include "engine/dsl/dynamic_templates.h"
#include "engine/dsl/field_definition.h"
#include "engine/dsl/field_path.h"
#include "engine/dsl/field_value.h"
#include "engine/dsl/json.h"
#include "engine/dsl/mapping_builder.h"
#include "engine/dsl/number_text.h"
#include "engine/index/date_format.h"

namespace likewise {
namespace {

/// Longest value that the keyword field of a dynamically mapped text takes.
constexpr std::uint32_t kDynamicIgnoreAbove = 256;

std::string joined(const std::string& path, std::string_view name) {
  return path.empty() ? std::string(name) : path + "." + std::string(name);
}

/// Where the walk stands: a path that may or may not be mapped already.
struct Place {
  std::string path;
  const MappingNode* node = nullptr;  ///< Null: not mapped before this document.
  Dynamic dynamic = Dynamic::kTrue;
};

class DynamicMapper {
 public:
  DynamicMapper(const Mapping& mapping, const MappingContext& context)
      : builder_(mapping, context), context_(context) {
    if (!mapping.dynamic_templates_json.empty()) {
      const Result<json::Value> written = json::parse(mapping.dynamic_templates_json);
      Result<std::vector<DynamicTemplate>> templates =
          written ? parse_dynamic_templates(*written) : fail(Error(written.error()));
      LIKEWISE_CHECK(templates.has_value(), "the mapping holds templates that were parsed");
      templates_ = *std::move(templates);
    }
  }

  Status visit_object(const json::Value& object, const Place& place) {
    for (const auto& [name, value] : object.members) {
      Result<std::vector<std::string_view>> parts = split_field_name(name);
      if (!parts.has_value()) {
        return fail(failed_to_parse(std::move(parts).error()));
      }
      Place inner = place;
      for (const std::string_view part : *parts) {
        LIKEWISE_TRY(inner, step(inner, part));
      }
      LIKEWISE_TRY_STATUS(visit(value, inner));
    }
    return {};
  }

  Result<std::shared_ptr<const Mapping>> build() const { return builder_.build(); }

 private:
  static Result<Place> step(const Place& from, std::string_view name) {
    Place to;
    to.path = joined(from.path, name);
    to.node = from.node == nullptr ? nullptr : from.node->child(name);
    to.dynamic = to.node != nullptr && to.node->is_object() ? to.node->dynamic : from.dynamic;
    if (to.node == nullptr && from.dynamic == Dynamic::kStrict) {
      return fail(strict_mapping_error(name, from.path.empty() ? "_doc" : from.path));
    }
    return to;
  }

  Status visit(const json::Value& value, const Place& place) {
    if (value.is_array()) {
      for (const json::Value& item : value.items) {
        LIKEWISE_TRY_STATUS(visit(item, place));
      }
      return {};
    }
    if (place.node == nullptr) {
      return place.dynamic == Dynamic::kTrue ? add(value, place) : Status();
    }
    if (place.node->is_object()) {
      return value.is_object() && place.node->enabled ? visit_object(value, place) : Status();
    }
    return place.node->has_unmapped_copy ? add_copies(value, place) : Status();
  }

  Status add_copies(const json::Value& value, const Place& place) {
    for (const std::string& target : place.node->field->copy_to) {
      if (builder_.find(target) == nullptr) {
        LIKEWISE_TRY_STATUS(add(value, Place{target, nullptr, Dynamic::kTrue}));
      }
    }
    return {};
  }

  Status add(const json::Value& value, const Place& place) {
    if (value.is_null()) {
      return {};
    }
    LIKEWISE_TRY_STATUS(builder_.add_parents(place.path));
    LIKEWISE_TRY(const bool by_template, add_by_template(value, place.path));
    if (by_template) {
      return value.is_object() && is_enabled(place.path) ? visit_object(value, place) : Status();
    }
    if (value.is_object()) {
      LIKEWISE_TRY_STATUS(builder_.merge(default_field(FieldKind::kObject, place.path, context_)));
      return visit_object(value, place);
    }
    if (value.is_boolean()) {
      return builder_.merge(default_field(FieldKind::kBoolean, place.path, context_));
    }
    if (value.is_number()) {
      const FieldKind kind = is_integer_text(value.text) ? FieldKind::kLong : FieldKind::kFloat;
      return builder_.merge(default_field(kind, place.path, context_));
    }
    return add_string(value.text, place);
  }

  /// What a value looks like to templates.
  std::string_view look_of(const json::Value& value) const {
    if (value.is_object()) {
      return "object";
    }
    if (value.is_boolean()) {
      return "boolean";
    }
    if (value.is_number()) {
      return is_integer_text(value.text) ? "long" : "double";
    }
    if (builder_.date_detection && detect_date(value.text) != DateLikeness::kNone) {
      return "date";
    }
    if (builder_.numeric_detection && parse_java_double(value.text)) {
      return parse_java_long(value.text) ? "long" : "double";
    }
    return "string";
  }

  /// False if no template fits.
  Result<bool> add_by_template(const json::Value& value, const std::string& path) {
    const std::optional<json::Value> definition =
        definition_by_template(templates_, path, look_of(value));
    if (definition) {
      LIKEWISE_TRY_STATUS(add_defined_field(path, *definition, context_, builder_));
    }
    return definition.has_value();
  }

  bool is_enabled(const std::string& path) const {
    const Field* const field = builder_.find(path);
    return field->kind == FieldKind::kObject &&
           field->raw_options.find("\"enabled\":false") == std::string::npos;
  }

  Status add_string(std::string_view text, const Place& place) {
    const DateLikeness likeness = builder_.date_detection ? detect_date(text) : DateLikeness::kNone;
    if (likeness != DateLikeness::kNone) {
      Field date = default_field(FieldKind::kDate, place.path, context_);
      if (likeness == DateLikeness::kSlashes) {
        date.format = std::string(kDynamicDateFormat);
      }
      return builder_.merge(std::move(date));
    }
    if (builder_.numeric_detection && parse_java_long(text)) {
      return builder_.merge(default_field(FieldKind::kLong, place.path, context_));
    }
    if (builder_.numeric_detection && parse_java_double(text)) {
      return builder_.merge(default_field(FieldKind::kFloat, place.path, context_));
    }
    LIKEWISE_TRY_STATUS(builder_.merge(default_field(FieldKind::kText, place.path, context_)));
    Field keyword = default_field(FieldKind::kKeyword, place.path + ".keyword", context_);
    keyword.source_path = place.path;
    keyword.is_multi_field = true;
    keyword.ignore_above = kDynamicIgnoreAbove;
    return builder_.merge(std::move(keyword));
  }

  MappingBuilder builder_;
  const MappingContext& context_;
  std::vector<DynamicTemplate> templates_;
};

}  // namespace

Result<std::shared_ptr<const Mapping>> map_dynamically(std::string_view source,
                                                       const Mapping& mapping,
                                                       const MappingNode& tree,
                                                       const MappingContext& context) {
  Result<json::Value> document = json::parse(source);
  if (!document.has_value()) {
    return fail(failed_to_parse(std::move(document).error()));
  }
  DynamicMapper mapper(mapping, context);
  LIKEWISE_TRY_STATUS(mapper.visit_object(*document, Place{"", &tree, mapping.dynamic}));
  return mapper.build();
}

}  // namespace likewise
