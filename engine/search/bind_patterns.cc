#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/search/binder.h"
#include "engine/search/numeric_value.h"
#include "engine/search/term_range.h"

namespace likewise {
namespace {

/// Of the character that begins at `at`.
std::size_t bytes_at(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    ++end;
  }
  return end - at;
}

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

/// What stands between the wildcards, and escaped characters, as the field's values are changed.
std::string indexed_pattern(const Field& field, std::string_view pattern) {
  const auto changed = [&field](std::string_view part) {
    return field.kind == FieldKind::kText && field.search_analyzer != nullptr
               ? field.search_analyzer->normalize(part)
               : indexed_form(field, std::string(part));
  };
  std::string result;
  std::size_t part = 0;
  const auto end_part = [&](std::size_t end) {
    result += end > part ? changed(pattern.substr(part, end - part)) : "";
  };
  for (std::size_t i = 0; i < pattern.size();) {
    const bool is_escape = pattern[i] == '\\' && i + 1 < pattern.size();
    if (pattern[i] != '*' && pattern[i] != '?' && !is_escape) {
      ++i;
      continue;
    }
    end_part(i);
    const std::size_t kept = is_escape ? 1 + bytes_at(pattern, i + 1) : 1;
    result += pattern.substr(i, kept);
    i += kept;
    part = i;
  }
  end_part(pattern.size());
  return result;
}

/// How Lucene prints a query that ignores case, but for the address of the automaton.
std::string any_case(const std::string& pattern) {
  return "AutomatonQuery {\n" + pattern + "}";
}

}  // namespace

Error Binder::query_shard_exception(std::string message) const {
  return Error(ErrorCode::kInvalidArgument, std::move(message))
      .with_type("query_shard_exception")
      .with_index(options_.index_name)
      .raised_in_shard();
}

Result<const Field*> Binder::field_of_patterns(std::string_view clause,
                                               const std::string& name) const {
  const Field* field = searchable(name);
  const bool is_id = name == "_id";
  if (field == nullptr && !is_id) {
    return nullptr;
  }
  if (is_id || !is_string_kind(field->kind)) {
    return fail(query_shard_exception("Can only use " + std::string(clause) +
                                      " queries on keyword, text and wildcard fields - not on [" +
                                      name + "] which is of type [" +
                                      (is_id ? "_id" : std::string(to_string(field->kind))) + "]"));
  }
  return field;
}

PlanRef Binder::fitting_terms(const Field& field, const WildcardPattern& pattern,
                              std::string shown) const {
  AnyTermPlan plan;
  plan.field = field.id;
  plan.pattern = std::move(shown);
  plan.is_wildcard = true;
  const std::optional<std::string> end = end_of_prefix(pattern.prefix());
  for (const auto& [term, text] :
       snapshot_.dictionary->terms_between(field.id, pattern.prefix(), end)) {
    if (pattern.matches(text)) {
      plan.terms.push_back(term);
    }
  }
  return make_plan(std::move(plan));
}

Result<PlanRef> Binder::operator()(const PrefixQuery& query) {
  LIKEWISE_TRY(const Field* const field, field_of_patterns("prefix", query.field));
  if (field == nullptr) {
    return make_plan(NonePlan{});
  }
  const std::string prefix = indexed_form(*field, query.value);
  if (query.case_insensitive) {
    return fitting_terms(*field, WildcardPattern::prefix_of(prefix, true), any_case(prefix + "*"));
  }
  return prefix_plan(*field, prefix);
}

PlanRef Binder::prefix_plan(const Field& field, std::string prefix) const {
  AnyTermPlan plan;
  plan.field = field.id;
  plan.is_prefix = true;
  const std::optional<std::string> end = end_of_prefix(prefix);
  for (const auto& [term, text] : snapshot_.dictionary->terms_between(field.id, prefix, end)) {
    plan.terms.push_back(term);
  }
  plan.texts.push_back(std::move(prefix));
  return make_plan(std::move(plan));
}

Result<PlanRef> Binder::operator()(const WildcardQuery& query) {
  LIKEWISE_TRY(const Field* const field, field_of_patterns("wildcard", query.field));
  if (field == nullptr) {
    return make_plan(NonePlan{});
  }
  // From 8 on Elasticsearch takes patterns of text verbatim.
  const bool is_verbatim =
      !options_.answers_as_7 && !query.in_query_text && field->kind == FieldKind::kText;
  std::string pattern = is_verbatim ? query.pattern : indexed_pattern(*field, query.pattern);
  const WildcardPattern compiled(pattern, query.case_insensitive);
  return fitting_terms(*field, compiled,
                       query.case_insensitive ? any_case(pattern) : std::move(pattern));
}

Result<PlanRef> Binder::any_case_term(const TermQuery& query) const {
  const Field* const field = searchable(query.field);
  if (field == nullptr) {
    return make_plan(NonePlan{});
  }
  if (field->kind == FieldKind::kBoolean) {
    LIKEWISE_TRY(PlanRef exact, exact_value(*field, query.value));
    return make_plan(ConstantPlan{std::move(exact)});
  }
  if (!is_string_kind(field->kind)) {
    return fail(query_shard_exception("[" + query.field + "] field which is of type [" +
                                      std::string(to_string(field->kind)) +
                                      "], does not support case insensitive term queries"));
  }
  const std::string text = indexed_form(*field, java_text(query.value));
  return fitting_terms(*field, WildcardPattern::literal(text, true), any_case(text));
}

}  // namespace likewise
