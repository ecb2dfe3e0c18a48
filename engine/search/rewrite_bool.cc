#include "engine/search/rewrite_bool.h"

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

namespace likewise {
namespace {

using Clauses = std::vector<PlanClause>;

PlanRef make_bool(Clauses clauses, std::int32_t minimum_should_match) {
  return make_plan(BoolPlan{std::move(clauses), minimum_should_match});
}

bool is_all(const PlanRef& plan) {
  return plan->as<AllPlan>() != nullptr;
}

std::vector<PlanRef> clauses_of(const BoolPlan& group, Occur occur) {
  std::vector<PlanRef> plans;
  for (const PlanClause& clause : group.clauses) {
    if (clause.occur == occur) {
      plans.push_back(clause.plan);
    }
  }
  return plans;
}

bool contains(const std::vector<PlanRef>& plans, const PlanRef& plan) {
  return std::any_of(plans.begin(), plans.end(),
                     [&](const PlanRef& other) { return equal(other, plan); });
}

/// The rules of one boolean plan. Each returns null when it does not apply.
class BoolRules {
 public:
  BoolRules(const BoolPlan& group, const RewriteRules& rules)
      : group_(group),
        lucene10_(rules.dialect != Dialect::kElasticsearch7),
        max_clause_count_(rules.max_clause_count),
        must_(clauses_of(group, Occur::kMust)),
        filter_(clauses_of(group, Occur::kFilter)),
        should_count_(count(Occur::kShould)) {}

  /// A required clause that is also prohibited.
  PlanRef contradiction() const {
    for (const PlanClause& clause : group_.clauses) {
      if (clause.occur == Occur::kMustNot &&
          (is_all(clause.plan) || contains(must_, clause.plan) || contains(filter_, clause.plan))) {
        return make_plan(NonePlan{});
      }
    }
    return nullptr;
  }

  /// Filters that another required clause implies.
  PlanRef redundant_filters() const {
    std::vector<PlanRef> kept;
    for (const PlanRef& filter : filter_) {
      const bool all_is_implied = is_all(filter) && (!must_.empty() || has_distinct_filters());
      if (!contains(must_, filter) && !all_is_implied) {
        kept.push_back(filter);
      }
    }
    if (kept.size() == filter_.size()) {
      return nullptr;
    }
    Clauses clauses = without(Occur::kFilter);
    for (PlanRef& filter : kept) {
      clauses.push_back({Occur::kFilter, std::move(filter)});
    }
    return make_bool(std::move(clauses), group_.minimum_should_match);
  }

  /// A clause that is both filter and should must match and does score.
  PlanRef scoring_filters() const {
    if (filter_.empty() || should_count_ == 0) {
      return nullptr;
    }
    const std::vector<PlanRef> should = clauses_of(group_, Occur::kShould);
    std::vector<PlanRef> both;
    for (const PlanRef& filter : filter_) {
      if (contains(should, filter)) {
        both.push_back(filter);
      }
    }
    if (both.empty()) {
      return nullptr;
    }
    Clauses clauses;
    std::int32_t minimum = group_.minimum_should_match;
    for (const PlanClause& clause : group_.clauses) {
      const bool optional = clause.occur == Occur::kShould;
      if ((!optional && clause.occur != Occur::kFilter) || !contains(both, clause.plan)) {
        clauses.push_back(clause);
      } else if (optional) {
        clauses.push_back({Occur::kMust, clause.plan});
        --minimum;
      }
    }
    return make_bool(std::move(clauses), std::max(0, minimum));
  }

  /// Equal clauses become one with the sum of their boosts.
  PlanRef merged_duplicates(Occur occur) const {
    const std::size_t before = occur == Occur::kMust ? must_.size() : should_count_;
    if (before < 2 || !may_have_equal(occur)) {
      return nullptr;
    }
    Clauses clauses = merge_equal(occur);
    if (clauses.size() == before) {
      return nullptr;
    }
    for (PlanClause& other : without(occur)) {
      clauses.push_back(std::move(other));
    }
    return make_bool(std::move(clauses), group_.minimum_should_match);
  }

