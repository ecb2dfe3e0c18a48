#include "engine/search/counting_plan.h"

#include <algorithm>

namespace likewise {
namespace {

bool scores_are_constant(const Field& field) {
  return field.similarity.kind == SimilarityKind::kBoolean ||
         (!field.norms && !field.has_frequencies());
}

/// The term under any boosts, with `boost` multiplied by them.
const TermPlan* boosted_term(const Plan& plan, float& boost) {
  const Plan* inner = &plan;
  while (const auto* outer = inner->as<BoostPlan>()) {
    boost = outer->boost * boost;
    inner = outer->inner.get();
  }
  return inner->as<TermPlan>();
}

class Reader {
 public:
  explicit Reader(const Mapping& mapping) : mapping_(mapping) {}

  bool read(const Plan& plan, float boost) {
    if (const auto* outer = plan.as<BoostPlan>()) {
      return read(*outer->inner, outer->boost * boost);
    }
    if (plan.as<TermPlan>() != nullptr) {
      return read_term(plan, boost);
    }
    const auto* group = plan.as<BoolPlan>();
    return group != nullptr && read_group(*group, boost);
  }

  CountingPlan take() { return std::move(result_); }

 private:
  bool read_term(const Plan& plan, float boost) {
    const TermPlan* term = boosted_term(plan, boost);
    if (term == nullptr || !scores_are_constant(mapping_.field(term->field))) {
      return false;
    }
    result_.terms.push_back({term, boost});
    return true;
  }

  bool read_group(const BoolPlan& group, float boost) {
    std::vector<const Plan*> must;
    std::vector<const Plan*> should;
    const std::size_t filters_before = result_.filters.size();
    for (const PlanClause& clause : group.clauses) {
      switch (clause.occur) {
        case Occur::kMust:
          must.push_back(clause.plan.get());
          break;
        case Occur::kShould:
          should.push_back(clause.plan.get());
          break;
        case Occur::kFilter:
          result_.filters.push_back(clause.plan.get());
          break;
        case Occur::kMustNot:
          exclude(*clause.plan);
          break;
      }
    }
    const std::int32_t minimum = group.minimum_should_match;
    if (!must.empty()) {
      return must.size() == 1 && should.empty() && minimum == 0 && read(*must.front(), boost);
    }
    const bool may_match_none = minimum == 0 && result_.filters.size() > filters_before;
    if (should.empty() || may_match_none) {
      return false;
    }
    if (should.size() == 1 && minimum <= 1) {
      return read(*should.front(), boost);
    }
    result_.minimum_should_match = std::max(minimum, 1);
    return std::all_of(should.begin(), should.end(),
                       [&](const Plan* plan) { return read_term(*plan, boost); });
  }

  void exclude(const Plan& plan) {
    if (const auto* ids = plan.as<IdsPlan>()) {
      result_.excluded_ids.push_back(ids);
    } else {
      result_.excluded.push_back(&plan);
    }
  }

  const Mapping& mapping_;
  CountingPlan result_;
};

}  // namespace

std::optional<CountingPlan> counting_plan(const Plan& plan, const Mapping& mapping) {
  Reader reader(mapping);
  if (!reader.read(plan, 1.0F)) {
    return std::nullopt;
  }
  return reader.take();
}

}  // namespace likewise
