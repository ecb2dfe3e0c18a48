#include "engine/index/mapping.h"

#include <array>
#include <utility>

#include "engine/base/check.h"

namespace likewise {
namespace {

constexpr std::array<std::pair<FieldKind, std::string_view>, 13> kKindNames = {{
    {FieldKind::kText, "text"},
    {FieldKind::kKeyword, "keyword"},
    {FieldKind::kLong, "long"},
    {FieldKind::kInteger, "integer"},
    {FieldKind::kShort, "short"},
    {FieldKind::kByte, "byte"},
    {FieldKind::kDouble, "double"},
    {FieldKind::kFloat, "float"},
    {FieldKind::kHalfFloat, "half_float"},
    {FieldKind::kBoolean, "boolean"},
    {FieldKind::kDate, "date"},
    {FieldKind::kDenseVector, "dense_vector"},
    {FieldKind::kObject, "object"},
}};

}  // namespace

std::string_view to_string(FieldKind kind) {
  for (const auto& [known, name] : kKindNames) {
    if (known == kind) {
      return name;
    }
  }
  LIKEWISE_CHECK(false, "a field kind without a name");
  return {};
}

std::optional<FieldKind> parse_field_kind(std::string_view type) {
  for (const auto& [kind, name] : kKindNames) {
    if (name == type) {
      return kind;
    }
  }
  return std::nullopt;
}

const Field& Mapping::add(Field field) {
  field.id = static_cast<FieldId>(fields_.size());
  const bool is_new = by_name_.emplace(field.name, field.id).second;
  LIKEWISE_CHECK(is_new, "a field of that name exists");
  return fields_.emplace_back(std::move(field));
}

const Field* Mapping::find(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &fields_[found->second];
}

std::vector<const Field*> Mapping::multi_fields(std::string_view name) const {
  std::vector<const Field*> found;
  for (const Field& field : fields_) {
    if (field.is_multi_field && field.source_path == name) {
      found.push_back(&field);
    }
  }
  return found;
}

}  // namespace likewise
