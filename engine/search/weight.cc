#include "engine/search/weight.h"

#include <string>
#include <utility>

#include "engine/search/function_plan.h"
#include "engine/search/node_weights.h"
#include "engine/search/plan_type.h"
#include "engine/search/script_plan.h"
#include "engine/search/weight_profiler.h"

namespace likewise {
namespace {

struct Maker {
  WeightFactory& factory;
  const Plan& plan;
  float boost;

  const Mapping& mapping() const { return *factory.snapshot().mapping; }
  std::string text() const { return to_string(plan, factory.snapshot()); }

  WeightRef operator()(const AllPlan&) const { return make_all_weight(boost); }
  WeightRef operator()(const NonePlan&) const { return make_none_weight(); }
  WeightRef operator()(const TermPlan& term) const {
    const std::optional<TermWeight> weight = factory.weigh(term, boost);
    return weight ? make_term_weight(term, factory.snapshot(), *weight) : make_none_weight();
  }
  WeightRef operator()(const BoostPlan& outer) const {
    // Not through make(): a profile shows one query for both, as Lucene does.
    return std::visit(Maker{factory, *outer.inner, outer.boost * boost}, outer.inner->node());
  }
  WeightRef operator()(const ConstantPlan& constant) const {
    return make_constant_weight(factory.make(*constant.inner, 1.0F), boost, text());
  }
  WeightRef operator()(const DisMaxPlan& dis_max) const {
    std::vector<WeightRef> queries;
    for (const PlanRef& query : dis_max.queries) {
      queries.push_back(factory.make(*query, boost));
    }
    return make_dis_max_weight(std::move(queries), dis_max.tie_breaker);
  }
  WeightRef operator()(const BoolPlan& group) const {
    std::vector<WeightedClause> clauses;
    clauses.reserve(group.clauses.size());
    for (const PlanClause& clause : group.clauses) {
      const bool scores = clause.occur == Occur::kMust || clause.occur == Occur::kShould;
      const bool is_filter = clause.occur == Occur::kFilter;
      clauses.push_back({clause.occur, factory.make(*clause.plan, scores ? boost : 1.0F),
                         is_filter ? unscored_text(*clause.plan, factory.snapshot()) : ""});
    }
    return make_bool_weight(std::move(clauses), group.minimum_should_match);
  }
  WeightRef operator()(const AnyTermPlan& terms) const {
    return make_any_term_weight(terms, factory.snapshot(), boost, text());
  }
  WeightRef operator()(const DemotePlan& demote) const {
    return make_demote_weight(factory.make(*demote.positive, 1.0F),
                              factory.make(*demote.negative, 1.0F), {demote.factor, boost},
                              {text(), to_string(*demote.negative, factory.snapshot())});
  }
  WeightRef operator()(const IdsPlan& ids) const { return make_ids_weight(ids, boost, text()); }
  WeightRef operator()(const ExistsPlan& exists) const {
    return make_exists_weight(exists, factory.snapshot(), boost, text());
  }
  WeightRef operator()(const FunctionPlanRef& functions) const {
    return make_function_weight(*functions, factory, boost);
  }
  WeightRef operator()(const ScriptPlanRef& script) const {
    return make_script_weight(*script, factory, boost);
  }
  WeightRef operator()(const FoundPlan& found) const { return make_found_weight(found, boost); }
  WeightRef operator()(const PhrasePlan& phrase) const {
    const std::optional<TermWeight> weight = factory.weigh(phrase, boost);
    return weight ? make_phrase_weight(phrase, factory.snapshot(), *weight, text())
                  : make_none_weight();
  }
};

}  // namespace

std::optional<float> Weight::score_of(const Segment& segment, DocId doc) const {
  WindowScores one;
  one.reset(1);
  score(segment, {doc, 1}, one);
  return one.any() && one.matches()[0] != 0 ? std::optional(one.scores()[0]) : std::nullopt;
}

WeightRef WeightFactory::make(const Plan& plan, float boost) {
  const auto make_plain = [&] { return std::visit(Maker{*this, plan, boost}, plan.node()); };
  if (profiler_ == nullptr) {
    return make_plain();
  }
  return profiler_->wrap(lucene_type(plan, snapshot_, dialect_), to_string(plan, snapshot_),
                         make_plain);
}

std::optional<TermWeight> WeightFactory::weigh(const TermPlan& term, float boost) {
  const std::uint32_t doc_freq = term.term ? snapshot_.doc_freq(term.field, *term.term) : 0;
  if (doc_freq == 0) {
    return std::nullopt;
  }
  return similarity(snapshot_.mapping->field(term.field)).weigh(doc_freq, boost);
}

std::optional<TermWeight> WeightFactory::weigh(const PhrasePlan& phrase, float boost) {
  for (const std::vector<TermId>& terms : phrase.terms) {
    if (terms.empty()) {
      return std::nullopt;
    }
  }
  return similarity(snapshot_.mapping->field(phrase.field))
      .weigh_all(phrase_doc_freqs(phrase, snapshot_), boost);
}

const FieldSimilarity& WeightFactory::similarity(const Field& field) {
  const auto found = similarities_.find(field.id);
  if (found != similarities_.end()) {
    return found->second;
  }
  const FieldScoringStatistics statistics{snapshot_.doc_count(field.id),
                                          snapshot_.sum_total_term_freq(field.id)};
  return similarities_
      .emplace(std::piecewise_construct, std::forward_as_tuple(field.id),
               std::forward_as_tuple(field.similarity, dialect_, field.norms, statistics))
      .first->second;
}

}  // namespace likewise
