#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/search/match_collector.h"
#include "engine/search/sort_columns.h"

namespace likewise {

/// A match with what it is compared by.
struct SortedHit {
  ScoredDoc match;
  std::vector<SortCell> cells;
};

/// Keeps the first k matches in the order of the sort criteria; of equal ones those with smaller
/// docids. Cost: O(log k) per kept match, mostly one comparison per other one. Not thread-safe.
class SortedCollector final : public MatchCollector {
 public:
  /// `after`: only matches beyond these cells are kept; empty: all. `order` must outlive this.
  SortedCollector(SortOrder& order, std::size_t k, std::vector<SortCell> after);

  void begin_segment(const SegmentView& segment) override;
  void collect(std::span<const ScoredDoc> matches) override;

  /// The first matches in order; leaves the collector empty.
  std::vector<SortedHit> take_sorted();

  /// The best score of all matches, kept or not.
  std::optional<float> max_score() const { return max_score_; }

 private:
  bool is_before(const SortedHit& a, const SortedHit& b) const;
  bool competes(const ScoredDoc& match);

  SortOrder& order_;
  std::size_t k_;
  std::vector<SortCell> after_;
  std::vector<SortCell> cells_;  ///< Of the match under examination.
  std::vector<SortedHit> heap_;  ///< Last kept match in front.
  std::optional<float> max_score_;
};

}  // namespace likewise
