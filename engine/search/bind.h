#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/base/error.h"
#include "engine/index/snapshot.h"
#include "engine/search/plan.h"
#include "engine/search/query.h"
#include "engine/search/searcher.h"

namespace likewise {

/// What a query becomes on one snapshot.
struct BoundQuery {
  PlanRef plan;
  std::vector<std::pair<std::string, PlanRef>> named;  ///< Clauses with a `_name`, in query order.
  std::vector<TermSelectionNote> notes;                ///< One per more_like_this clause.
};

/// Resolves fields, terms, ids and liked documents. Not rewritten yet.
///
/// Errors, all raised_in_shard(): query_shard_exception for what Elasticsearch refuses while it
/// builds the query; what it meets only while rewriting more_like_this keeps its own type.
Result<BoundQuery> bind(const Query& query, const IndexSnapshot& snapshot,
                        const DocumentAccess& documents, const SearchOptions& options);

}  // namespace likewise
