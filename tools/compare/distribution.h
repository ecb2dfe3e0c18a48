#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "tools/compare/comparison.h"

namespace likewise::tools {

/// One column of a histogram.
struct Bin {
  std::string label;
  std::size_t count = 0;

  friend bool operator==(const Bin&, const Bin&) = default;
};

/// The `size` that all queries share; 0 when they differ or there are none.
std::size_t common_depth(std::span<const PairOutcome> outcomes);

/// How many queries have which overlap: a column for each possible one up to a depth of 20, else
/// for each tenth (the nearest).
std::vector<Bin> overlap_bins(std::span<const PairOutcome> outcomes);

/// How many queries have which largest score difference, by powers of ten; those where only one
/// side answers are left out.
std::vector<Bin> score_difference_bins(std::span<const PairOutcome> outcomes);

}  // namespace likewise::tools
