#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/search/function_score.h"
#include "engine/search/plan.h"
#include "engine/search/weight.h"

namespace likewise {

class DocumentAccess;

/// Matches as `query` (with at least `min_score`) and scores as the functions say.
struct FunctionPlan {
  /// random_score with what it hashes.
  struct Random {
    enum class Source : std::uint8_t { kDocument, kField, kId, kSeqNo };
    Source source = Source::kDocument;
    std::string shown_field;  ///< For explanations.
    std::int32_t seed = 0;
    std::uint32_t salted_seed = 0;
    const DocumentAccess* documents = nullptr;  ///< Of kId and kSeqNo.
  };
  struct Function {
    PlanRef filter;  ///< Null: every document.
    std::optional<float> weight;
    std::variant<std::monostate, FieldValueFactor, Random, DecayFunction> score;
    std::optional<FieldId> field;  ///< Whose values are read.
  };
  PlanRef query;
  std::vector<Function> functions;
  ScoreMode score_mode = ScoreMode::kMultiply;
  BoostMode boost_mode = BoostMode::kMultiply;
  float max_boost = 0.0F;
  std::optional<float> min_score;
};

std::size_t hash_of(const FunctionPlan& plan);
bool equal(const FunctionPlan& left, const FunctionPlan& right);

/// "function score (f:a, functions: [{…}])".
std::string to_string(const FunctionPlan& plan, const IndexSnapshot& snapshot);

/// `plan` must outlive the weight. What a function cannot score becomes NaN and a fault of the
/// factory.
WeightRef make_function_weight(const FunctionPlan& plan, WeightFactory& factory, float boost);

}  // namespace likewise
