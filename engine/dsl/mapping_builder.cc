#include "engine/dsl/mapping_builder.h"

#include <utility>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"
#include "engine/dsl/field_definition.h"
#include "engine/dsl/vector_definition.h"

namespace likewise {
namespace {

constexpr std::size_t kMaxObjectDepth = 20;

std::string_view index_options_name(IndexOptions options) {
  switch (options) {
    case IndexOptions::kDocs:
      return "docs";
    case IndexOptions::kFreqs:
      return "freqs";
    case IndexOptions::kPositions:
      return "positions";
    case IndexOptions::kOffsets:
      return "offsets";
  }
  return "";
}

std::string analyzer_name(const Field& field) {
  if (field.kind != FieldKind::kText || field.analyzer == nullptr) {
    return "null";
  }
  const bool is_default = field.raw_options.find("\"analyzer\":") == std::string::npos ||
                          field.raw_options.find("\"analyzer\":\"default\"") != std::string::npos;
  return is_default ? "default" : std::string(field.analyzer->name());
}

std::string or_null(const std::string& text) {
  return text.empty() ? "null" : text;
}

/// The lines of Elasticsearch's complaint about parameters that cannot change.
std::string conflicts(const Field& before, const Field& after) {
  std::string lines;
  const auto compare = [&lines](std::string_view name, std::string_view from, std::string_view to) {
    if (from != to) {
      lines += fmt::format("\n\tCannot update parameter [{}] from [{}] to [{}]", name, from, to);
    }
  };
  const auto flag = [](bool value) { return value ? "true" : "false"; };
  compare("index", flag(before.indexed), flag(after.indexed));
  compare("doc_values", flag(before.doc_values), flag(after.doc_values));
  compare("index_options", index_options_name(before.index_options),
          index_options_name(after.index_options));
  // A text field may give up its norms, but not get them back.
  const bool drops_norms = before.kind == FieldKind::kText && before.norms && !after.norms;
  if (!drops_norms) {
    compare("norms", flag(before.norms), flag(after.norms));
  }
  compare("similarity", or_null(before.similarity_name), or_null(after.similarity_name));
  compare("normalizer", or_null(before.normalizer), or_null(after.normalizer));
  compare("format", or_null(before.format), or_null(after.format));
  compare("analyzer", analyzer_name(before), analyzer_name(after));
  return lines;
}

}  // namespace

MappingBuilder::MappingBuilder(const Mapping& base, const MappingContext& context)
    : dynamic(base.dynamic),
      date_detection(base.date_detection),
      numeric_detection(base.numeric_detection),
      routing_required(base.routing_required),
      meta_json(base.meta_json),
      dynamic_templates_json(base.dynamic_templates_json),
      context_(context),
      base_size_(base.fields().size()),
      fields_(base.fields().begin(), base.fields().end()) {
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    by_name_.emplace(fields_[i].name, i);
  }
}

const Field* MappingBuilder::find(std::string_view name) const {
  const auto found = by_name_.find(std::string(name));
  return found == by_name_.end() ? nullptr : &fields_[found->second];
}

Status MappingBuilder::merge(Field field) {
  const auto [place, is_new] = by_name_.emplace(field.name, fields_.size());
  if (is_new) {
    fields_.push_back(std::move(field));
    return {};
  }
  Field& before = fields_[place->second];
  if (before.kind != field.kind) {
    const bool has_object = before.kind == FieldKind::kObject || field.kind == FieldKind::kObject;
    return fail(illegal_argument(
        has_object ? fmt::format("can't merge a non object mapping [{}] with an object mapping",
                                 field.name)
                   : fmt::format("mapper [{}] cannot be changed from type [{}] to [{}]", field.name,
                                 to_string(before.kind), to_string(field.kind))));
  }
  const std::string lines = conflicts(before, field) + merge_vector_options(before, field);
  if (!lines.empty()) {
    return fail(illegal_argument(
        fmt::format("Mapper for [{}] conflicts with existing mapper:{}", field.name, lines)));
  }
  if (field.kind == FieldKind::kObject && field.raw_options.empty()) {
    return {};  // Naming an object again keeps its options.
  }
  field.id = before.id;
  before = std::move(field);
  return {};
}

Status MappingBuilder::add_parents(std::string_view path) {
  std::size_t depth = 1;
  for (std::size_t dot = path.find('.'); dot != std::string_view::npos;
       dot = path.find('.', dot + 1)) {
    const std::string parent(path.substr(0, dot));
    if (++depth > kMaxObjectDepth) {
      return fail(illegal_argument(
          fmt::format("Limit of mapping depth [{}] has been exceeded due to object field [{}]",
                      kMaxObjectDepth, parent)));
    }
    const Field* const known = find(parent);
    if (known != nullptr && known->kind != FieldKind::kObject) {
      return fail(illegal_argument(
          fmt::format("can't merge a non object mapping [{}] with an object mapping", parent)));
    }
    if (known == nullptr) {
      LIKEWISE_TRY_STATUS(merge(default_field(FieldKind::kObject, parent, context_)));
    }
  }
  return {};
}

Result<std::shared_ptr<const Mapping>> MappingBuilder::build() const {
  if (fields_.size() > base_size_ && fields_.size() > context_.total_fields_limit) {
    return fail(illegal_argument(
        fmt::format("Limit of total fields [{}] has been exceeded", context_.total_fields_limit)));
  }
  auto mapping = std::make_shared<Mapping>();
  mapping->dynamic = dynamic;
  mapping->date_detection = date_detection;
  mapping->numeric_detection = numeric_detection;
  mapping->routing_required = routing_required;
  mapping->meta_json = meta_json;
  mapping->dynamic_templates_json = dynamic_templates_json;
  for (const Field& field : fields_) {
    mapping->add(field);
  }
  return mapping;
}

}  // namespace likewise
