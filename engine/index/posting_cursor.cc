#include <algorithm>
#include <bit>

#include "engine/index/posting_list.h"

namespace likewise {

PostingCursor::PostingCursor(const PostingList& list) : containers_(list.containers()) {
  enter(0);
}

void PostingCursor::enter(std::size_t container) {
  container_ = container;
  rank_ = 0;
  if (container_ == containers_.size()) {
    doc_ = kNoMoreDocs;
    return;
  }
  const PostingContainer& here = containers_[container_];
  if (here.is_bitmap()) {
    std::size_t word = 0;
    while (here.bits()[word] == 0) {
      ++word;
    }
    low_ = static_cast<std::uint32_t>(word) * 64 +
           static_cast<std::uint32_t>(std::countr_zero(here.bits()[word]));
  } else {
    low_ = here.lows().front();
  }
  doc_ = here.base() + low_;
}

void PostingCursor::next() {
  const PostingContainer& here = containers_[container_];
  if (rank_ + 1 == here.count()) {
    enter(container_ + 1);
    return;
  }
  ++rank_;
  if (!here.is_bitmap()) {
    low_ = here.lows()[rank_];
  } else {
    // The container has a later posting, so the search ends before the last word.
    std::size_t word = (low_ + 1) / 64;
    std::uint64_t rest = here.bits()[word] & (~std::uint64_t{0} << ((low_ + 1) % 64));
    while (rest == 0) {
      rest = here.bits()[++word];
    }
    low_ =
        static_cast<std::uint32_t>(word) * 64 + static_cast<std::uint32_t>(std::countr_zero(rest));
  }
  doc_ = here.base() + low_;
}

void PostingCursor::advance_to(DocId target) {
  if (doc_ >= target) {
    return;
  }
  const DocId base = target / kContainerDocs * kContainerDocs;
  if (containers_[container_].base() < base) {
    const auto found = std::lower_bound(
        containers_.begin() + static_cast<std::ptrdiff_t>(container_), containers_.end(), base,
        [](const PostingContainer& container, DocId wanted) { return container.base() < wanted; });
    enter(static_cast<std::size_t>(found - containers_.begin()));
    if (doc_ >= target) {
      return;
    }
  }
  const PostingContainer& here = containers_[container_];
  if (here.is_bitmap()) {
    advance_in_bits(here, target - base);
  } else {
    advance_in_lows(here, target - base);
  }
}

void PostingCursor::advance_in_lows(const PostingContainer& here, std::uint32_t low) {
  // Galloping: a conjunction's next target is usually near.
  const auto lows = here.lows();
  std::size_t step = 1;
  std::size_t from = rank_;
  while (from + step < lows.size() && lows[from + step] < low) {
    from += step;
    step *= 2;
  }
  const auto end = lows.begin() + static_cast<std::ptrdiff_t>(std::min(from + step, lows.size()));
  const auto found = std::lower_bound(lows.begin() + static_cast<std::ptrdiff_t>(from), end, low);
  if (found == lows.end()) {
    enter(container_ + 1);
    return;
  }
  rank_ = static_cast<std::uint32_t>(found - lows.begin());
  low_ = *found;
  doc_ = here.base() + low_;
}

void PostingCursor::advance_in_bits(const PostingContainer& here, std::uint32_t low) {
  const auto bits = here.bits();
  std::size_t word = low_ / 64;
  const std::size_t target_word = low / 64;
  // Postings from here on in this word, the one that the cursor stands on included.
  std::uint64_t rest = bits[word] & (~std::uint64_t{0} << (low_ % 64));
  for (; word < target_word; rest = bits[++word]) {
    rank_ += static_cast<std::uint32_t>(std::popcount(rest));
  }
  const std::uint64_t at_target = rest & (~std::uint64_t{0} << (low % 64));
  rank_ += static_cast<std::uint32_t>(std::popcount(rest ^ at_target));
  if (rank_ >= here.count()) {
    enter(container_ + 1);
    return;
  }
  rest = at_target;
  while (rest == 0) {
    rest = bits[++word];
  }
  low_ = static_cast<std::uint32_t>(word) * 64 + static_cast<std::uint32_t>(std::countr_zero(rest));
  doc_ = here.base() + low_;
}

std::uint32_t PostingCursor::frequency() const noexcept {
  return containers_[container_].frequency(rank_);
}

}  // namespace likewise
