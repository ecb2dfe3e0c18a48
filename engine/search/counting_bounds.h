#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/search/counting_scorer.h"
#include "engine/search/top_k_collector.h"

namespace likewise {

/// What a document must match at least to enter the top k: bounds of the score from above, by the
/// number of its clauses and by the sum of their coarse weights. Immutable; one per query.
class CountingBounds {
 public:
  explicit CountingBounds(std::span<const CountingClause> clauses);

  /// Smallest number of matching clauses that `top` could still accept; one more than there are
  /// clauses if it accepts none.
  std::uint32_t smallest_count(const TopKCollector& top) const;

  /// Whether the clauses have coarse weights. Not if all score 0 or one overflows.
  bool has_weights() const noexcept { return unit_ > 0.0; }

  /// The clause's score in coarse units, rounded up: 0 to 15. REQUIRES: has_weights().
  std::uint32_t weight(std::size_t clause) const noexcept { return weights_[clause]; }

  /// Smallest sum of coarse weights that `top` could still accept; one more than the sum of all
  /// weights if it accepts none. REQUIRES: has_weights().
  std::uint32_t smallest_weight(const TopKCollector& top) const;

  /// Whether doubles add any of the clauses' scores without rounding, in whatever order.
  bool sums_are_exact() const noexcept { return exact_; }

 private:
  void weigh(std::span<const CountingClause> clauses);

  std::vector<float> best_of_count_;  ///< By count: no document with so many scores more.
  std::vector<std::uint8_t> weights_;
  std::uint32_t weight_sum_ = 0;
  double unit_ = 0.0;
  bool exact_ = false;
};

}  // namespace likewise
