#include "engine/base/java_text.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace likewise {
namespace {

struct FloatCase {
  float value;
  const char* text;
};

// Figures of a real JDK 25, from the places where notations change.
constexpr FloatCase kFloats[] = {
    {0.0F, "0.0"},
    {-0.0F, "-0.0"},
    {1.0F, "1.0"},
    {6.0F, "6.0"},
    {10.010019F, "10.010019"},
    {0.001F, "0.001"},
    {9.999999E-4F, "9.999999E-4"},
    {1.0E-4F, "1.0E-4"},
    {1234567.0F, "1234567.0"},
    {1.0E7F, "1.0E7"},
    {1.2345679E8F, "1.2345679E8"},
    {100.0F, "100.0"},
    {3.4028235E38F, "3.4028235E38"},
    {1.4E-45F, "1.4E-45"},
    {-2.5F, "-2.5"},
};

TEST(JavaFloat, WritesTheDigitsOfFloatToString) {
  for (const auto& [value, text] : kFloats) {
    EXPECT_EQ(java_float(value), text);
  }
}

TEST(JavaFloat, NamesWhatIsNoNumber) {
  EXPECT_EQ(java_float(std::nanf("")), "NaN");
  EXPECT_EQ(java_float(-std::numeric_limits<float>::infinity()), "-Infinity");
}

TEST(JavaDouble, WritesTheDigitsOfDoubleToString) {
  EXPECT_EQ(java_double(1000.0), "1000.0");
  EXPECT_EQ(java_double(2.5), "2.5");
  EXPECT_EQ(java_double(1e21), "1.0E21");
  EXPECT_EQ(java_double(0.1), "0.1");
}

TEST(JavaHash, EqualsStringHashCode) {
  EXPECT_EQ(java_hash(""), 0U);
  EXPECT_EQ(java_hash("0-14"), 1474784U);
  EXPECT_EQ(java_hash("hello"), 99162322U);
  // U+1F600 is the surrogate pair D83D DE00.
  EXPECT_EQ(java_hash("\xF0\x9F\x98\x80"), 31U * 0xD83DU + 0xDE00U);
}

TEST(Utf16Length, CountsCodeUnits) {
  EXPECT_EQ(utf16_length("a\xC3\xA4\xE6\x97\xA5"), 3U);
  EXPECT_EQ(utf16_length("\xF0\x9F\x98\x80"), 2U);
}

TEST(IsValidUtf8, RefusesWhatUnicodeRefuses) {
  EXPECT_TRUE(is_valid_utf8("0-14 \xC3\xA4 \xE6\x97\xA5 \xF0\x9F\x98\x80"));
  EXPECT_FALSE(is_valid_utf8("\xC0\x80"));          // overlong
  EXPECT_FALSE(is_valid_utf8("\xED\xA0\x80"));      // surrogate
  EXPECT_FALSE(is_valid_utf8("\xF4\x90\x80\x80"));  // above U+10FFFF
  EXPECT_FALSE(is_valid_utf8("\xE6\x97"));          // cut
}

}  // namespace
}  // namespace likewise
