#include "engine/index/posting_list.h"

#include <algorithm>
#include <bit>

#include "engine/base/check.h"

namespace likewise {
namespace {

constexpr std::uint8_t kLargeFrequency = 255;

}  // namespace

PostingContainer::PostingContainer(DocId base, std::span<const std::uint16_t> lows,
                                   std::span<const std::uint32_t> frequencies)
    : PostingContainer(base, static_cast<std::uint32_t>(lows.size())) {
  LIKEWISE_CHECK(base % kContainerDocs == 0, "containers are aligned");
  LIKEWISE_CHECK(!lows.empty() && lows.size() <= kContainerDocs, "no container is empty");
  if (count_ < kBitmapThreshold) {
    lows_.assign(lows.begin(), lows.end());
  } else {
    bits_.assign(kBitmapWords, 0);
    for (const std::uint16_t low : lows) {
      bits_[low / 64U] |= std::uint64_t{1} << (low % 64U);
    }
  }
  keep_frequencies(frequencies);
}

PostingContainer PostingContainer::from_bits(DocId base, std::span<const std::uint64_t> bits,
                                             std::span<const std::uint32_t> frequencies) {
  LIKEWISE_CHECK(base % kContainerDocs == 0, "containers are aligned");
  LIKEWISE_CHECK(bits.size() == kBitmapWords, "a bitmap has 1,024 words");
  int count = 0;
  for (const std::uint64_t word : bits) {
    count += std::popcount(word);
  }
  LIKEWISE_CHECK(count > 0, "no container is empty");
  PostingContainer container(base, static_cast<std::uint32_t>(count));
  if (container.count_ >= kBitmapThreshold) {
    container.bits_.assign(bits.begin(), bits.end());
  } else {
    container.lows_.reserve(container.count_);
    for (std::size_t word = 0; word < bits.size(); ++word) {
      for (std::uint64_t rest = bits[word]; rest != 0; rest &= rest - 1) {
        const std::size_t low = word * 64 + static_cast<std::size_t>(std::countr_zero(rest));
        container.lows_.push_back(static_cast<std::uint16_t>(low));
      }
    }
  }
  container.keep_frequencies(frequencies);
  return container;
}

void PostingContainer::keep_frequencies(std::span<const std::uint32_t> frequencies) {
  if (std::all_of(frequencies.begin(), frequencies.end(), [](auto f) { return f == 1; })) {
    return;
  }
  LIKEWISE_CHECK(frequencies.size() == count_, "one frequency per posting");
  frequencies_.reserve(count_);
  for (std::uint32_t rank = 0; rank < count_; ++rank) {
    if (frequencies[rank] < kLargeFrequency) {
      frequencies_.push_back(static_cast<std::uint8_t>(frequencies[rank]));
    } else {
      frequencies_.push_back(kLargeFrequency);
      large_frequencies_.emplace_back(rank, frequencies[rank]);
    }
  }
}

std::uint32_t PostingContainer::frequency(std::uint32_t rank) const noexcept {
  if (frequencies_.empty()) {
    return 1;
  }
  if (frequencies_[rank] != kLargeFrequency) {
    return frequencies_[rank];
  }
  return std::lower_bound(
             large_frequencies_.begin(), large_frequencies_.end(), rank,
             [](const auto& entry, std::uint32_t wanted) { return entry.first < wanted; })
      ->second;
}

bool PostingContainer::contains(std::uint16_t low) const noexcept {
  if (is_bitmap()) {
    return ((bits_[low / 64U] >> (low % 64U)) & 1U) != 0;
  }
  return std::binary_search(lows_.begin(), lows_.end(), low);
}

std::size_t PostingContainer::memory_bytes() const noexcept {
  return sizeof(*this) + lows_.capacity() * sizeof(lows_[0]) + bits_.capacity() * sizeof(bits_[0]) +
         frequencies_.capacity() + large_frequencies_.capacity() * sizeof(large_frequencies_[0]);
}

PostingList::PostingList(std::vector<PostingContainer> containers)
    : containers_(std::move(containers)) {
  for (std::size_t i = 0; i < containers_.size(); ++i) {
    LIKEWISE_CHECK(i == 0 || containers_[i - 1].base() < containers_[i].base(),
                   "containers in increasing order");
    document_count_ += containers_[i].count();
  }
}

std::size_t PostingList::memory_bytes() const noexcept {
  std::size_t bytes = (containers_.capacity() - containers_.size()) * sizeof(PostingContainer);
  for (const PostingContainer& container : containers_) {
    bytes += container.memory_bytes();
  }
  return bytes;
}

}  // namespace likewise
