#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <vector>

namespace likewise {

/// Allocates at multiples of a cache line, so that no vector load of a bitmap touches two lines.
template <class T>
struct CacheLineAllocator {
  using value_type = T;
  static constexpr std::align_val_t kAlignment{64};

  CacheLineAllocator() = default;
  template <class U>
  CacheLineAllocator(const CacheLineAllocator<U>& /*other*/) noexcept {}

  T* allocate(std::size_t count) {
    return static_cast<T*>(::operator new(count * sizeof(T), kAlignment));
  }
  void deallocate(T* pointer, std::size_t /*count*/) noexcept {
    ::operator delete(pointer, kAlignment);
  }

  friend bool operator==(const CacheLineAllocator&, const CacheLineAllocator&) { return true; }
};

/// A bitmap, 64 documents to a word, 64-byte aligned.
using AlignedWords = std::vector<std::uint64_t, CacheLineAllocator<std::uint64_t>>;

}  // namespace likewise
