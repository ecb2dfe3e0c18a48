#include "engine/search/rewrite.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "engine/search/function_plan.h"
#include "engine/search/rewrite_bool.h"
#include "engine/search/script_plan.h"

namespace likewise {
namespace {

class Rewriter {
 public:
  explicit Rewriter(const RewriteRules& rules)
      : rules_(rules), lucene10_(rules.dialect != Dialect::kElasticsearch7) {}

  PlanRef step(const PlanRef& plan) {
    if (const auto* boost = plan->as<BoostPlan>()) {
      return boost_step(plan, *boost);
    }
    if (const auto* constant = plan->as<ConstantPlan>()) {
      return constant_step(plan, *constant);
    }
    if (const auto* demote = plan->as<DemotePlan>()) {
      return demote_step(plan, *demote);
    }
    if (const auto* dis_max = plan->as<DisMaxPlan>()) {
      return dis_max_step(plan, *dis_max);
    }
    if (const auto* functions = plan->as<FunctionPlanRef>()) {
      return function_step(plan, **functions);
    }
    if (const auto* script = plan->as<ScriptPlanRef>()) {
      return script_step(plan, **script);
    }
    if (const auto* group = plan->as<BoolPlan>()) {
      return bool_step(plan, *group);
    }
    return plan;
  }

 private:
  PlanRef script_step(const PlanRef& plan, const ScriptPlan& script) {
    PlanRef query = step(script.query);
    if (query == script.query) {
      return plan;
    }
    auto stepped = std::make_shared<ScriptPlan>(script);
    stepped->query = std::move(query);
    return make_plan(ScriptPlanRef(std::move(stepped)));
  }

  static bool is_none(const PlanRef& plan) { return plan->as<NonePlan>() != nullptr; }

  PlanRef boost_step(const PlanRef& plan, const BoostPlan& boost) {
    PlanRef inner = step(boost.inner);
    if (boost.boost == 1.0F || (lucene10_ && is_none(inner))) {
      return inner;
    }
    if (const auto* nested = inner->as<BoostPlan>()) {
      return make_plan(BoostPlan{nested->inner, boost.boost * nested->boost});
    }
    if (boost.boost == 0.0F && inner->as<ConstantPlan>() == nullptr) {
      return make_plan(BoostPlan{make_plan(ConstantPlan{std::move(inner)}), 0.0F});
    }
    return inner == boost.inner ? plan : make_plan(BoostPlan{std::move(inner), boost.boost});
  }

  PlanRef constant_step(const PlanRef& plan, const ConstantPlan& constant) {
    PlanRef inner = step(constant.inner);
    if (lucene10_ && is_none(inner)) {
      return inner;
    }
    if (const auto* boost = inner->as<BoostPlan>()) {
      return make_plan(ConstantPlan{boost->inner});
    }
    if (const auto* nested = inner->as<ConstantPlan>()) {
      return make_plan(ConstantPlan{nested->inner});
    }
    return inner == constant.inner ? plan : make_plan(ConstantPlan{std::move(inner)});
  }

  PlanRef demote_step(const PlanRef& plan, const DemotePlan& demote) {
    PlanRef positive = step(demote.positive);
    PlanRef negative = step(demote.negative);
    if (positive == demote.positive && negative == demote.negative) {
      return plan;
    }
    return make_plan(DemotePlan{std::move(positive), std::move(negative), demote.factor});
  }

  PlanRef function_step(const PlanRef& plan, const FunctionPlan& functions) {
    FunctionPlan stepped = functions;
    stepped.query = step(functions.query);
    bool changed = stepped.query != functions.query;
    for (FunctionPlan::Function& function : stepped.functions) {
      if (function.filter != nullptr) {
        PlanRef next = step(function.filter);
        changed = changed || next != function.filter;
        function.filter = std::move(next);
      }
    }
    return changed ? make_plan(std::make_shared<const FunctionPlan>(std::move(stepped))) : plan;
  }

