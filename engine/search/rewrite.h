#pragma once

#include <cstddef>

#include "engine/base/error.h"
#include "engine/search/dialect.h"
#include "engine/search/plan.h"

namespace likewise {

struct RewriteRules {
  Dialect dialect = Dialect::kElasticsearch7;
  std::size_t max_clause_count = 1'024;
};

/// The plan as Lucene scores it: applies the rewriting of boolean queries until nothing changes.
/// Matches stay the same; the nesting, which decides where sums are rounded, becomes Lucene's.
///
/// Errors: too_many_clauses, raised_in_shard(), if (Lucene 10) the whole plan has more leaves than
/// max_clause_count.
Result<PlanRef> rewrite(PlanRef plan, const RewriteRules& rules);

/// "maxClauseCount is set to 1024", too_many_clauses.
Error too_many_clauses(std::size_t max_clause_count);

}  // namespace likewise
