#include "engine/index/date_math.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "engine/base/civil_time.h"
#include "engine/index/date_format.h"

namespace likewise {
namespace {

/// 2024-02-29T12:34:56.789Z, a Thursday.
constexpr std::int64_t kNow = 1'709'210'096'789;

std::int64_t at(std::string_view text) {
  return parse_date(text, "").value_or(-1);
}

std::string outcome(std::string_view text, bool round_up = false) {
  DateMath math;
  math.now = kNow;
  math.round_up = round_up;
  const Result<std::int64_t> result = evaluate_date(text, math);
  return result ? std::to_string(*result) : result.error().message();
}

TEST(DateMath, Computes) {
  struct Case {
    std::string_view text;
    std::string_view down;
    std::string_view up;
  };
  for (const Case& c : {
           Case{"now", "2024-02-29T12:34:56.789", "2024-02-29T12:34:56.789"},
           Case{"now/d", "2024-02-29", "2024-02-29T23:59:59.999"},
           Case{"now-1d/d", "2024-02-28", "2024-02-28T23:59:59.999"},
           Case{"now/w", "2024-02-26", "2024-03-03T23:59:59.999"},
           Case{"now/M", "2024-02-01", "2024-02-29T23:59:59.999"},
           Case{"now/y", "2024-01-01", "2024-12-31T23:59:59.999"},
           Case{"now/h", "2024-02-29T12", "2024-02-29T12:59:59.999"},
           Case{"now+1y", "2025-02-28T12:34:56.789", "2025-02-28T12:34:56.789"},
           Case{"now-13M/m", "2023-01-29T12:34", "2023-01-29T12:34:59.999"},
           Case{"2024-01-31||+1M", "2024-02-29", "2024-02-29T23:59:59.999"},
           Case{"2024-01-01||", "2024-01-01", "2024-01-01T23:59:59.999"},
           Case{"2024||/y", "2024-01-01", "2024-12-31T23:59:59.999"},
           Case{"1969-12-31T23:59:59.5||/s", "1969-12-31T23:59:59", "1969-12-31T23:59:59.999"},
       }) {
    EXPECT_EQ(outcome(c.text), std::to_string(at(c.down))) << c.text;
    EXPECT_EQ(outcome(c.text, true), std::to_string(at(c.up))) << c.text;
  }
}

TEST(DateMath, RefusesAsElasticsearchDoes) {
  EXPECT_EQ(outcome("now+"), "truncated date math [+]");
  EXPECT_EQ(outcome("now+1"), "truncated date math [+1]");
  EXPECT_EQ(outcome("now*1d"), "operator not supported for date math [*1d]");
  EXPECT_EQ(outcome("now+1x"), "unit [x] not supported for date math [+1x]");
  EXPECT_EQ(outcome("now/2y"), "rounding `/` can only be used on single unit types [/2y]");
  EXPECT_EQ(outcome(""), "cannot parse empty date");
  EXPECT_EQ(outcome("foo||+1d"),
            "failed to parse date field [foo] with format [strict_date_optional_time||"
            "epoch_millis]: [failed to parse date field [foo] with format "
            "[strict_date_optional_time||epoch_millis]]");
  EXPECT_EQ(outcome("now+2147483647y"), "date math leads too far away [+2147483647y]");
  EXPECT_EQ(outcome("9223372036854775807||+1d"), "date math leads too far away [+1d]");
  EXPECT_EQ(outcome("now+99999999999d"), "For input string: \"99999999999\"");
}

TEST(TimeZone, KeepsTheRulesOfRegions) {
  const Result<TimeZone> berlin = TimeZone::parse("Europe/Berlin");
  ASSERT_TRUE(berlin.has_value());
  EXPECT_EQ(berlin->instant_of(at("2024-01-01")), at("2023-12-31T23"));
  EXPECT_EQ(berlin->instant_of(at("2024-07-01")), at("2024-06-30T22"));
  EXPECT_EQ(berlin->local_of(at("2024-06-30T22")), at("2024-07-01"));
  // The hour that is left out, and the one that comes twice.
  EXPECT_EQ(berlin->instant_of(at("2024-03-31T02:30")), at("2024-03-31T01:30"));
  EXPECT_EQ(berlin->instant_of(at("2024-10-27T02:30")), at("2024-10-27T00:30"));
  DateMath math;
  math.zone = &*berlin;
  math.now = at("2024-03-31T10:00");
  EXPECT_EQ(*evaluate_date("now/d", math), at("2024-03-30T23"));
  EXPECT_EQ(*evaluate_date("now-1d", math), at("2024-03-30T11"));
}

TEST(TimeZone, ReadsIds) {
  for (const std::string_view id : {"Z", "UTC", "+02:00", "-0330", "+2", "UTC+01:00", "GMT-5"}) {
    EXPECT_TRUE(TimeZone::parse(id).has_value()) << id;
  }
  EXPECT_EQ(TimeZone::parse("-03:30")->local_of(0), -12'600'000);
  EXPECT_EQ(TimeZone::parse("foo").error().message(),
            "java.time.zone.ZoneRulesException: Unknown time-zone ID: foo");
  for (const std::string_view id : {"", "+25:00", "+2:3", "+12345", "x y", "Europe/Nowhere"}) {
    EXPECT_FALSE(TimeZone::parse(id).has_value()) << id;
  }
}

TEST(CivilTime, TurnsDaysIntoDatesAndBack) {
  for (std::int64_t day = -1'000'000; day < 1'000'000; day += 61) {
    EXPECT_EQ(days_from_civil(civil_from_days(day)), day);
  }
  EXPECT_EQ(civil_from_days(-1), (CivilDate{1969, 12, 31}));
  EXPECT_EQ(plus_months({2024, 1, 31}, 13), (CivilDate{2025, 2, 28}));
  EXPECT_EQ(plus_months({2024, 1, 31}, -2), (CivilDate{2023, 11, 30}));
}

}  // namespace
}  // namespace likewise
