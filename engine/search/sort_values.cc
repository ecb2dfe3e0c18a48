#include "engine/search/sort_values.h"

#include <bit>
#include <cmath>
#include <limits>

namespace likewise {
namespace {

constexpr std::uint64_t kSignBit = std::uint64_t{1} << 63U;

/// Java's Math.round: half up.
std::int64_t java_round(double value) {
  constexpr double kWhole = 4503599627370496.0;  // From 2^52 on there are no fractions.
  return java_long(std::abs(value) < kWhole ? std::floor(value + 0.5) : value);
}

std::int64_t wrapping_sum(std::span<const std::int64_t> values) {
  std::uint64_t sum = 0;
  for (const std::int64_t value : values) {
    sum += static_cast<std::uint64_t>(value);
  }
  return static_cast<std::int64_t>(sum);
}

double sum_of(std::span<const double> values) {
  double sum = 0.0;
  for (const double value : values) {
    sum += value;
  }
  return sum;
}

}  // namespace

std::int64_t pick_long(std::span<const std::int64_t> values, SortKey::Mode mode) {
  const std::size_t count = values.size();
  switch (mode) {
    case SortKey::Mode::kMin:
      return values.front();
    case SortKey::Mode::kMax:
      return values.back();
    case SortKey::Mode::kSum:
      return wrapping_sum(values);
    case SortKey::Mode::kAvg:
      return count == 1 ? values.front()
                        : java_round(static_cast<double>(wrapping_sum(values)) /
                                     static_cast<double>(count));
    case SortKey::Mode::kMedian:
      break;
  }
  const std::size_t middle = (count - 1) / 2;
  if (count % 2 == 1) {
    return values[middle];
  }
  return java_round(
      (static_cast<double>(values[middle]) + static_cast<double>(values[middle + 1])) / 2.0);
}

double pick_double(std::span<const double> values, SortKey::Mode mode) {
  const std::size_t count = values.size();
  switch (mode) {
    case SortKey::Mode::kMin:
      return values.front();
    case SortKey::Mode::kMax:
      return values.back();
    case SortKey::Mode::kSum:
      return sum_of(values);
    case SortKey::Mode::kAvg:
      return sum_of(values) / static_cast<double>(count);
    case SortKey::Mode::kMedian:
      break;
  }
  const std::size_t middle = (count - 1) / 2;
  return count % 2 == 1 ? values[middle] : (values[middle] + values[middle + 1]) / 2.0;
}

std::int64_t java_long(double value) {
  constexpr double kLimit = 9223372036854775808.0;
  if (std::isnan(value)) {
    return 0;
  }
  if (value >= kLimit) {
    return std::numeric_limits<std::int64_t>::max();
  }
  return value <= -kLimit ? std::numeric_limits<std::int64_t>::min()
                          : static_cast<std::int64_t>(value);
}

std::uint64_t long_rank(std::int64_t value) {
  return static_cast<std::uint64_t>(value) ^ kSignBit;
}

std::uint64_t double_rank(double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value);
  return (bits & kSignBit) != 0 ? ~bits : bits | kSignBit;
}

std::uint64_t score_rank(float score) {
  return double_rank(score == 0.0F ? 0.0 : static_cast<double>(score));
}

std::int64_t ranked_long(std::uint64_t rank) {
  return static_cast<std::int64_t>(rank ^ kSignBit);
}

double ranked_double(std::uint64_t rank) {
  return std::bit_cast<double>((rank & kSignBit) != 0 ? rank ^ kSignBit : ~rank);
}

}  // namespace likewise
