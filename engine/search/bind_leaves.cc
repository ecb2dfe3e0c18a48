#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/search/binder.h"
#include "engine/search/numeric_value.h"
#include "engine/search/rewrite.h"

namespace likewise {
namespace {

constexpr std::string_view kIdField = "_id";

void sort_distinct(std::vector<std::string>& texts) {
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
}

std::vector<std::string> analyzed(const Analyzer& analyzer, std::string_view text) {
  std::vector<std::string> tokens;
  analyzer.analyze(text, [&](std::string_view token) { tokens.emplace_back(token); });
  return tokens;
}

/// True if nothing of the text follows its last term: no separator, no word that was dropped. Then
/// without its last character the text has other terms, and not more of them.
bool ends_in_its_last_term(const Analyzer& analyzer, std::string_view text) {
  std::size_t end = text.size();
  while (end > 0 && (static_cast<unsigned char>(text[end - 1]) & 0xC0U) == 0x80U) {
    --end;
  }
  const std::vector<std::string> terms = analyzed(analyzer, text);
  const std::vector<std::string> shorter =
      analyzed(analyzer, text.substr(0, end > 0 ? end - 1 : 0));
  const std::uint32_t dropped =
      analyzer.analyze_positions(text, [](std::string_view, std::uint32_t) {});
  return dropped == 0 && (text.empty() || terms != shorter) && shorter.size() <= terms.size();
}

/// The term that a `term` query looks for: verbatim but for the normalizer of a keyword.
std::string term_text(const Field& field, const Scalar& value) {
  std::string text = java_text(value);
  if (field.kind == FieldKind::kKeyword && !field.normalizer.empty() &&
      field.search_analyzer != nullptr) {
    const std::vector<std::string> tokens = analyzed(*field.search_analyzer, text);
    return tokens.empty() ? std::string() : tokens.front();
  }
  return text;
}

}  // namespace

const Field* Binder::searchable(std::string_view name) const {
  const Field* field = mapping().find(name);
  return field != nullptr && field->kind != FieldKind::kObject && field->indexed ? field : nullptr;
}

PlanRef Binder::term_plan(const Field& field, std::string text) const {
  std::optional<TermId> term = snapshot_.dictionary->find(field.id, text);
  PlanRef plan = make_plan(TermPlan{field.id, term, term ? std::string() : std::move(text)});
  const bool constant =
      options_.dialect == Dialect::kOpenSearch3 && field.kind == FieldKind::kKeyword;
  return constant ? make_plan(ConstantPlan{std::move(plan)}) : plan;
}

Result<PlanRef> Binder::exact_value(const Field& field, const Scalar& value) const {
  if (field.kind == FieldKind::kDenseVector) {
    return fail(query_shard_error(
        Error(ErrorCode::kInvalidArgument,
              "Field [" + field.name + "] of type [dense_vector] doesn't support term queries")
            .with_type("illegal_argument_exception")));
  }
  if (is_string_kind(field.kind)) {
    return term_plan(field, term_text(field, value));
  }
  if (field.kind == FieldKind::kDate) {
    return date_term(field, value);
  }
  Result<std::optional<NumericValue>> parsed =
      numeric_value(field.kind, value, {!options_.answers_as_7});
  if (!parsed) {
    return fail(query_shard_error(std::move(parsed).error()));
  }
  if (!*parsed) {
    return make_plan(NonePlan{});
  }
  const std::optional<TermId> term = snapshot_.dictionary->find(field.id, (*parsed)->term);
  if (field.kind == FieldKind::kBoolean) {  // A term like any other: scored.
    return make_plan(TermPlan{field.id, term, term ? "" : std::move((*parsed)->text)});
  }
  AnyTermPlan plan{field.id, {std::move((*parsed)->text)}, {}, true};
  if (term) {
    plan.terms.push_back(*term);
  }
  return make_plan(std::move(plan));
}

Result<PlanRef> Binder::operator()(const TermQuery& query) {
  if (query.case_insensitive) {
    return any_case_term(query);
  }
  if (query.field == kIdField) {
    return ids_plan({java_text(query.value)});
  }
  const Field* field = searchable(query.field);
  return field != nullptr ? exact_value(*field, query.value) : make_plan(NonePlan{});
}

Result<PlanRef> Binder::operator()(const TermsQuery& query) {
  if (query.lookup) {
    LIKEWISE_TRY(std::vector<Scalar> values, documents_.look_up(*query.lookup));
    return (*this)(TermsQuery{query.field, std::move(values), std::nullopt});
  }
  if (query.field == kIdField) {
    std::vector<std::string> ids;
    for (const Scalar& value : query.values) {
      ids.push_back(java_text(value));
    }
    return ids_plan(std::move(ids));
  }
  const Field* field = searchable(query.field);
  if (field == nullptr || query.values.empty()) {
    return make_plan(NonePlan{});
  }
  if (field->kind == FieldKind::kDate) {
    return date_terms(*field, query.values);
  }
  AnyTermPlan plan{field->id, {}, {}, false};
  for (const Scalar& value : query.values) {
    std::string term;
    if (is_string_kind(field->kind)) {
      term = term_text(*field, value);
      plan.texts.push_back(term);
    } else {
      Result<std::optional<NumericValue>> parsed = numeric_value(field->kind, value);
      if (!parsed) {
        return fail(query_shard_error(std::move(parsed).error()));
      }
      if (!*parsed) {
        continue;
      }
      term = std::move((*parsed)->term);
      plan.texts.push_back(std::move((*parsed)->text));
    }
    if (const auto found = snapshot_.dictionary->find(field->id, term)) {
      plan.terms.push_back(*found);
    }
  }
  sort_distinct(plan.texts);
  std::sort(plan.terms.begin(), plan.terms.end());
  plan.terms.erase(std::unique(plan.terms.begin(), plan.terms.end()), plan.terms.end());
  return make_plan(std::move(plan));
}

Result<PlanRef> Binder::operator()(const MatchQuery& query) {
  if (query.field == kIdField) {
    return ids_plan({java_text(query.query)});
  }
  const Field* field = searchable(query.field);
  if (field == nullptr) {
    return make_plan(NonePlan{});
  }
  if (is_string_kind(field->kind)) {
    return match_text(*field, query);
  }
  Result<PlanRef> exact = exact_value(*field, query.query);
  if (!exact && query.lenient) {
    return make_plan(NonePlan{});
  }
  return exact;
}

Result<PlanRef> Binder::match_text(const Field& field, const MatchQuery& query) const {
  std::shared_ptr<const Analyzer> analyzer = field.search_analyzer;
  if (!query.analyzer.empty()) {
    LIKEWISE_TRY(analyzer, named_analyzer(query.last_is_prefix ? "match_bool_prefix" : "match",
                                          query.analyzer));
  }
  const std::string text = java_text(query.query);
  std::vector<std::string> tokens =
      analyzer != nullptr ? analyzed(*analyzer, text) : std::vector{text};
  if (tokens.empty()) {
    return query.zero_terms_all ? make_plan(AllPlan{}) : make_plan(NonePlan{});
  }
  // The last word of `match_bool_prefix` is left for the end.
  const bool has_prefix =
      query.last_is_prefix && (analyzer == nullptr || ends_in_its_last_term(*analyzer, text));
  std::string last = has_prefix ? tokens.back() : std::string();
  if (tokens.size() == 1) {
    return has_prefix ? prefix_plan(field, std::move(last))
                      : term_plan(field, std::move(tokens.front()));
  }
  if (tokens.size() > options_.max_clause_count) {
    return fail(query_shard_error(too_many_clauses(options_.max_clause_count)));
  }
  BoolPlan group;
  const Occur occur = query.operator_and ? Occur::kMust : Occur::kShould;
  for (std::string& token : tokens) {
    group.clauses.push_back({occur, term_plan(field, std::move(token))});
  }
  if (has_prefix) {
    group.clauses.back().plan = prefix_plan(field, std::move(last));
  }
  if (query.minimum_should_match) {
    Status applied = apply_minimum_should_match(*query.minimum_should_match, group);
    if (!applied) {
      return fail(query_shard_error(std::move(applied).error()));
    }
  }
  return make_plan(std::move(group));
}

Result<PlanRef> Binder::operator()(const IdsQuery& query) {
  return ids_plan(query.values);
}

Result<PlanRef> Binder::ids_plan(std::vector<std::string> ids) const {
  sort_distinct(ids);
  IdsPlan plan{std::move(ids), {}};
  for (const std::string& id : plan.ids) {
    LIKEWISE_TRY(const std::optional<DocId> doc, documents_.find_id(id));
    if (doc) {
      plan.docs.push_back(*doc);
    }
  }
  std::sort(plan.docs.begin(), plan.docs.end());
  return make_plan(std::move(plan));
}

}  // namespace likewise
