#include "engine/search/explain_mismatch.h"

#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/java_text.h"
#include "engine/search/explain_term.h"
#include "engine/search/function_plan.h"
#include "engine/search/script_plan.h"

namespace likewise {
namespace {

Explanation no_match(std::string description, std::vector<Explanation> details = {}) {
  Explanation explanation = explained_number(0.0F, std::move(description));
  explanation.details = std::move(details);
  return explanation;
}

/// Takes the clauses of a boolean query one by one, in order.
class BoolMismatch {
 public:
  BoolMismatch(const BoolPlan& group, const MismatchContext& context)
      : group_(group),
        context_(context),
        is_lucene_8_(context.dialect == Dialect::kElasticsearch7) {
    std::int32_t optional = 0;
    for (const PlanClause& clause : group.clauses) {
      optional += clause.occur == Occur::kShould ? 1 : 0;
    }
    // Lucene 9 rewrites such a disjunction to a conjunction.
    all_required_ = !is_lucene_8_ && optional > 0 && optional == group.minimum_should_match;
  }

  Explanation explanation() {
    for (const PlanClause& clause : group_.clauses) {
      add(clause);
    }
    if (failed_) {
      return no_match("Failure to meet condition(s) of required/prohibited clause(s)",
                      std::move(details_));
    }
    for (Explanation& missing : missing_) {
      details_.push_back(std::move(missing));
    }
    if (matching_ == 0) {
      return no_match("No matching clauses", std::move(details_));
    }
    return no_match("Failure to match minimum number of optional clauses: " +
                        std::to_string(group_.minimum_should_match),
                    std::move(details_));
  }

 private:
  std::string in_brackets(const Plan& plan) const {
    return " clause (" + to_string(plan, context_.factory.snapshot()) + ")";
  }

  std::string unscored(const Plan& plan) const {
    return unscored_text(plan, context_.factory.snapshot());
  }

  void add(const PlanClause& clause) {
    const Plan& plan = *clause.plan;
    const bool is_optional = clause.occur == Occur::kShould && !all_required_;
    auto explained = context_.factory.make(plan, 1.0F)->explain(context_.segment, context_.doc);
    if (explained) {
      add_match(clause, *std::move(explained));
      return;
    }
    if (clause.occur == Occur::kMustNot || (is_optional && is_lucene_8_)) {
      return;
    }
    Explanation reason =
        clause.occur == Occur::kFilter
            ? no_match(unscored(plan) + " doesn't match id " + std::to_string(context_.doc))
            : explain_mismatch(plan, context_);
    const char* const what = is_optional ? "no match on optional" : "no match on required";
    (is_optional ? missing_ : details_)
        .push_back(no_match(what + in_brackets(plan), {std::move(reason)}));
    failed_ = failed_ || !is_optional;
  }

  void add_match(const PlanClause& clause, Explanation explained) {
    if (clause.occur == Occur::kMustNot) {
      details_.push_back(no_match("match on prohibited" + in_brackets(*clause.plan),
                                  {explained_number(1.0F, unscored(*clause.plan))}));
      failed_ = true;
      return;
    }
    ++matching_;
    details_.push_back(clause.occur == Occur::kFilter ? explained_filter(unscored(*clause.plan))
                                                      : std::move(explained));
  }

  const BoolPlan& group_;
  const MismatchContext& context_;
  const bool is_lucene_8_;
  bool all_required_ = false;
  bool failed_ = false;
  std::int32_t matching_ = 0;
  std::vector<Explanation> details_;
  std::vector<Explanation> missing_;  ///< Optional clauses, which Lucene 9 mentions last.
};

struct Explainer {
  const Plan& plan;
  const MismatchContext& context;

  /// What Lucene's queries of constant score say.
  Explanation other() const {
    return no_match(to_string(plan, context.factory.snapshot()) + " doesn't match id " +
                    std::to_string(context.doc));
  }

  Explanation operator()(const AllPlan&) const { return other(); }
  Explanation operator()(const NonePlan&) const {
    return no_match("User requested \"match_none\" query.");
  }
  Explanation operator()(const TermPlan&) const { return no_match("no matching term"); }
  Explanation operator()(const BoostPlan& outer) const {
    return explain_mismatch(*outer.inner, context);
  }
  Explanation operator()(const ConstantPlan&) const { return other(); }
  Explanation operator()(const DisMaxPlan& dis_max) const {
    std::vector<Explanation> details;
    if (context.dialect != Dialect::kElasticsearch7) {
      for (const PlanRef& query : dis_max.queries) {
        details.push_back(explain_mismatch(*query, context));
      }
    }
    return no_match("No matching clause", std::move(details));
  }
  Explanation operator()(const BoolPlan& group) const {
    return BoolMismatch(group, context).explanation();
  }
  Explanation operator()(const AnyTermPlan&) const { return other(); }
  Explanation operator()(const DemotePlan& demote) const {
    return explain_mismatch(*demote.positive, context);
  }
  Explanation operator()(const IdsPlan&) const { return other(); }
  Explanation operator()(const ExistsPlan&) const { return other(); }
  Explanation operator()(const FoundPlan& found) const {
    return no_match(found.is_section
                        ? "not in top k documents"
                        : "not in top " + std::to_string(found.hits->size()) + " docs");
  }
  Explanation operator()(const ScriptPlanRef& script) const {
    return explain_mismatch(*script->query, context);
  }
  Explanation operator()(const PhrasePlan&) const { return no_match("no matching term"); }
  Explanation operator()(const std::shared_ptr<const FunctionPlan>& function) const {
    if (!context.factory.make(*function->query, 1.0F)->explain(context.segment, context.doc)) {
      return explain_mismatch(*function->query, context);
    }
    return too_low(*function);
  }

  /// The query matches, but its score stays below min_score.
  Explanation too_low(const FunctionPlan& function) const {
    FunctionPlan unlimited = function;
    unlimited.min_score.reset();
    const WeightRef weight = make_function_weight(unlimited, context.factory, 1.0F);
    auto scored = weight->explain(context.segment, context.doc);
    if (!scored || !function.min_score) {
      return other();
    }
    std::string description = "Score value is too low, expected at least " +
                              java_float(*function.min_score) + " but got " +
                              java_float(static_cast<float>(scored->value));
    return no_match(std::move(description), {*std::move(scored)});
  }
};

}  // namespace

Explanation explain_mismatch(const Plan& plan, const MismatchContext& context) {
  return std::visit(Explainer{plan, context}, plan.node());
}

}  // namespace likewise
