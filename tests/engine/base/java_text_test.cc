#include "engine/base/java_text.h"

#include <bit>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <string>

#include <gtest/gtest.h>

#include "engine/base/random.h"

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

/// The slow way: the fewest digits, correctly rounded, that read back as the same float; two digits
/// when one would do and the second says more.
std::string digits_of(float value) {
  char buffer[32];
  int precision = 1;  // two significant digits
  std::snprintf(buffer, sizeof(buffer), "%.0e", static_cast<double>(value));
  const bool one_digit_does = std::strtof(buffer, nullptr) == value;
  for (;; ++precision) {
    std::snprintf(buffer, sizeof(buffer), "%.*e", precision, static_cast<double>(value));
    if (std::strtof(buffer, nullptr) == value) {
      break;
    }
    if (one_digit_does) {
      std::snprintf(buffer, sizeof(buffer), "%.0e", static_cast<double>(value));
      break;
    }
  }
  std::string digits;
  for (const char* c = buffer; *c != 'e'; ++c) {
    if (*c >= '0' && *c <= '9') {
      digits += *c;
    }
  }
  digits.erase(digits.find_last_not_of('0') + 1);
  return digits;
}

TEST(JavaFloat, HasTheFewestDigitsThatReadBack) {
  Random random(19);
  for (int i = 0; i < 500'000; ++i) {
    const auto value = std::bit_cast<float>(static_cast<std::uint32_t>(random.next() >> 32U));
    if (!std::isfinite(value) || value == 0) {
      continue;
    }
    const std::string text = java_float(value);
    ASSERT_EQ(std::bit_cast<std::uint32_t>(std::strtof(text.c_str(), nullptr)),
              std::bit_cast<std::uint32_t>(value))
        << text;
    std::string digits;
    for (const char c : text.substr(0, text.find('E'))) {
      digits += c >= '0' && c <= '9' ? std::string(1, c) : std::string();
    }
    digits.erase(0, digits.find_first_not_of('0'));
    digits.erase(digits.find_last_not_of('0') + 1);
    ASSERT_EQ(digits, digits_of(value)) << text;
    const float magnitude = std::abs(value);
    ASSERT_EQ(text.find('E') == std::string::npos, magnitude >= 1e-3F && magnitude < 1e7F) << text;
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
