#include "engine/search/window_bitmaps.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace likewise {
namespace {

constexpr std::uint32_t kWindowsPerContainer = kContainerDocs / kWindowDocs;

/// Allocated together: 64 KB, which the allocator hands out again and again without the kernel.
constexpr std::size_t kScratchWindows = 32;

/// Byte by byte and not word by word: neighbours in a sparse array often share a word, and each
/// would wait for the store of the one before, but they seldom share a byte.
void expand(std::span<const std::uint16_t> lows, std::uint64_t* bitmap) {
  static_assert(std::endian::native == std::endian::little, "byte i holds the bits from 8 * i on");
  static constexpr std::array<std::uint8_t, 8> kBits = {1, 2, 4, 8, 16, 32, 64, 128};
  std::memset(bitmap, 0, kWindowWords * sizeof(*bitmap));
  auto* const bytes = reinterpret_cast<std::uint8_t*>(bitmap);
  const std::uint8_t* const bits = kBits.data();
  const std::uint16_t* const end = lows.data() + lows.size();
  for (const std::uint16_t* low = lows.data(); low != end; ++low) {
    const std::uint32_t bit = *low % kWindowDocs;
    bytes[bit / 8] = static_cast<std::uint8_t>(bytes[bit / 8] | bits[bit % 8]);
  }
}

}  // namespace

WindowBitmaps::WindowBitmaps(const CountingQuery& query)
    : query_(query), cursors_(query.clauses.size()), alive_(kWindowWords, 0) {
  for (std::size_t i = 0; i < cursors_.size(); ++i) {
    if (query.clauses[i].postings != nullptr) {
      cursors_[i].containers = query.clauses[i].postings->containers();
    }
  }
  pointers_.reserve(cursors_.size() + 8);
  clauses_.reserve(cursors_.size());
  scores_.reserve(cursors_.size());
  enter_container(query.live->first_doc() / kContainerDocs * kContainerDocs);
}

const std::uint64_t* WindowBitmaps::zeros() noexcept {
  alignas(64) static constexpr std::array<std::uint64_t, kWindowWords> kZeros{};
  return kZeros.data();
}

/// Goes to the first container at or after `base` in which a clause has postings.
void WindowBitmaps::enter_container(DocId base) {
  DocId nearest = kNoMoreDocs;
  for (ClauseCursor& cursor : cursors_) {
    while (!cursor.containers.empty() && cursor.containers.front().base() < base) {
      cursor.containers = cursor.containers.subspan(1);
    }
    cursor.next_low = 0;
    if (!cursor.containers.empty()) {
      nearest = std::min(nearest, cursor.containers.front().base());
    }
  }
  at_end_ = nearest == kNoMoreDocs || nearest >= query_.live->end_doc();
  container_base_ = nearest;
  window_ = 0;
}

bool WindowBitmaps::next_window(std::uint32_t minimum) {
  while (!at_end_) {
    const bool entered = enter_window(minimum);
    if (++window_ == kWindowsPerContainer) {
      if (container_base_ > kNoMoreDocs - kContainerDocs) {
        at_end_ = true;  // The last container that docids have room for.
      } else {
        enter_container(container_base_ + kContainerDocs);
      }
    }
    if (entered) {
      return true;
    }
  }
  return false;
}

bool WindowBitmaps::enter_window(std::uint32_t minimum) {
  first_doc_ = container_base_ + window_ * kWindowDocs;
  pointers_.clear();
  clauses_.clear();
  scores_.clear();
  scratch_used_ = 0;
  if (first_doc_ >= query_.live->end_doc()) {
    return false;
  }
  for (std::size_t i = 0; i < cursors_.size(); ++i) {
    if (const std::uint64_t* stream = stream_of(cursors_[i])) {
      pointers_.push_back(stream);
      clauses_.push_back(i);
      scores_.push_back(static_cast<double>(query_.clauses[i].score));
    }
  }
  if (clauses_.size() < minimum) {
    return false;
  }
  pointers_.resize((pointers_.size() + 7) / 8 * 8, zeros());
  mask_alive();
  return true;
}

/// Null if the clause has no posting in this window.
const std::uint64_t* WindowBitmaps::stream_of(ClauseCursor& cursor) {
  if (cursor.containers.empty() || cursor.containers.front().base() != container_base_) {
    return nullptr;
  }
  const PostingContainer& container = cursor.containers.front();
  if (container.is_bitmap()) {
    return container.bits().data() + window_ * kWindowWords;
  }
  const auto lows = container.lows().subspan(cursor.next_low);
  const std::uint32_t end = (window_ + 1) * kWindowDocs;
  const auto after = static_cast<std::size_t>(
      std::partition_point(lows.begin(), lows.end(), [end](auto low) { return low < end; }) -
      lows.begin());
  cursor.next_low += after;
  if (after == 0) {
    return nullptr;
  }
  std::uint64_t* bitmap = next_scratch();
  expand(lows.first(after), bitmap);
  return bitmap;
}

std::uint64_t* WindowBitmaps::next_scratch() {
  if (scratch_used_ == scratch_.size() * kScratchWindows) {
    scratch_.emplace_back(kScratchWindows * kWindowWords);
  }
  const std::size_t at = scratch_used_++;
  return scratch_[at / kScratchWindows].data() + at % kScratchWindows * kWindowWords;
}

void WindowBitmaps::mask_alive() {
  const auto words = query_.live->container(container_base_);
  if (words.empty()) {
    std::fill(alive_.begin(), alive_.end(), 0);
    return;
  }
  std::copy_n(words.begin() + window_ * kWindowWords, kWindowWords, alive_.begin());
  const auto& excluded = query_.excluded;
  while (next_excluded_ < excluded.size() && excluded[next_excluded_] < first_doc_) {
    ++next_excluded_;
  }
  for (; next_excluded_ < excluded.size() && excluded[next_excluded_] - first_doc_ < kWindowDocs;
       ++next_excluded_) {
    const std::uint32_t bit = excluded[next_excluded_] - first_doc_;
    alive_[bit / 64] &= ~(std::uint64_t{1} << (bit % 64));
  }
}

}  // namespace likewise
