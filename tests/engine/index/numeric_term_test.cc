#include "engine/index/numeric_term.h"

#include <cmath>
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

TEST(NumericTerm, RoundsToHalf) {
  struct Case {
    float value;
    float expected;
  };
  for (const Case& c : {Case{1.1F, 1.099609375F}, Case{65504.0F, 65504.0F},
                        Case{65519.0F, 65504.0F}, Case{0.3333F, 0.333251953125F}, Case{1e-8F, 0.0F},
                        Case{-1.1F, -1.099609375F}, Case{5.9604645e-8F, 5.9604645e-8F},
                        Case{2049.0F, 2048.0F}, Case{2051.0F, 2052.0F}, Case{0.0F, 0.0F}}) {
    EXPECT_EQ(round_to_half(c.value), c.expected) << c.value;
  }
  EXPECT_TRUE(std::isinf(round_to_half(65'520.0F)));
}

}  // namespace
}  // namespace likewise
