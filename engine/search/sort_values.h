#pragma once

/// @file
/// One value out of many (`mode`), and numbers as they compare in a sort.

#include <cstdint>
#include <span>

#include "engine/search/sort.h"

namespace likewise {

/// REQUIRES (of both): `values` ascend and are not empty. Sums wrap, as Java's do.
std::int64_t pick_long(std::span<const std::int64_t> values, SortKey::Mode mode);
double pick_double(std::span<const double> values, SortKey::Mode mode);

/// Java's (long) of a double: cut off, saturated.
std::int64_t java_long(double value);

/// Order-preserving: a < b exactly if rank(a) < rank(b); -0.0 before 0.0.
std::uint64_t long_rank(std::int64_t value);
std::uint64_t double_rank(double value);

/// The same of scores, where -0.0 equals 0.0: a total order even if rescoring made some NaN.
std::uint64_t score_rank(float score);

/// Inverses.
std::int64_t ranked_long(std::uint64_t rank);
double ranked_double(std::uint64_t rank);

}  // namespace likewise
