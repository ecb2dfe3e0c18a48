#pragma once

#include <cstddef>
#include <vector>

#include "engine/search/match_collector.h"

namespace likewise {

/// The order of hits by score; of equal scores the smaller docid comes first.
inline bool is_better_hit(const ScoredDoc& a, const ScoredDoc& b) {
  return a.score != b.score ? a.score > b.score : a.doc < b.doc;
}

/// Keeps the k best documents of a query.
///
/// Order: higher score first; equal scores, smaller DocId first: Lucene's order, so that whole
/// lists may be compared. Cost: O(log k) per kept document, O(1) per rejected one. Not thread-safe.
class TopKCollector {
 public:
  explicit TopKCollector(std::size_t k);

  /// REQUIRES: documents arrive in increasing DocId order; `score` is not NaN.
  void collect(DocId doc, float score);

  /// True if a document still to come could enter with this score. Pruning scorers call it with an
  /// upper bound before they do real work.
  bool would_accept(float score) const noexcept;

  bool full() const noexcept { return heap_.size() == k_; }

  /// The k-th best score so far. REQUIRES: full() and k > 0.
  float threshold() const noexcept { return heap_.front().score; }

  /// The best documents, best first; leaves the collector empty.
  std::vector<ScoredDoc> take_sorted();

 private:
  std::size_t k_;
  std::vector<ScoredDoc> heap_;  ///< Worst kept document in front.
};

/// Feeds a TopKCollector with every match.
class TopKMatches final : public MatchCollector {
 public:
  /// `top` must outlive this.
  explicit TopKMatches(TopKCollector& top) : top_(top) {}

  void begin_segment(const SegmentView&) override {}
  void collect(std::span<const ScoredDoc> matches) override;

 private:
  TopKCollector& top_;
};

}  // namespace likewise
