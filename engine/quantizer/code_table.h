#pragma once

/// @file
/// What a query makes of codes: one number for each cluster of each group. The score of a row is
/// the sum of the numbers that its codes choose. Shared tokens, weighted tokens and asymmetric
/// distance are three ways to fill one table.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/quantizer/encoder.h"
#include "engine/quantizer/token.h"

namespace likewise {

/// A number for each token. A value.
class CodeTable {
 public:
  /// All 0. `clusters`: how many each group has.
  explicit CodeTable(std::span<const std::uint32_t> clusters);

  std::size_t groups() const { return first_.size() - 1; }
  std::span<float> group(std::size_t group) {
    return {values_.data() + first_[group], first_[group + 1] - first_[group]};
  }
  std::span<const float> group(std::size_t group) const {
    return {values_.data() + first_[group], first_[group + 1] - first_[group]};
  }

  /// The sum of the row's numbers, group after group in float.
  float score(std::span<const std::uint16_t> codes) const;

 private:
  std::vector<std::size_t> first_;  ///< By group, and the end.
  std::vector<float> values_;
};

/// A row and how well it answers a query: the greater the better.
struct RankedRow {
  std::uint32_t row = 0;
  float score = 0.0F;

  friend bool operator==(const RankedRow&, const RankedRow&) = default;
};

/// The k rows of greatest score, greatest first; of equals the lower row. All of them if there are
/// fewer. Cost: O(n + k log k).
std::vector<RankedRow> best_rows(std::span<const float> scores, std::size_t k);

/// Scores every row of the codes, of which each group has `per_group` columns; kNoToken counts
/// nothing. REQUIRES: every other code is below its group's number of clusters.
std::vector<float> score_rows(const CodeTable& table, const Codes& codes,
                              std::uint32_t per_group = 1);

}  // namespace likewise