  PlanRef dis_max_step(const PlanRef& plan, const DisMaxPlan& dis_max) {
    if (dis_max.queries.empty()) {
      return make_plan(NonePlan{});
    }
    if (dis_max.queries.size() == 1) {
      return dis_max.queries.front();
    }
    if (dis_max.tie_breaker == 1.0F) {
      BoolPlan sum;
      for (const PlanRef& query : dis_max.queries) {
        sum.clauses.push_back({Occur::kShould, query});
      }
      return make_plan(std::move(sum));
    }
    DisMaxPlan stepped{{}, dis_max.tie_breaker};
    for (const PlanRef& query : dis_max.queries) {
      PlanRef next = step(query);
      if (!lucene10_ || !is_none(next)) {
        stepped.queries.push_back(std::move(next));
      }
    }
    if (lucene10_ && stepped.queries.size() < 2) {
      return stepped.queries.empty() ? make_plan(NonePlan{}) : stepped.queries.front();
    }
    return stepped.queries == dis_max.queries ? plan : make_plan(std::move(stepped));
  }

  PlanRef bool_step(const PlanRef& plan, const BoolPlan& group) {
    if (std::all_of(group.clauses.begin(), group.clauses.end(),
                    [](const PlanClause& clause) { return clause.occur == Occur::kMustNot; })) {
      return make_plan(NonePlan{});
    }
    if (group.clauses.size() == 1) {
      if (PlanRef only = unwrap(group)) {
        return only;
      }
    }
    std::optional<BoolPlan> stepped;  // Made at the first clause that changes.
    for (std::size_t i = 0; i < group.clauses.size(); ++i) {
      const PlanClause& clause = group.clauses[i];
      PlanRef next = step(clause.plan);
      const bool vanishes = lucene10_ && is_none(next);
      if (vanishes && (clause.occur == Occur::kMust || clause.occur == Occur::kFilter)) {
        return next;
      }
      if (!stepped && (vanishes || !equal(next, clause.plan))) {
        const auto here = group.clauses.begin() + static_cast<std::ptrdiff_t>(i);
        stepped = BoolPlan{{group.clauses.begin(), here}, group.minimum_should_match};
      }
      if (stepped && !vanishes) {
        stepped->clauses.push_back({clause.occur, std::move(next)});
      }
    }
    if (stepped) {
      return make_plan(*std::move(stepped));
    }
    return rewrite_bool_step(plan, rules_);
  }

  /// A group of one clause is that clause, or a score of 0 for a filter.
  static PlanRef unwrap(const BoolPlan& group) {
    const PlanClause& only = group.clauses.front();
    if (group.minimum_should_match == 1 && only.occur == Occur::kShould) {
      return only.plan;
    }
    if (group.minimum_should_match != 0) {
      return nullptr;
    }
    if (only.occur == Occur::kFilter) {
      return make_plan(BoostPlan{make_plan(ConstantPlan{only.plan}), 0.0F});
    }
    return only.plan;
  }

  const RewriteRules& rules_;
  bool lucene10_;
};

std::size_t count_leaves(const Plan& plan) {
  if (const auto* boost = plan.as<BoostPlan>()) {
    return count_leaves(*boost->inner);
  }
  if (const auto* constant = plan.as<ConstantPlan>()) {
    return count_leaves(*constant->inner);
  }
  if (const auto* demote = plan.as<DemotePlan>()) {
    return count_leaves(*demote->positive);
  }
  if (const auto* functions = plan.as<FunctionPlanRef>()) {
    return count_leaves(*(*functions)->query);
  }
  if (const auto* script = plan.as<ScriptPlanRef>()) {
    return count_leaves(*(*script)->query);
  }
  std::size_t leaves = 0;
  if (const auto* dis_max = plan.as<DisMaxPlan>()) {
    for (const PlanRef& query : dis_max->queries) {
      leaves += count_leaves(*query);
    }
    return leaves;
  }
  if (const auto* group = plan.as<BoolPlan>()) {
    for (const PlanClause& clause : group->clauses) {
      leaves += count_leaves(*clause.plan);
    }
    return leaves;
  }
  return 1;
}

}  // namespace

Error too_many_clauses(std::size_t max_clause_count) {
  return Error(ErrorCode::kInvalidArgument,
               "maxClauseCount is set to " + std::to_string(max_clause_count))
      .with_type("too_many_clauses")
      .raised_in_shard();
}

Result<PlanRef> rewrite(PlanRef plan, const RewriteRules& rules) {
  Rewriter rewriter(rules);
  while (true) {
    PlanRef next = rewriter.step(plan);
    if (equal(next, plan)) {
      break;
    }
    plan = std::move(next);
  }
  if (rules.dialect != Dialect::kElasticsearch7 && count_leaves(*plan) > rules.max_clause_count) {
    return fail(too_many_clauses(rules.max_clause_count));
  }
  return plan;
}

}  // namespace likewise
