#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "engine/base/error.h"
#include "storage/database/search_execution.h"

namespace likewise::storage {

/// What each target is asked when a search body has `knn` sections: its query, and of each section
/// those of the nearest documents of all targets together that are its own. A hit's scores are
/// added.
class KnnSections {
 public:
  /// Cost: with several targets each section is asked twice. Errors: as execute_search.
  static Result<KnnSections> prepare(const SearchTargets& targets, const SearchRequest& request,
                                     const std::function<bool()>& should_stop);

  /// REQUIRES: target < targets.indices.size(); the request lives.
  const Query& query_of(std::size_t target) const {
    return queries_.empty() ? *plain_ : queries_[target];
  }

 private:
  const Query* plain_ = nullptr;
  std::vector<Query> queries_;  ///< By target; empty: all are asked the same.
};

}  // namespace likewise::storage
