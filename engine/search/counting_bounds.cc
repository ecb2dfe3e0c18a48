#include "engine/search/counting_bounds.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace likewise {
namespace {

constexpr double kLargestWeight = 15.0;

/// Adding 4,096 doubles one by one errs by less than this factor, so a bound times it stays one.
constexpr double kRoundingMargin = 1.0 + 1e-11;

/// A float that no smaller double rounds beyond; infinity where float ends.
float rounded(double bound) {
  return bound > static_cast<double>(std::numeric_limits<float>::max())
             ? std::numeric_limits<float>::infinity()
             : static_cast<float>(bound);
}

/// True if all scores are multiples of one power of two and their sum has at most 53 bits of it.
bool sums_exactly(std::span<const double> descending, double sum) {
  const auto smallest = std::find_if(descending.rbegin(), descending.rend(),
                                     [](double score) { return score > 0.0; });
  if (smallest == descending.rend()) {
    return true;
  }
  constexpr int kFloatBits = std::numeric_limits<float>::digits;
  const int unit = std::max(std::ilogb(*smallest) - (kFloatBits - 1), -149);
  return sum < std::ldexp(1.0, unit + std::numeric_limits<double>::digits - 1);
}

}  // namespace

CountingBounds::CountingBounds(std::span<const CountingClause> clauses) {
  std::vector<double> descending;
  descending.reserve(clauses.size());
  for (const CountingClause& clause : clauses) {
    if (clause.postings != nullptr) {
      descending.push_back(static_cast<double>(clause.score));
    }
  }
  std::sort(descending.begin(), descending.end(), std::greater<>());
  double sum = 0.0;
  std::vector<double> sums = {0.0};
  for (const double score : descending) {
    sum += score;
    sums.push_back(sum);
  }
  exact_ = sums_exactly(descending, sum);
  best_of_count_.reserve(sums.size());
  for (const double bound : sums) {
    best_of_count_.push_back(rounded(exact_ ? bound : bound * kRoundingMargin));
  }
  weigh(clauses);
}

void CountingBounds::weigh(std::span<const CountingClause> clauses) {
  double largest = 0.0;
  for (const CountingClause& clause : clauses) {
    if (clause.postings != nullptr) {
      largest = std::max(largest, static_cast<double>(clause.score));
    }
  }
  // A little more than a fifteenth, so that rounding never makes the largest weight 16.
  unit_ = std::isfinite(largest) ? largest / kLargestWeight * (1.0 + 1e-9) : 0.0;
  if (!has_weights()) {
    return;
  }
  weights_.reserve(clauses.size());
  for (const CountingClause& clause : clauses) {
    const double score = clause.postings != nullptr ? static_cast<double>(clause.score) : 0.0;
    auto weight = static_cast<std::uint8_t>(std::ceil(score / unit_));
    if (weight * unit_ < score) {
      ++weight;
    }
    weights_.push_back(weight);
    weight_sum_ += weight;
  }
}

std::uint32_t CountingBounds::smallest_count(const TopKCollector& top) const {
  const auto found = std::partition_point(best_of_count_.begin(), best_of_count_.end(),
                                          [&](float best) { return !top.would_accept(best); });
  return static_cast<std::uint32_t>(found - best_of_count_.begin());
}

std::uint32_t CountingBounds::smallest_weight(const TopKCollector& top) const {
  std::uint32_t low = 0;
  std::uint32_t high = weight_sum_ + 1;
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (top.would_accept(rounded(middle * unit_ * kRoundingMargin))) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

}  // namespace likewise
