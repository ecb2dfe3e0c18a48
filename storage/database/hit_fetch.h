#pragma once

#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/dsl/search_request.h"
#include "engine/search/searcher.h"
#include "storage/database/database.h"
#include "storage/database/hit_fields.h"
#include "storage/database/index.h"

namespace likewise::storage {

/// One searched index with its snapshot and what was found there.
struct Shard {
  const Index* index = nullptr;
  /// Elasticsearch 8 lists keywords beyond ignore_above in `_ignored`; 7.10 and OpenSearch list
  /// only malformed values, which a keyword cannot have.
  bool lists_long_keywords = true;
  PublishedIndex published;
  SearchResult result;
};

struct HitReference {
  Shard* shard = nullptr;
  SearchHit* hit = nullptr;
};

/// The page [from, from + size) of all shards' hits in the order asked for: of hits that compare
/// equal those of earlier shards come first. Where the search is collapsed, the first of each
/// value.
std::vector<HitReference> merge_hits(std::vector<Shard>& shards, const SearchRequest& request);

/// Reads what the answer shows of a hit; `fields` are those of its search. Takes its explanation
/// and names. Errors: kCorruption, kUnavailable.
Result<FetchedHit> fetch_hit(const HitReference& reference, const SearchRequest& request,
                             FieldFetch& fields);

}  // namespace likewise::storage
