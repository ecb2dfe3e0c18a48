#include "engine/search/numeric_value.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/index/numeric_term.h"

namespace likewise {
namespace {

/// What the value finds: a number, "nothing", or the error.
std::string asked(FieldKind kind, const std::string& text) {
  const auto value = numeric_value(kind, {Scalar::Kind::kString, text});
  if (!value) {
    return value.error().message();
  }
  return *value ? (*value)->text : "nothing";
}

TEST(NumericValue, IsWhatElasticsearchTakesItFor) {
  struct Case {
    FieldKind kind;
    std::string text;
    std::string expected;
  };
  const std::vector<Case> cases = {
      {FieldKind::kLong, "9007199254740993", "9007199254740993"},
      {FieldKind::kLong, "-9223372036854775808", "-9223372036854775808"},
      {FieldKind::kLong, "9223372036854775808",
       "Value [9223372036854775808] is out of range for a long"},
      {FieldKind::kLong, "1e3", "1000"},
      {FieldKind::kLong, "+5", "5"},
      {FieldKind::kLong, " 5 ", "5"},
      {FieldKind::kLong, "5.5", "nothing"},
      {FieldKind::kLong, "Infinity", "nothing"},
      {FieldKind::kLong, "infinity", "For input string: \"infinity\""},
      {FieldKind::kLong, "5x", "For input string: \"5x\""},
      {FieldKind::kLong, "+-5", "For input string: \"+-5\""},
      {FieldKind::kLong, "", "empty String"},
      {FieldKind::kInteger, "2147483647", "2147483647"},
      {FieldKind::kInteger, "2147483648", "Value [2147483648] is out of range for an integer"},
      {FieldKind::kByte, "1000", "1000"},
      {FieldKind::kDate, "1577836800000", "1577836800000"},
      {FieldKind::kDouble, "0.1", "0.1"},
      {FieldKind::kDouble, "NaN", "[double] supports only finite values, but got [NaN]"},
      {FieldKind::kFloat, "0.1", "0.1"},
      {FieldKind::kFloat, "1e39", "[float] supports only finite values, but got [Infinity]"},
      {FieldKind::kHalfFloat, "70000",
       "[half_float] supports only finite values, but got [70000.0]"},
      {FieldKind::kBoolean, "true", "T"},
      {FieldKind::kBoolean, "false", "F"},
      {FieldKind::kBoolean, "1", "Can't parse boolean value [1], expected [true] or [false]"},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(asked(one.kind, one.text), one.expected) << to_string(one.kind) << " " << one.text;
  }
}

TEST(NumericValue, HasTheTermThatIsIndexed) {
  const Scalar text{Scalar::Kind::kNumber, "0.1"};
  EXPECT_EQ(numeric_value(FieldKind::kDouble, text).value()->term, encode_double_term(0.1));
  EXPECT_EQ(numeric_value(FieldKind::kFloat, text).value()->term,
            encode_double_term(static_cast<double>(0.1F)));
  EXPECT_EQ(numeric_value(FieldKind::kLong, {Scalar::Kind::kNumber, "-7"}).value()->term,
            encode_long_term(-7));
}

TEST(JavaText, RewritesFractionsOnly) {
  const auto text = [](Scalar::Kind kind, std::string value) {
    return java_text({kind, std::move(value)});
  };
  EXPECT_EQ(text(Scalar::Kind::kNumber, "2.50"), "2.5");
  EXPECT_EQ(text(Scalar::Kind::kNumber, "1e3"), "1000.0");
  EXPECT_EQ(text(Scalar::Kind::kNumber, "12345678901234567890"), "12345678901234567890");
  EXPECT_EQ(text(Scalar::Kind::kString, "2.50"), "2.50");
  EXPECT_EQ(text(Scalar::Kind::kBoolean, "true"), "true");
}

TEST(NumericValue, OutOfRangeEqualsNothingInElasticsearch8) {
  const auto found = [](FieldKind kind, const std::string& text) {
    const auto value = numeric_value(kind, {Scalar::Kind::kNumber, text}, {.modern = true});
    return !value ? "error" : *value ? (*value)->text : "nothing";
  };
  EXPECT_EQ(found(FieldKind::kLong, "9223372036854775808"), "nothing");
  EXPECT_EQ(found(FieldKind::kInteger, "2147483648"), "nothing");
  EXPECT_EQ(found(FieldKind::kFloat, "1e40"), "nothing");
  EXPECT_EQ(found(FieldKind::kHalfFloat, "70000"), "nothing");
  EXPECT_EQ(found(FieldKind::kLong, "x"), "error");
}

TEST(NumericValue, RoundsTermsOfSixteenBitsAndNotBounds) {
  const Scalar value{Scalar::Kind::kNumber, "1.1"};
  EXPECT_EQ(decode_double_term((*numeric_value(FieldKind::kHalfFloat, value))->term), 1.099609375);
  const auto bound = numeric_value(FieldKind::kHalfFloat, value, {.rounds_to_half = false});
  EXPECT_EQ(decode_double_term((*bound)->term), static_cast<double>(1.1F));
}

}  // namespace
}  // namespace likewise
