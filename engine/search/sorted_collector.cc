#include "engine/search/sorted_collector.h"

#include <algorithm>
#include <utility>

namespace likewise {

SortedCollector::SortedCollector(SortOrder& order, std::size_t k, std::vector<SortCell> after)
    : order_(order), k_(k), after_(std::move(after)), cells_(order.size()) {}

void SortedCollector::begin_segment(const SegmentView& segment) {
  order_.begin_segment(*segment.segment);
}

bool SortedCollector::is_before(const SortedHit& a, const SortedHit& b) const {
  const int order = order_.compare(a.cells, b.cells);
  return order != 0 ? order < 0 : a.match.doc < b.match.doc;
}

/// Reads the match's cells, and stops at the first that rules it out.
bool SortedCollector::competes(const ScoredDoc& match) {
  bool is_beyond_after = after_.empty();
  bool is_before_last = heap_.size() < k_;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    cells_[i] = order_.column(i).read(match);
    if (!is_beyond_after) {
      const int order = order_.compare(i, cells_[i], after_[i]);
      if (order < 0) {
        return false;
      }
      is_beyond_after = order > 0;
    }
    if (!is_before_last) {
      const int order = order_.compare(i, cells_[i], heap_.front().cells[i]);
      if (order > 0) {
        return false;
      }
      is_before_last = order < 0;
    }
  }
  // What equals the last kept match comes after it: its docid is greater.
  return is_beyond_after && is_before_last;
}

void SortedCollector::collect(std::span<const ScoredDoc> matches) {
  const auto before = [this](const SortedHit& a, const SortedHit& b) { return is_before(a, b); };
  for (const ScoredDoc& match : matches) {
    if (!max_score_ || match.score > *max_score_) {
      max_score_ = match.score;
    }
    if (k_ == 0 || !competes(match)) {
      continue;
    }
    if (heap_.size() < k_) {
      heap_.push_back({match, cells_});
    } else {
      std::pop_heap(heap_.begin(), heap_.end(), before);
      heap_.back().match = match;
      heap_.back().cells = cells_;
    }
    std::push_heap(heap_.begin(), heap_.end(), before);
  }
}

std::vector<SortedHit> SortedCollector::take_sorted() {
  std::sort_heap(heap_.begin(), heap_.end(),
                 [this](const SortedHit& a, const SortedHit& b) { return is_before(a, b); });
  return std::exchange(heap_, {});
}

}  // namespace likewise
