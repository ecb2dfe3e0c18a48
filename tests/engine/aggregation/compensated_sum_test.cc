#include "engine/aggregation/compensated_sum.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace likewise {
namespace {

double sum_of(std::initializer_list<double> values) {
  CompensatedSum sum;
  for (const double value : values) {
    sum.add(value);
  }
  return sum.value();
}

TEST(CompensatedSum, KeepsWhatPlainSummationLoses) {
  EXPECT_EQ(
      sum_of({0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7}),
      15.3);
  CompensatedSum sum;
  sum.add(1e16);
  for (int i = 0; i < 1'000; ++i) {
    sum.add(1.0);
  }
  EXPECT_EQ(sum.value(), 1e16 + 1'000);
}

TEST(CompensatedSum, StaysInfiniteOnceItIs) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(sum_of({1.0, kInfinity, 2.0}), kInfinity);
  EXPECT_EQ(sum_of({-kInfinity, 2.0}), -kInfinity);
  EXPECT_TRUE(std::isnan(sum_of({kInfinity, -kInfinity, 1.0})));
}

TEST(CompensatedSum, ForgetsItsDebtWhenSettled) {
  CompensatedSum sum;
  sum.add(1e16);
  sum.add(1.0);
  CompensatedSum settled = sum.settled();
  EXPECT_EQ(settled.value(), sum.value());
  settled.add(1.0);
  sum.add(1.0);
  EXPECT_EQ(sum.value(), 1e16 + 2.0);
  EXPECT_EQ(settled.value(), 1e16);
}

}  // namespace
}  // namespace likewise
