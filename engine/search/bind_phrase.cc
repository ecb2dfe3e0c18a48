#include <algorithm>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "engine/search/binder.h"
#include "engine/search/numeric_value.h"
#include "engine/search/phrase_search.h"
#include "engine/search/rewrite.h"
#include "engine/search/term_range.h"

namespace likewise {
namespace {

/// The words of the query at their places.
std::vector<PhrasePlace> places_of(const Analyzer* analyzer, const std::string& text) {
  std::vector<PhrasePlace> places;
  if (analyzer == nullptr) {
    places.push_back({0, {text}});
    return places;
  }
  std::uint32_t next = 0;
  analyzer->analyze_positions(text, [&](std::string_view term, std::uint32_t increment) {
    next += places.empty() ? 1 : increment;  // The first place is 0, whatever was dropped before.
    places.push_back({next - 1, {std::string(term)}});
  });
  return places;
}

Error cannot_run_phrase(const Field& field) {
  return Error(ErrorCode::kInvalidArgument, "field:[" + field.name +
                                                "] was indexed without position data; cannot run "
                                                "PhraseQuery")
      .with_type("illegal_state_exception");
}

Error no_phrase_prefix(std::string_view name, std::string_view type) {
  return Error(ErrorCode::kInvalidArgument,
               "Can only use phrase prefix queries on text fields - not on [" + std::string(name) +
                   "] which is of type [" + std::string(type) + "]")
      .with_type("illegal_argument_exception");
}

}  // namespace

Result<std::shared_ptr<const Analyzer>> Binder::named_analyzer(std::string_view clause,
                                                               const std::string& name) const {
  std::shared_ptr<const Analyzer> analyzer = find_analyzer(options_.analyzers, name);
  if (analyzer == nullptr) {
    return fail(Error(ErrorCode::kInvalidArgument,
                      "[" + std::string(clause) + "] analyzer [" + name + "] not found")
                    .with_type("query_shard_exception")
                    .with_index(options_.index_name)
                    .raised_in_shard());
  }
  return analyzer;
}

Result<PlanRef> Binder::operator()(const MatchPhraseQuery& query) {
  std::shared_ptr<const Analyzer> analyzer;
  if (!query.analyzer.empty()) {
    LIKEWISE_TRY(analyzer, named_analyzer(query.is_prefix ? "match_phrase_prefix" : "match_phrase",
                                          query.analyzer));
  }
  const Field* field = mapping().find(query.field);
  Result<PlanRef> plan = make_plan(NonePlan{});
  if (query.field == "_id") {
    plan = query.is_prefix ? Result<PlanRef>(fail(no_phrase_prefix("_id", "_id")))
                           : ids_plan({java_text(query.query)});
  } else if (field == nullptr || field->kind == FieldKind::kObject) {
    return plan;
  } else if (query.is_prefix && field->kind != FieldKind::kText) {
    plan = fail(no_phrase_prefix(field->name, to_string(field->kind)));
  } else if (!is_string_kind(field->kind)) {
    const Field* found = searchable(query.field);
    Result<PlanRef> exact = found != nullptr ? exact_value(*found, query.query) : std::move(plan);
    return exact || !query.lenient ? std::move(exact) : make_plan(NonePlan{});
  } else {
    if (analyzer == nullptr) {
      analyzer = field->search_quote_analyzer != nullptr ? field->search_quote_analyzer
                                                         : field->search_analyzer;
    }
    plan = phrase(*field, query, analyzer.get());
  }
  if (plan || plan.error().in_shard()) {
    return plan;
  }
  return query.lenient ? make_plan(NonePlan{})
                       : Result<PlanRef>(fail(query_shard_error(std::move(plan).error())));
}

Result<PlanRef> Binder::phrase(const Field& field, const MatchPhraseQuery& query,
                               const Analyzer* analyzer) const {
  PhrasePlan plan;
  plan.field = field.id;
  plan.slop = query.slop;
  plan.is_prefix = query.is_prefix;
  plan.places = places_of(analyzer, java_text(query.query));
  if (plan.places.empty()) {
    return query.zero_terms_all ? make_plan(AllPlan{}) : make_plan(NonePlan{});
  }
  if (plan.places.size() > 1 && !field.has_positions()) {
    return fail(cannot_run_phrase(field));
  }
  if (!field.indexed) {
    return make_plan(NonePlan{});
  }
  if (query.is_prefix) {
    std::vector<std::string>& last = plan.places.back().texts;
    last = expansions(field, last.front(), query.max_expansions);
    if (last.empty()) {
      return make_plan(NonePlan{});
    }
  }
  if (plan.places.size() == 1) {
    return any_word(field, std::move(plan.places.front().texts));
  }
  for (const PhrasePlace& place : plan.places) {
    std::vector<TermId>& terms = plan.terms.emplace_back();
    for (const std::string& text : place.texts) {
      const std::optional<TermId> term = snapshot_.dictionary->find(field.id, text);
      if (term && snapshot_.doc_freq(field.id, *term) > 0) {
        terms.push_back(*term);
      }
    }
  }
  Status found = find_phrase_hits(snapshot_, documents_, options_.should_stop, plan);
  if (!found) {
    return fail(std::move(found).error().raised_in_shard());
  }
  return make_plan(std::move(plan));
}

std::vector<std::string> Binder::expansions(const Field& field, const std::string& prefix,
                                            std::int32_t most) const {
  std::vector<std::string> words;
  const std::optional<std::string> end = end_of_prefix(prefix);
  for (const auto& [term, text] : snapshot_.dictionary->terms_between(field.id, prefix, end)) {
    if (snapshot_.doc_freq(field.id, term) == 0) {
      continue;
    }
    words.emplace_back(text);
    if (words.size() >= static_cast<std::size_t>(most)) {
      break;
    }
  }
  return words;
}

Result<PlanRef> Binder::any_word(const Field& field, std::vector<std::string> words) const {
  if (words.size() == 1) {
    return term_plan(field, std::move(words.front()));
  }
  if (words.size() > options_.max_clause_count) {
    return fail(too_many_clauses(options_.max_clause_count));
  }
  BoolPlan group;
  for (std::string& word : words) {
    group.clauses.push_back({Occur::kShould, term_plan(field, std::move(word))});
  }
  return make_plan(std::move(group));
}

}  // namespace likewise
