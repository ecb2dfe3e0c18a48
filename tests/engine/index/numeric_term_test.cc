#include "engine/index/numeric_term.h"

#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/random.h"

namespace likewise {
namespace {

TEST(NumericTerm, SortsLongsByValue) {
  std::vector<std::int64_t> values = {
      std::numeric_limits<std::int64_t>::min(), -256, -255, -1, 0, 1, 255, 256,
      std::numeric_limits<std::int64_t>::max()};
  for (std::size_t i = 0; i < values.size(); ++i) {
    EXPECT_EQ(decode_long_term(encode_long_term(values[i])), values[i]);
    EXPECT_EQ(encode_long_term(values[i]).size(), 8U);
    if (i > 0) {
      EXPECT_LT(encode_long_term(values[i - 1]), encode_long_term(values[i]));
    }
  }
}

TEST(NumericTerm, SortsDoublesByValue) {
  const double infinity = std::numeric_limits<double>::infinity();
  const double denormal = std::numeric_limits<double>::denorm_min();
  const std::vector<double> values = {-infinity, -1e300,   -2.5, -1.0, -denormal, -0.0,
                                      0.0,       denormal, 0.1,  1.0,  1e300,     infinity};
  for (std::size_t i = 0; i < values.size(); ++i) {
    EXPECT_EQ(decode_double_term(encode_double_term(values[i])), values[i]);
    if (i > 0) {
      EXPECT_LT(encode_double_term(values[i - 1]), encode_double_term(values[i]));
    }
  }
}

TEST(NumericTerm, AgreesWithComparisonOnRandomNumbers) {
  Random random(3);
  for (int i = 0; i < 2'000; ++i) {
    const auto a = static_cast<std::int64_t>(random.next());
    const auto b = static_cast<std::int64_t>(random.next());
    EXPECT_EQ(a < b, encode_long_term(a) < encode_long_term(b));
    const double x = (random.unit() - 0.5) * 1e6;
    const double y = (random.unit() - 0.5) * 1e6;
    EXPECT_EQ(x < y, encode_double_term(x) < encode_double_term(y));
  }
}

}  // namespace
}  // namespace likewise
