#pragma once

/// @file
/// What a query means on a snapshot, without running it: `_explain` and `_validate/query`.

#include <string>

#include "engine/search/searcher.h"

namespace likewise {

struct DocumentExplanation {
  bool matches = false;
  Explanation explanation;  ///< Of the score, or why the document does not match.
};

/// REQUIRES: the snapshot shows `doc`. Errors: as search().
Result<DocumentExplanation> explain(const IndexSnapshot& snapshot, const DocumentAccess& documents,
                                    const Query& query, const SearchOptions& options, DocId doc);

/// The query in Lucene's notation, as it was bound or as it is scored. Errors: as search().
Result<std::string> describe(const IndexSnapshot& snapshot, const DocumentAccess& documents,
                             const Query& query, const SearchOptions& options, bool rewritten);

}  // namespace likewise
