#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace likewise {

/// java_hash_order for any keys, the crafted ones included that pile up in one bucket: replays
/// every insertion, the growing of the table, and the buckets that become red-black trees.
/// REQUIRES: as java_hash_order. Cost: O(n log n), some 100 ns a key.
std::vector<std::uint32_t> java_tree_map_order(std::span<const std::string_view> keys,
                                               std::span<const std::uint32_t> hashes);

}  // namespace likewise
