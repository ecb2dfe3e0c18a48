#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/search/binder.h"

namespace likewise {
namespace {

/// A keyword's normalizer changes the prefix as it changes values; text is taken verbatim.
std::string indexed_form(const Field& field, const std::string& value) {
  if (field.kind != FieldKind::kKeyword || field.normalizer.empty() ||
      field.search_analyzer == nullptr) {
    return value;
  }
  std::optional<std::string> normalized;
  field.search_analyzer->analyze(value, [&](std::string_view token) {
    if (!normalized) {
      normalized = std::string(token);
    }
  });
  return normalized.value_or(std::string());
}

}  // namespace

Result<PlanRef> Binder::operator()(const PrefixQuery& query) {
  const Field* field = searchable(query.field);
  const bool is_id = query.field == "_id";
  if (field == nullptr && !is_id) {
    return make_plan(NonePlan{});
  }
  if (is_id || !is_string_kind(field->kind)) {
    return fail(
        Error(ErrorCode::kInvalidArgument,
              "Can only use prefix queries on keyword, text and wildcard fields - not on [" +
                  query.field + "] which is of type [" +
                  (is_id ? "_id" : std::string(to_string(field->kind))) + "]")
            .with_type("query_shard_exception")
            .with_index(options_.index_name)
            .raised_in_shard());
  }
  AnyTermPlan plan;
  plan.field = field->id;
  plan.is_prefix = true;
  const std::string prefix = indexed_form(*field, query.value);
  const std::size_t count = snapshot_.dictionary->size(field->id);
  for (TermId term = 0; term < count; ++term) {
    if (snapshot_.dictionary->text(field->id, term).starts_with(prefix)) {
      plan.terms.push_back(term);
    }
  }
  plan.texts.push_back(prefix);
  return make_plan(std::move(plan));
}

}  // namespace likewise
