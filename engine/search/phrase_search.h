#pragma once

#include <functional>

#include "engine/base/error.h"
#include "engine/index/snapshot.h"
#include "engine/search/plan.h"
#include "engine/search/searcher.h"

namespace likewise {

/// Finds the documents of a phrase and sets `plan.hits`. The postings give the living documents
/// that have a term of every place; of these alone the positions are read, from their sources.
/// `should_stop` is polled; when it says so, what was found so far is kept.
///
/// Cost: reading and analysing as many documents as have all words of the phrase.
/// Errors: those of DocumentAccess::read_positions.
Status find_phrase_hits(const IndexSnapshot& snapshot, const DocumentAccess& documents,
                        const std::function<bool()>& should_stop, PhrasePlan& plan);

}  // namespace likewise
