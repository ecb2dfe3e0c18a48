#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/java_text.h"
#include "engine/index/numeric_term.h"
#include "engine/search/function_plan.h"
#include "engine/search/plan.h"
#include "engine/search/script_plan.h"
#include "engine/search/uid_term.h"

namespace likewise {
namespace {

std::string_view occur_sign(Occur occur) {
  switch (occur) {
    case Occur::kMust:
      return "+";
    case Occur::kFilter:
      return "#";
    case Occur::kMustNot:
      return "-";
    case Occur::kShould:
      break;
  }
  return "";
}

std::string joined(const std::vector<std::string>& texts) {
  std::string text;
  for (const std::string& part : texts) {
    text.append(text.empty() ? "" : " ").append(part);
  }
  return text;
}

struct Printer {
  const IndexSnapshot& snapshot;

  const std::string& name(FieldId field) const { return snapshot.mapping->field(field).name; }

  std::string operator()(const AllPlan&) const { return "*:*"; }
  std::string operator()(const NonePlan&) const {
    return "MatchNoDocsQuery(\"User requested \"match_none\" query.\")";
  }
  std::string operator()(const TermPlan& plan) const {
    return name(plan.field) + ":" +
           (plan.term ? term_text(snapshot, plan.field, *plan.term) : plan.unknown_text);
  }
  std::string operator()(const BoostPlan& plan) const {
    return "(" + to_string(*plan.inner, snapshot) + ")^" + java_float(plan.boost);
  }
  std::string operator()(const ConstantPlan& plan) const {
    return "ConstantScore(" + to_string(*plan.inner, snapshot) + ")";
  }
  std::string operator()(const DisMaxPlan& plan) const {
    std::string text = "(";
    for (const PlanRef& query : plan.queries) {
      text.append(text.size() == 1 ? "" : " | ").append(nested(*query));
    }
    text += ")";
    return plan.tie_breaker == 0.0F ? text : text + "~" + java_float(plan.tie_breaker);
  }
  std::string operator()(const BoolPlan& plan) const {
    std::string text;
    for (const PlanClause& clause : plan.clauses) {
      text.append(text.empty() ? "" : " ").append(occur_sign(clause.occur));
      text += nested(*clause.plan);
    }
    if (plan.minimum_should_match > 0) {
      text = "(" + text + ")~" + std::to_string(plan.minimum_should_match);
    }
    return text;
  }
  std::string operator()(const AnyTermPlan& plan) const {
    if (!plan.pattern.empty()) {
      return name(plan.field) + ":" + plan.pattern;
    }
    if (plan.is_point) {
      return name(plan.field) + ":[" + plan.texts.front() + " TO " + plan.texts.front() + "]";
    }
    if (plan.is_prefix) {
      return name(plan.field) + ":" + plan.texts.front() + "*";
    }
    return name(plan.field) + ":(" + joined(plan.texts) + ")";
  }
  std::string operator()(const DemotePlan& plan) const {
    return "FunctionScoreQuery(" + to_string(*plan.positive, snapshot) +
           ", scored by boost(queryboost(score(" + to_string(*plan.negative, snapshot) + "))^" +
           java_float(plan.factor) + "))";
  }
  std::string operator()(const IdsPlan& plan) const {
    std::vector<std::string> terms;
    for (const std::string& id : plan.ids) {
      terms.push_back(uid_term(id));
    }
    std::sort(terms.begin(), terms.end());
    for (std::string& term : terms) {
      term = bytes_text(term);
    }
    return "_id:(" + joined(terms) + ")";
  }
  std::string operator()(const ExistsPlan& plan) const {
    return "FieldExistsQuery [field=" + plan.name + "]";
  }
  std::string operator()(const FunctionPlanRef& plan) const { return to_string(*plan, snapshot); }
  std::string operator()(const ScriptPlanRef& plan) const { return to_string(*plan, snapshot); }
  std::string operator()(const FoundPlan& found) const {
    if (found.is_section || found.hits->empty()) {
      return "ScoreAndDocQuery";
    }
    float best = 0.0F;
    for (const FoundPlan::Hit& hit : *found.hits) {
      best = std::max(best, hit.score);
    }
    const FoundPlan::Hit& first = found.hits->front();
    return "DocAndScoreQuery[" + std::to_string(first.doc) + ",...][" + java_float(first.score) +
           ",...]," + java_float(best);
  }
  std::string operator()(const PhrasePlan& plan) const {
    std::string text = name(plan.field) + ":\"";
    std::uint32_t next = 0;
    for (const PhrasePlace& place : plan.places) {
      text += next == 0 ? "" : " ";
      for (; next < place.offset; ++next) {
        text += "? ";
      }
      text += place.texts.size() == 1 ? place.texts.front() : "(" + joined(place.texts) + ")";
      ++next;
    }
    return text + (plan.slop == 0 ? "\"" : "\"~" + std::to_string(plan.slop));
  }

  std::string nested(const Plan& plan) const {
    const std::string text = to_string(plan, snapshot);
    return plan.as<BoolPlan>() != nullptr ? "(" + text + ")" : text;
  }
};

}  // namespace

std::string term_text(const IndexSnapshot& snapshot, FieldId field, TermId term) {
  const std::string_view text = snapshot.dictionary->text(field, term);
  if (snapshot.mapping->field(field).kind == FieldKind::kBoolean) {
    return decode_long_term(text) != 0 ? "T" : "F";
  }
  return std::string(text);
}

std::string to_string(const Plan& plan, const IndexSnapshot& snapshot) {
  return std::visit(Printer{snapshot}, plan.node());
}

std::string unscored_text(const Plan& plan, const IndexSnapshot& snapshot) {
  if (const auto* boost = plan.as<BoostPlan>()) {
    return unscored_text(*boost->inner, snapshot);
  }
  if (const auto* constant = plan.as<ConstantPlan>()) {
    return unscored_text(*constant->inner, snapshot);
  }
  const auto* group = plan.as<BoolPlan>();
  if (group == nullptr) {
    return to_string(plan, snapshot);
  }
  const bool has_required =
      std::any_of(group->clauses.begin(), group->clauses.end(), [](const PlanClause& clause) {
        return clause.occur == Occur::kMust || clause.occur == Occur::kFilter;
      });
  BoolPlan unscored{{}, group->minimum_should_match};
  for (const PlanClause& clause : group->clauses) {
    if (clause.occur == Occur::kMust) {
      unscored.clauses.push_back({Occur::kFilter, clause.plan});
    } else if (clause.occur != Occur::kShould || !has_required || group->minimum_should_match > 0) {
      unscored.clauses.push_back(clause);
    }
  }
  return to_string(*make_plan(std::move(unscored)), snapshot);
}

}  // namespace likewise
