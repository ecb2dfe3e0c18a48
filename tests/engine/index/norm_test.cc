#include "engine/index/norm.h"

#include <gtest/gtest.h>

namespace likewise {
namespace {

struct Case {
  std::uint32_t length;
  std::uint8_t code;
  std::uint32_t decoded;
};

TEST(Norm, IsLucenesByte) {
  for (const Case& c : {Case{0, 0, 0},
                        {1, 1, 1},
                        {23, 23, 23},
                        {24, 24, 24},
                        {39, 39, 39},
                        {40, 40, 40},
                        {41, 40, 40},
                        {42, 41, 42},
                        {1'000, 87, 984},
                        {0x7FFF'FFFF, 255, 2'013'265'944},
                        {0xFFFF'FFFF, 255, 2'013'265'944}}) {
    EXPECT_EQ(encode_norm(c.length), c.code) << c.length;
    EXPECT_EQ(decode_norm(c.code), c.decoded) << c.length;
  }
}

TEST(Norm, DecodesToTheSmallestLengthOfItsCode) {
  for (int code = 0; code < 256; ++code) {
    const auto norm = static_cast<std::uint8_t>(code);
    const std::uint32_t length = decode_norm(norm);
    EXPECT_EQ(encode_norm(length), norm);
    if (code > 0) {
      EXPECT_EQ(encode_norm(length - 1), norm - 1);
    }
    EXPECT_EQ(norm_lengths()[norm], static_cast<float>(length));
  }
}

}  // namespace
}  // namespace likewise