  /// Filters beside a single match_all: its score is the constant of the filters.
  PlanRef constant_filters() const {
    if (must_.size() != 1 || filter_.empty()) {
      return nullptr;
    }
    const auto* boost = must_.front()->as<BoostPlan>();
    if (!is_all(boost != nullptr ? boost->inner : must_.front())) {
      return nullptr;
    }
    Clauses required;
    Clauses optional;
    for (const PlanClause& clause : group_.clauses) {
      if (clause.occur == Occur::kFilter || clause.occur == Occur::kMustNot) {
        required.push_back(clause);
      } else if (clause.occur == Occur::kShould) {
        optional.push_back(clause);
      }
    }
    PlanRef constant = make_plan(ConstantPlan{make_bool(std::move(required), 0)});
    Clauses clauses = {
        {Occur::kMust, boosted(std::move(constant), boost != nullptr ? boost->boost : 1.0F)}};
    clauses.insert(clauses.end(), optional.begin(), optional.end());
    return make_bool(std::move(clauses), group_.minimum_should_match);
  }

  /// A disjunction among the should clauses gives its clauses to this one. Elasticsearch 7 leaves
  /// the nesting as it is where the result would have too many clauses.
  PlanRef flattened_disjunctions() const {
    Clauses clauses;
    bool changed = false;
    for (const PlanClause& clause : group_.clauses) {
      const auto* inner = clause.plan->as<BoolPlan>();
      if (clause.occur == Occur::kShould && inner != nullptr && inner->minimum_should_match <= 1 &&
          is_pure_disjunction(*inner)) {
        clauses.insert(clauses.end(), inner->clauses.begin(), inner->clauses.end());
        changed = true;
      } else {
        clauses.push_back(clause);
      }
    }
    const bool too_many = !lucene10_ && clauses.size() > max_clause_count_;
    return changed && !too_many ? make_bool(std::move(clauses), group_.minimum_should_match)
                                : nullptr;
  }

  /// Lucene 10: a required group without optional clauses gives its clauses to this one.
  PlanRef flattened_conjunctions() const {
    Clauses clauses;
    bool changed = false;
    for (const PlanClause& clause : group_.clauses) {
      const auto* inner = clause.plan->as<BoolPlan>();
      const bool required = clause.occur == Occur::kMust || clause.occur == Occur::kFilter;
      if (!required || inner == nullptr || inner->minimum_should_match != 0 || has_should(*inner)) {
        clauses.push_back(clause);
        continue;
      }
      changed = true;
      for (const PlanClause& part : inner->clauses) {
        const bool scores = part.occur == Occur::kMust && clause.occur == Occur::kMust;
        const bool demoted = part.occur == Occur::kMust && !scores;
        clauses.push_back({demoted ? Occur::kFilter : part.occur, part.plan});
      }
    }
    return changed ? make_bool(std::move(clauses), group_.minimum_should_match) : nullptr;
  }

  /// Lucene 10: as many optional clauses as must match are required ones; fewer match nothing.
  PlanRef required_optionals() const {
    const auto should = static_cast<std::int64_t>(should_count_);
    if (should < group_.minimum_should_match) {
      return make_plan(NonePlan{});
    }
    if (should == 0 || should != group_.minimum_should_match) {
      return nullptr;
    }
    Clauses clauses = group_.clauses;
    for (PlanClause& clause : clauses) {
      if (clause.occur == Occur::kShould) {
        clause.occur = Occur::kMust;
      }
    }
    return make_bool(std::move(clauses), 0);
  }

  /// Lucene 10: the only required clause is a disjunction, so this one can be it.
  PlanRef adopted_disjunction() const {
    if (should_count_ != 0 || must_.size() != 1) {
      return nullptr;
    }
    const auto* inner = must_.front()->as<BoolPlan>();
    if (inner == nullptr || !is_pure_disjunction(*inner)) {
      return nullptr;
    }
    Clauses clauses = without(Occur::kMust);
    clauses.insert(clauses.end(), inner->clauses.begin(), inner->clauses.end());
    return make_bool(std::move(clauses), std::max(1, inner->minimum_should_match));
  }

