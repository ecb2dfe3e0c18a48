#pragma once

#include <memory>
#include <vector>

#include "engine/base/error.h"
#include "engine/search/match_collector.h"
#include "engine/search/plan.h"
#include "engine/search/query.h"
#include "engine/search/searcher.h"
#include "engine/search/weight.h"

namespace likewise {

/// A second query of a search, to sort documents out that the first one matched: post_filter, or a
/// filter aggregation. Not thread-safe; one per search.
class MatchFilter {
 public:
  /// The snapshot must outlive the filter. Errors: as search().
  static Result<std::unique_ptr<MatchFilter>> prepare(const Query& query,
                                                      const IndexSnapshot& snapshot,
                                                      const DocumentAccess& documents,
                                                      const SearchOptions& options);

  /// Those of `matches` that the query matches too, in their order, with their scores; valid until
  /// the next call. REQUIRES: `matches` are of `segment`.
  /// Cost: as scoring the query over every window that holds a match; once, while calls go on
  /// within one window.
  std::span<const ScoredDoc> pass(const Segment& segment, std::span<const ScoredDoc> matches);

 private:
  MatchFilter(const IndexSnapshot& snapshot, Dialect dialect, PlanRef plan);

  PlanRef plan_;
  WeightFactory factory_;
  WeightRef weight_;
  WindowScores scores_;
  const Segment* segment_ = nullptr;  ///< Where scores_ are of.
  DocWindow window_{0, 0};
  std::vector<ScoredDoc> passed_;
};

}  // namespace likewise
