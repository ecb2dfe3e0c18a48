#pragma once

#include <cstdint>
#include <vector>

namespace likewise {

/// `count` different numbers below `rows`, ascending, each set equally likely; all of them when
/// count >= rows. The same for a seed on every machine. Cost: O(rows) time, O(count) memory.
std::vector<std::uint64_t> sample_rows(std::uint64_t rows, std::uint64_t count, std::uint64_t seed);

}  // namespace likewise
