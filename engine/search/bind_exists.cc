#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/pattern.h"
#include "engine/search/binder.h"

namespace likewise {
namespace {

/// Metadata that every document has.
constexpr auto kOfAll = std::to_array<std::string_view>({"_id", "_index", "_seq_no", "_version"});

bool is_value_kind(const Field& field) {
  return field.kind != FieldKind::kObject;
}

/// True if the field lies in an object of that name, or of one that fits the pattern.
bool is_inside(const Mapping& mapping, std::string_view name, const Field& field) {
  for (std::size_t dot = field.name.find('.'); dot != std::string::npos;
       dot = field.name.find('.', dot + 1)) {
    const std::string_view object = std::string_view(field.name).substr(0, dot);
    const Field* const known = mapping.find(object);
    if (known != nullptr && known->kind == FieldKind::kObject && matches_pattern(name, object)) {
      return !field.is_multi_field;
    }
  }
  return false;
}

}  // namespace

Result<PlanRef> Binder::operator()(const ExistsQuery& query) {
  if (std::find(kOfAll.begin(), kOfAll.end(), query.field) != kOfAll.end()) {
    return make_plan(ConstantPlan{make_plan(AllPlan{})});
  }
  if (query.field == "_source") {
    return fail(Error(ErrorCode::kInvalidArgument, "The _source field is not searchable")
                    .with_type("query_shard_exception")
                    .with_index(options_.index_name)
                    .raised_in_shard());
  }
  const bool is_pattern = query.field.find('*') != std::string::npos;
  const auto is_asked = [&query](std::string_view name) {
    return matches_pattern(query.field, name);
  };
  if (is_pattern && std::any_of(kOfAll.begin(), kOfAll.end(), is_asked)) {
    return make_plan(ConstantPlan{make_plan(AllPlan{})});
  }
  ExistsPlan plan{query.field, {}};
  for (const Field& field : mapping().fields()) {
    const bool is_meant =
        is_pattern ? matches_pattern(query.field, field.name) : field.name == query.field;
    if (is_value_kind(field) && (is_meant || is_inside(mapping(), query.field, field))) {
      plan.fields.push_back(field.id);
    }
  }
  return plan.fields.empty() ? make_plan(NonePlan{}) : make_plan(std::move(plan));
}

}  // namespace likewise