  PlanRef first_that_applies() const {
    if (PlanRef next = contradiction())
      return next;
    if (PlanRef next = redundant_filters())
      return next;
    if (PlanRef next = scoring_filters())
      return next;
    if (group_.minimum_should_match <= 1) {
      if (PlanRef next = merged_duplicates(Occur::kShould))
        return next;
    }
    if (PlanRef next = merged_duplicates(Occur::kMust))
      return next;
    if (PlanRef next = constant_filters())
      return next;
    if (group_.minimum_should_match <= 1) {
      if (PlanRef next = flattened_disjunctions())
        return next;
    }
    if (!lucene10_) {
      return nullptr;
    }
    if (PlanRef next = flattened_conjunctions())
      return next;
    if (PlanRef next = required_optionals())
      return next;
    return adopted_disjunction();
  }

 private:
  std::size_t count(Occur occur) const {
    return static_cast<std::size_t>(
        std::count_if(group_.clauses.begin(), group_.clauses.end(),
                      [&](const PlanClause& clause) { return clause.occur == occur; }));
  }

  static bool has_should(const BoolPlan& group) {
    return std::any_of(group.clauses.begin(), group.clauses.end(),
                       [](const PlanClause& clause) { return clause.occur == Occur::kShould; });
  }

  bool has_distinct_filters() const {
    return std::any_of(filter_.begin(), filter_.end(),
                       [&](const PlanRef& filter) { return !equal(filter, filter_.front()); });
  }

  Clauses without(Occur occur) const {
    Clauses clauses;
    for (const PlanClause& clause : group_.clauses) {
      if (clause.occur != occur) {
        clauses.push_back(clause);
      }
    }
    return clauses;
  }

  /// A quick no for the usual case of many different clauses.
  bool may_have_equal(Occur occur) const {
    std::vector<std::size_t> hashes;
    hashes.reserve(group_.clauses.size());
    for (const PlanClause& clause : group_.clauses) {
      if (clause.occur == occur) {
        const Plan* plan = clause.plan.get();
        while (const auto* outer = plan->as<BoostPlan>()) {
          plan = outer->inner.get();
        }
        hashes.push_back(plan->hash());
      }
    }
    std::sort(hashes.begin(), hashes.end());
    return std::adjacent_find(hashes.begin(), hashes.end()) != hashes.end();
  }

  Clauses merge_equal(Occur occur) const {
    struct Merged {
      PlanRef plan;
      PlanRef first;  ///< The clause as written, boost included.
      double boost = 0.0;
      std::size_t members = 0;
    };
    std::vector<Merged> merged;
    std::unordered_multimap<std::size_t, std::size_t> by_hash;
    for (const PlanClause& clause : group_.clauses) {
      if (clause.occur != occur) {
        continue;
      }
      PlanRef plan = clause.plan;
      double boost = 1.0;
      while (const auto* outer = plan->as<BoostPlan>()) {
        boost *= static_cast<double>(outer->boost);
        plan = outer->inner;
      }
      auto [at, end] = by_hash.equal_range(plan->hash());
      while (at != end && !equal(merged[at->second].plan, plan)) {
        ++at;
      }
      if (at == end) {
        by_hash.emplace(plan->hash(), merged.size());
        merged.push_back({std::move(plan), clause.plan, boost, 1});
      } else {
        merged[at->second].boost += boost;
        ++merged[at->second].members;
      }
    }
    Clauses clauses;
    clauses.reserve(merged.size());
    for (Merged& one : merged) {
      clauses.push_back({occur, one.members == 1
                                    ? std::move(one.first)
                                    : boosted(std::move(one.plan), static_cast<float>(one.boost))});
    }
    return clauses;
  }

  const BoolPlan& group_;
  bool lucene10_;
  std::size_t max_clause_count_;
  std::vector<PlanRef> must_;
  std::vector<PlanRef> filter_;
  std::size_t should_count_;
};

}  // namespace

bool is_pure_disjunction(const BoolPlan& plan) {
  return std::all_of(plan.clauses.begin(), plan.clauses.end(),
                     [](const PlanClause& clause) { return clause.occur == Occur::kShould; });
}

PlanRef rewrite_bool_step(const PlanRef& plan, const RewriteRules& rules) {
  PlanRef next = BoolRules(*plan->as<BoolPlan>(), rules).first_that_applies();
  return next != nullptr ? next : plan;
}

}  // namespace likewise
