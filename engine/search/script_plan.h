#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "engine/search/plan.h"
#include "engine/search/script_score_query.h"
#include "engine/search/weight.h"

namespace likewise {

/// Matches as `query` (with at least `min_score`) and scores as the formula says.
struct ScriptPlan {
  PlanRef query;
  VectorFormula formula;  ///< Its vector at length 1 for cosine similarity.
  FieldId field = 0;
  std::string source;
  std::optional<float> min_score;
};

std::size_t hash_of(const ScriptPlan& plan);
bool equal(const ScriptPlan& left, const ScriptPlan& right);

/// "ScriptScoreQuery(script…)".
std::string to_string(const ScriptPlan& plan, const IndexSnapshot& snapshot);

/// `plan` must outlive the weight. A document without a vector becomes NaN and a fault of the
/// factory.
WeightRef make_script_weight(const ScriptPlan& plan, WeightFactory& factory, float boost);

/// Scores what was found when the query was bound. `plan` must outlive the weight.
WeightRef make_found_weight(const FoundPlan& plan, float boost);

}  // namespace likewise
