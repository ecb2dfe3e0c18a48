#include "engine/search/top_k_collector.h"

#include <algorithm>
#include <utility>

namespace likewise {
namespace {

/// More is reserved only when it turns out to be needed: k may be ten thousand for ten hits.
constexpr std::size_t kReserved = 128;

}  // namespace

TopKCollector::TopKCollector(std::size_t k) : k_(k) {
  heap_.reserve(std::min(k, kReserved));
}

void TopKCollector::collect(DocId doc, float score) {
  if (!would_accept(score)) {
    return;
  }
  if (full()) {
    // As the heap's "less", is_better_hit puts the worst kept document in front.
    std::pop_heap(heap_.begin(), heap_.end(), is_better_hit);
    heap_.back() = {doc, score};
  } else {
    heap_.push_back({doc, score});
  }
  std::push_heap(heap_.begin(), heap_.end(), is_better_hit);
}

bool TopKCollector::would_accept(float score) const noexcept {
  // A later document loses against an equal score.
  return !full() || (k_ > 0 && score > threshold());
}

std::vector<ScoredDoc> TopKCollector::take_sorted() {
  std::sort_heap(heap_.begin(), heap_.end(), is_better_hit);
  return std::exchange(heap_, {});
}

void TopKMatches::collect(std::span<const ScoredDoc> matches) {
  for (const ScoredDoc& match : matches) {
    top_.collect(match.doc, match.score);
  }
}

}  // namespace likewise
