#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/base/error.h"
#include "engine/search/collapse_collector.h"
#include "engine/search/collect.h"
#include "engine/search/rescorer.h"
#include "engine/search/searcher.h"
#include "engine/search/sort_columns.h"
#include "engine/search/sorted_collector.h"

namespace likewise {

class PreparedSearch;

/// Which hits a search shows, in which order: by score, by `sort`, one per value of a field, scored
/// again. Not thread-safe; one per search.
class HitSelection {
 public:
  /// The snapshot and the options must outlive it. Errors: what cannot be combined or sorted on.
  static Result<std::unique_ptr<HitSelection>> prepare(const IndexSnapshot& snapshot,
                                                       const DocumentAccess& documents,
                                                       const SearchOptions& options);

  /// Runs the query and keeps the hits up to from + size. Errors: as CollapseCollector.
  Result<Collected> run(PreparedSearch& search);

  std::optional<float> max_score() const { return max_score_; }

  /// The hits in order, those before `from` included, not described yet.
  std::vector<SearchHit> take_hits() { return std::move(hits_); }

  /// Puts what the rescorers made of the score around the hit's explanation.
  void explain_rescoring(const Segment& segment, SearchHit& hit) const;

 private:
  HitSelection(const IndexSnapshot& snapshot, const SearchOptions& options, SortOrder order)
      : snapshot_(snapshot), options_(options), order_(std::move(order)) {}

  std::size_t wanted() const;
  std::size_t wanted_first() const;
  bool shows_scores() const;
  Collected run_by_score(PreparedSearch& search);
  Collected run_sorted(PreparedSearch& search);
  Result<Collected> run_collapsed(PreparedSearch& search);
  void take_by_score(std::vector<ScoredDoc> best);
  void take(std::vector<SortedHit> sorted, std::optional<float> max_score);

  const IndexSnapshot& snapshot_;
  const SearchOptions& options_;
  SortOrder order_;
  std::vector<SortCell> after_;
  const Field* collapse_field_ = nullptr;
  std::vector<std::unique_ptr<Rescorer>> rescorers_;
  std::vector<SearchHit> hits_;
  std::optional<float> max_score_;
};

}  // namespace likewise
