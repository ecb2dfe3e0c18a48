#pragma once

#include <optional>
#include <vector>

#include "engine/index/mapping.h"
#include "engine/search/plan.h"

namespace likewise {

/// A plan that the counting scorer can score: one disjunction of terms whose scores do not depend
/// on the document, among documents that pass filters which do not score.
struct CountingPlan {
  struct Term {
    const TermPlan* term = nullptr;
    float boost = 1.0F;  ///< Product of all boosts around it, from the outside in.
  };
  std::vector<Term> terms;
  std::int32_t minimum_should_match = 1;  ///< At least 1; may exceed the number of terms.
  std::vector<const IdsPlan*> excluded_ids;
  std::vector<const Plan*> excluded;  ///< Other prohibited clauses.
  std::vector<const Plan*> filters;
};

/// `plan` in that form, if it has it. The parts refer into `plan`, which must be rewritten.
std::optional<CountingPlan> counting_plan(const Plan& plan, const Mapping& mapping);

}  // namespace likewise
