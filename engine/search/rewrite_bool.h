#pragma once

#include "engine/search/plan.h"
#include "engine/search/rewrite.h"

namespace likewise {

/// One step of rewriting a boolean plan whose clauses are in their final form: the first rule that
/// applies, or `plan` itself. See docs/scoring.md for the rules.
PlanRef rewrite_bool_step(const PlanRef& plan, const RewriteRules& rules);

/// True if all clauses are should clauses.
bool is_pure_disjunction(const BoolPlan& plan);

}  // namespace likewise
