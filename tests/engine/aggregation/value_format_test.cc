#include "engine/aggregation/value_format.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace likewise {
namespace {

SourceValue text(std::string value) {
  return {std::move(value), false, std::nullopt, std::nullopt};
}

TEST(ValueFormat, WritesNumbersBooleansAndDates) {
  EXPECT_EQ(format_long({}, -7), "-7");
  EXPECT_EQ(format_double({}, 7.0), "7.0");
  EXPECT_EQ(format_double({}, 1e10), "1.0E10");
  const ValueFormat boolean{ValueFormat::Kind::kBoolean};
  EXPECT_EQ(format_long(boolean, 0), "false");
  EXPECT_EQ(format_double(boolean, 3.0), "true");
  const ValueFormat date{ValueFormat::Kind::kDate};
  EXPECT_EQ(format_long(date, 0), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(format_double({ValueFormat::Kind::kDate, "yyyy-MM-dd"}, 86'400'000.9), "1970-01-02");
}

TEST(ValueFormat, ReadsWhatARequestSays) {
  EXPECT_EQ(parse_value({}, {"2.5", true, 2, 2.5}).value(), 2.5);
  EXPECT_EQ(parse_whole_value({}, {"2.5", true, std::nullopt, 2.5}).value(), 2);
  const ValueFormat boolean{ValueFormat::Kind::kBoolean};
  EXPECT_EQ(parse_value(boolean, text("true")).value(), 1.0);
  EXPECT_EQ(parse_whole_value(boolean, text("false")).value(), 0);
  const ValueFormat date{ValueFormat::Kind::kDate};
  EXPECT_EQ(parse_whole_value(date, text("1970-01-02")).value(), 86'400'000);
}

TEST(ValueFormat, RefusesInElasticsearchsWords) {
  EXPECT_EQ(parse_value({}, text("x")).error().message(), "For input string: \"x\"");
  EXPECT_EQ(parse_value({}, text("")).error().message(), "empty String");
  EXPECT_EQ(parse_whole_value({}, text("x")).error().type(), "number_format_exception");
  EXPECT_EQ(parse_value({ValueFormat::Kind::kBoolean}, text("yes")).error().message(),
            "Cannot parse boolean [yes], expected either [true] or [false]");
  EXPECT_FALSE(parse_value({ValueFormat::Kind::kDate}, text("soon")).has_value());
}

TEST(JavaLongOf, CutsOffAndSaturates) {
  EXPECT_EQ(java_long_of(-2.9), -2);
  EXPECT_EQ(java_long_of(std::nan("")), 0);
  EXPECT_EQ(java_long_of(1e300), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(java_long_of(-1e300), std::numeric_limits<std::int64_t>::min());
}

}  // namespace
}  // namespace likewise
