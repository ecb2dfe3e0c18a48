#pragma once

#include "engine/dsl/search_request.h"
#include "storage/database/database.h"

namespace likewise::storage {

/// The search behind one inner_hits of a collapsed hit: the documents of its group that the whole
/// search finds. REQUIRES: request.collapse, and `hit` is one of its hits.
SearchRequest inner_hits_request(const SearchRequest& request, const InnerHits& inner,
                                 const FetchedHit& hit);

}  // namespace likewise::storage
