#include "engine/search/function_plan.h"

#include <algorithm>
#include <bit>
#include <functional>

#include "engine/base/java_text.h"

namespace likewise {
namespace {

bool same_plans(const PlanRef& left, const PlanRef& right) {
  return left == nullptr || right == nullptr ? left == right : equal(left, right);
}

bool same_score(const FunctionPlan::Function& left, const FunctionPlan::Function& right) {
  if (left.score.index() != right.score.index()) {
    return false;
  }
  if (const auto* factor = std::get_if<FieldValueFactor>(&left.score)) {
    return *factor == std::get<FieldValueFactor>(right.score);
  }
  if (const auto* decay = std::get_if<DecayFunction>(&left.score)) {
    return *decay == std::get<DecayFunction>(right.score);
  }
  if (const auto* random = std::get_if<FunctionPlan::Random>(&left.score)) {
    const auto& other = std::get<FunctionPlan::Random>(right.score);
    return random->source == other.source && random->salted_seed == other.salted_seed &&
           random->shown_field == other.shown_field;
  }
  return true;
}

std::string_view class_name(const FunctionPlan::Function& function) {
  if (function.weight) {
    return "weight";
  }
  constexpr std::string_view kNames[] = {"weight", "field_value_factor", "random_score", "decay"};
  return kNames[function.score.index()];
}

}  // namespace

std::size_t hash_of(const FunctionPlan& plan) {
  const std::size_t modes =
      static_cast<std::size_t>(plan.score_mode) * 8 + static_cast<std::size_t>(plan.boost_mode);
  return plan.query->hash() * 31 + plan.functions.size() * 64 + modes;
}

bool equal(const FunctionPlan& left, const FunctionPlan& right) {
  return left.score_mode == right.score_mode && left.boost_mode == right.boost_mode &&
         left.max_boost == right.max_boost && left.min_score == right.min_score &&
         equal(left.query, right.query) &&
         std::equal(left.functions.begin(), left.functions.end(), right.functions.begin(),
                    right.functions.end(),
                    [](const FunctionPlan::Function& a, const FunctionPlan::Function& b) {
                      return a.weight == b.weight && a.field == b.field &&
                             same_plans(a.filter, b.filter) && same_score(a, b);
                    });
}

std::string to_string(const FunctionPlan& plan, const IndexSnapshot& snapshot) {
  std::string text = "function score (" + to_string(*plan.query, snapshot) + ", functions: [";
  for (const FunctionPlan::Function& function : plan.functions) {
    text.append("{").append(class_name(function));
    if (function.filter != nullptr) {
      text += " of " + to_string(*function.filter, snapshot);
    }
    text += "}";
  }
  return text + "])";
}

}  // namespace likewise
