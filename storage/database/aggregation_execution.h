#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/aggregation/collector.h"
#include "engine/aggregation/partial.h"
#include "engine/base/error.h"
#include "engine/search/searcher.h"
#include "storage/database/search_execution.h"

namespace likewise::storage {

/// The aggregations of one search request over all of its indices: searches each of them, merges
/// what is found, and makes the answer. Not thread-safe.
class AggregationExecution {
 public:
  /// What to search. Snapshots must live until finish() has returned: results refer to their terms.
  struct Target {
    const IndexSnapshot& snapshot;
    const DocumentAccess& documents;
    const Query& query;
  };

  /// `aggregations` must outlive this; may be empty.
  AggregationExecution(const std::vector<Aggregation>& aggregations, const SearchTargets& targets)
      : aggregations_(aggregations), targets_(targets) {}

  /// likewise::search with the aggregations computed alongside.
  Result<SearchResult> search(const Target& target, SearchOptions options);

  /// `aggregations` of the answer; nothing if none was asked for.
  Result<std::optional<ResultTree>> finish();

 private:
  const std::vector<Aggregation>& aggregations_;
  const SearchTargets& targets_;
  AggregationStyle style_ = AggregationStyle::kElasticsearch8;
  std::size_t shards_ = 0;
  Partials partials_;
};

}  // namespace likewise::storage
