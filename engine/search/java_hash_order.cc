#include "engine/search/java_hash_order.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/java_text.h"
#include "engine/search/java_tree_map_order.h"

namespace likewise {
namespace {

constexpr std::size_t kInitialBuckets = 16;
/// A chain of this many keys makes Java grow the table early or turn the bucket into a tree.
constexpr std::uint32_t kTreeifyChain = 9;

/// The most keys a table holds without growing (load factor 0.75).
constexpr std::size_t capacity(std::size_t buckets) {
  return buckets * 3 / 4;
}

/// Fills `counts` with the chain lengths of the first `keys` hashes; returns the longest.
std::uint32_t count_chains(std::span<const std::uint32_t> hashes, std::size_t buckets,
                           std::vector<std::uint32_t>& counts) {
  counts.assign(buckets, 0);
  std::uint32_t longest = 0;
  for (const std::uint32_t hash : hashes) {
    longest = std::max(longest, ++counts[hash & (buckets - 1)]);
  }
  return longest;
}

}  // namespace

std::uint32_t java_map_hash(std::string_view utf8) {
  std::uint32_t hash = 0;
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80) {
      hash = java_hash(utf8);
      break;
    }
    hash = 31 * hash + byte;
  }
  return hash ^ (hash >> 16U);
}

std::vector<std::uint32_t> java_hash_order(std::span<const std::string_view> keys) {
  std::vector<std::uint32_t> hashes(keys.size());
  std::transform(keys.begin(), keys.end(), hashes.begin(), java_map_hash);
  return java_hash_order(keys, hashes);
}

std::vector<std::uint32_t> java_hash_order(std::span<const std::string_view> keys,
                                           std::span<const std::uint32_t> hashes) {
  LIKEWISE_CHECK(keys.size() == hashes.size(), "one hash per key");
  std::vector<std::uint32_t> counts;
  std::size_t buckets = kInitialBuckets;
  for (;; buckets *= 2) {
    // The table has this size until it holds one key more than its capacity.
    const std::size_t present = std::min(keys.size(), capacity(buckets) + 1);
    if (count_chains(hashes.first(present), buckets, counts) >= kTreeifyChain) {
      return java_tree_map_order(keys, hashes);
    }
    if (keys.size() <= capacity(buckets)) {
      break;
    }
  }
  // Chains split stably when the table grows, so they stay in order of insertion: a stable bucket
  // sort. `counts` becomes the position of each bucket's next key.
  std::uint32_t next = 0;
  for (std::uint32_t& count : counts) {
    next += std::exchange(count, next);
  }
  std::vector<std::uint32_t> order(keys.size());
  for (std::uint32_t i = 0; i < hashes.size(); ++i) {
    order[counts[hashes[i] & (buckets - 1)]++] = i;
  }
  return order;
}

}  // namespace likewise
