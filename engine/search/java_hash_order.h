#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace likewise {

/// HashMap.hash() of a String: its hashCode with the upper half folded into the lower one.
std::uint32_t java_map_hash(std::string_view utf8);

/// The order in which a java.util.HashMap<String, ?> with default capacity, filled with `keys` one
/// after the other, iterates over them: a permutation of 0 … keys.size() - 1.
///
/// Elasticsearch walks liked terms in this order, and it decides which of several equally good
/// terms are selected. Bins that Java turns into red-black trees are reproduced as well.
///
/// REQUIRES: keys are distinct and valid UTF-8.
/// Cost: O(n), about 10 ns a short key.
std::vector<std::uint32_t> java_hash_order(std::span<const std::string_view> keys);

/// The same for a caller that has the hashes already. REQUIRES: hashes[i] ==
/// java_map_hash(keys[i]).
std::vector<std::uint32_t> java_hash_order(std::span<const std::string_view> keys,
                                           std::span<const std::uint32_t> hashes);

}  // namespace likewise
