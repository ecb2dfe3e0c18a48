#include "engine/index/date_format.h"

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

namespace likewise {
namespace {

struct Accepted {
  std::string_view format;
  std::string_view text;
  std::int64_t first;
  std::int64_t last;  ///< Rounded up.
};

/// What Elasticsearch 7.10.2 read; every other pair of kFormats and kTexts it refused.
constexpr auto kAccepted = std::to_array<Accepted>({
    {"strict_date_optional_time", "2020", 1577836800000, 1577923199999},
    {"strict_date_optional_time", "2020-02", 1580515200000, 1580601599999},
    {"strict_date_optional_time", "2020-02-03", 1580688000000, 1580774399999},
    {"strict_date_optional_time", "2020-02-03T04", 1580702400000, 1580705999999},
    {"strict_date_optional_time", "2020-02-03T04:05", 1580702700000, 1580702759999},
    {"strict_date_optional_time", "2020-02-03T04:05:06", 1580702706000, 1580702706999},
    {"strict_date_optional_time", "2020-02-03T04:05:06.7", 1580702706700, 1580702706700},
    {"strict_date_optional_time", "2020-02-03T04:05:06.789", 1580702706789, 1580702706789},
    {"strict_date_optional_time", "2020-02-03T04:05:06.789012", 1580702706789, 1580702706789},
    {"strict_date_optional_time", "2020-02-03T04:05:06Z", 1580702706000, 1580702706999},
    {"strict_date_optional_time", "2020-02-03T04:05:06.789Z", 1580702706789, 1580702706789},
    {"strict_date_optional_time", "2020-02-03T04:05:06+02:00", 1580695506000, 1580695506999},
    {"strict_date_optional_time", "2020-02-03T04:05:06.789+0200", 1580695506789, 1580695506789},
    {"strict_date_optional_time", "2020-02-03T04:05:06+02", 1580695506000, 1580695506999},
    {"strict_date_optional_time", "2020-02-03T", 1580688000000, 1580774399999},
    {"strict_date_optional_time", "2020-02-03T04:05:06,789", 1580702706789, 1580702706789},
    {"strict_date_optional_time", "0000", -62167219200000, -62167132800001},
    {"strict_date_optional_time", "2020-02-03T04Z", 1580702400000, 1580705999999},
    {"strict_date_optional_time", "2020-02-03T04:05+02:00:01", 1580695499000, 1580695558999},
    {"date_optional_time", "2020", 1577836800000, 1577923199999},
    {"date_optional_time", "2020-02", 1580515200000, 1580601599999},
    {"date_optional_time", "2020-02-03", 1580688000000, 1580774399999},
    {"date_optional_time", "2020-2-3", 1580688000000, 1580774399999},
    {"date_optional_time", "2020-02-03T04", 1580702400000, 1580705999999},
    {"date_optional_time", "2020-02-03T04:05", 1580702700000, 1580702759999},
    {"date_optional_time", "2020-02-03T04:05:06", 1580702706000, 1580702706999},
    {"date_optional_time", "2020-02-03T04:05:06.7", 1580702706700, 1580702706700},
    {"date_optional_time", "2020-02-03T04:05:06.789", 1580702706789, 1580702706789},
    {"date_optional_time", "2020-02-03T04:05:06.789012", 1580702706789, 1580702706789},
    {"date_optional_time", "2020-02-03T04:05:06Z", 1580702706000, 1580702706999},
    {"date_optional_time", "2020-02-03T04:05:06.789Z", 1580702706789, 1580702706789},
    {"date_optional_time", "2020-02-03T04:05:06+02:00", 1580695506000, 1580695506999},
    {"date_optional_time", "2020-02-03T04:05:06.789+0200", 1580695506789, 1580695506789},
    {"date_optional_time", "2020-02-03T04:05:06+02", 1580695506000, 1580695506999},
    {"date_optional_time", "2020-02-03T4:5:6", 1580702706000, 1580702706999},
    {"date_optional_time", "-5", -62324985600000, -62324899200001},
    {"date_optional_time", "20", -61536067200000, -61535980800001},
    {"date_optional_time", "02-03", -62098963200000, -62098876800001},
    {"date_optional_time", "04", -62040988800000, -62040902400001},
    {"date_optional_time", "2020-02-03T", 1580688000000, 1580774399999},
    {"date_optional_time", "2020-02-03T04:05:06,789", 1580702706789, 1580702706789},
    {"date_optional_time", "0000", -62167219200000, -62167132800001},
    {"date_optional_time", "2020-02-03T04:05+02:00:01", 1580695499000, 1580695558999},
    {"epoch_millis", "2020", 2020, 2020},
    {"epoch_millis", "20200203", 20200203, 20200203},
    {"epoch_millis", "1580702706", 1580702706, 1580702706},
    {"epoch_millis", "1580702706789", 1580702706789, 1580702706789},
    {"epoch_millis", "1580702706.5", 1580702706, 1580702706},
    {"epoch_millis", "12345", 12345, 12345},
    {"epoch_millis", "20", 20, 20},
    {"epoch_millis", "20200203040506", 20200203040506, 20200203040506},
    {"epoch_millis", "04", 4, 4},
    {"epoch_millis", "2020034", 2020034, 2020034},
    {"epoch_millis", "0000", 0, 0},
    {"epoch_second", "2020", 2020000, 2020999},
    {"epoch_second", "20200203", 20200203000, 20200203999},
    {"epoch_second", "1580702706", 1580702706000, 1580702706999},
    {"epoch_second", "1580702706.5", 1580702706500, 1580702706500},
    {"epoch_second", "-5", -5000, -4001},
    {"epoch_second", "12345", 12345000, 12345999},
    {"epoch_second", "20", 20000, 20999},
    {"epoch_second", "04", 4000, 4999},
    {"epoch_second", "2020034", 2020034000, 2020034999},
    {"epoch_second", "0000", 0, 999},
    {"strict_date", "2020-02-03", 1580688000000, 1580774399999},
    {"date", "2020", 1577836800000, 1577923199999},
    {"date", "2020-02", 1580515200000, 1580601599999},
    {"date", "2020-02-03", 1580688000000, 1580774399999},
    {"date", "2020-2-3", 1580688000000, 1580774399999},
    {"date", "-5", -62324985600000, -62324899200001},
    {"date", "20", -61536067200000, -61535980800001},
    {"date", "02-03", -62098963200000, -62098876800001},
    {"date", "04", -62040988800000, -62040902400001},
    {"date", "0000", -62167219200000, -62167132800001},
    {"basic_date", "20200203", 1580688000000, 1580774399999},
    {"strict_date_time", "2020-02-03T04:05:06Z", 1580702706000, 1580702706999},
    {"strict_date_time", "2020-02-03T04:05:06.789Z", 1580702706789, 1580702706789},
    {"strict_date_time", "2020-02-03T04:05:06+02:00", 1580695506000, 1580695506999},
    {"strict_date_time", "2020-02-03T04:05:06.789+0200", 1580695506789, 1580695506789},
    {"strict_date_time", "2020-02-03T04:05:06+02", 1580695506000, 1580695506999},
    {"date_time", "2020-02-03T04:05:06.789Z", 1580702706789, 1580702706789},
    {"date_time", "2020-02-03T04:05:06.789+0200", 1580695506789, 1580695506789},
    {"strict_date_time_no_millis", "2020-02-03T04:05:06Z", 1580702706000, 1580702706999},
    {"strict_date_time_no_millis", "2020-02-03T04:05:06+02:00", 1580695506000, 1580695506999},
    {"strict_date_time_no_millis", "2020-02-03T04:05:06+02", 1580695506000, 1580695506999},
    {"date_time_no_millis", "2020-02-03T04:05", 1580702700000, 1580702759999},
    {"date_time_no_millis", "2020-02-03T04:05:06", 1580702706000, 1580702706999},
    {"date_time_no_millis", "2020-02-03T04:05:06Z", 1580702706000, 1580702706999},
    {"date_time_no_millis", "2020-02-03T04:05:06+02:00", 1580695506000, 1580695506999},
    {"date_time_no_millis", "2020-02-03T04:05:06+02", 1580695506000, 1580695506999},
    {"date_time_no_millis", "2020-02-03T4:5:6", 1580702706000, 1580702706999},
    {"date_time_no_millis", "2020-02-03T04:05+02:00:01", 1580695499000, 1580695558999},
    {"strict_date_hour_minute_second", "2020-02-03T04:05:06", 1580702706000, 1580702706999},
    {"date_hour_minute_second", "2020-02-03T04:05:06", 1580702706000, 1580702706999},
    {"date_hour_minute_second", "2020-02-03T4:5:6", 1580702706000, 1580702706999},
    {"date_hour_minute_second_millis", "2020-02-03T04:05:06.7", 1580702706700, 1580702706700},
    {"date_hour_minute_second_millis", "2020-02-03T04:05:06.789", 1580702706789, 1580702706789},
    {"date_hour_minute_second_fraction", "2020-02-03T04:05:06.7", 1580702706700, 1580702706700},
    {"date_hour_minute_second_fraction", "2020-02-03T04:05:06.789", 1580702706789, 1580702706789},
    {"date_hour_minute_second_fraction", "2020-02-03T04:05:06.789012", 1580702706789,
     1580702706789},
    {"date_hour", "2020-02-03T04", 1580702400000, 1580705999999},
    {"date_hour_minute", "2020-02-03T04:05", 1580702700000, 1580702759999},
    {"basic_date_time", "20200203T040506.789Z", 1580702706789, 1580702706789},
    {"basic_date_time_no_millis", "20200203T040506Z", 1580702706000, 1580702706999},
    {"year", "2020", 1577836800000, 1577923199999},
    {"year", "-5", -62324985600000, -62324899200001},
    {"year", "20", -61536067200000, -61535980800001},
    {"year", "04", -62040988800000, -62040902400001},
    {"year", "0000", -62167219200000, -62167132800001},
    {"year_month", "2020-02", 1580515200000, 1580601599999},
    {"year_month", "02-03", -62098963200000, -62098876800001},
    {"year_month_day", "2020-02-03", 1580688000000, 1580774399999},
    {"year_month_day", "2020-2-3", 1580688000000, 1580774399999},
    {"strict_year", "2020", 1577836800000, 1577923199999},
    {"strict_year", "0000", -62167219200000, -62167132800001},
    {"strict_year_month", "2020-02", 1580515200000, 1580601599999},
    {"strict_year_month_day", "2020", 1577836800000, 1577923199999},
    {"strict_year_month_day", "2020-02", 1580515200000, 1580601599999},
    {"strict_year_month_day", "2020-02-03", 1580688000000, 1580774399999},
    {"strict_year_month_day", "0000", -62167219200000, -62167132800001},
    {"iso8601", "2020", 1577836800000, 1577923199999},
    {"iso8601", "2020-02", 1580515200000, 1580601599999},
    {"iso8601", "2020-02-03", 1580688000000, 1580774399999},
    {"iso8601", "2020-02-03T04", 1580702400000, 1580705999999},
    {"iso8601", "2020-02-03T04:05", 1580702700000, 1580702759999},
    {"iso8601", "2020-02-03T04:05:06", 1580702706000, 1580702706999},
    {"iso8601", "2020-02-03T04:05:06.7", 1580702706700, 1580702706700},
    {"iso8601", "2020-02-03T04:05:06.789", 1580702706789, 1580702706789},
    {"iso8601", "2020-02-03T04:05:06.789012", 1580702706789, 1580702706789},
    {"iso8601", "2020-02-03T04:05:06Z", 1580702706000, 1580702706999},
    {"iso8601", "2020-02-03T04:05:06.789Z", 1580702706789, 1580702706789},
    {"iso8601", "2020-02-03T04:05:06+02:00", 1580695506000, 1580695506999},
    {"iso8601", "2020-02-03T04:05:06.789+0200", 1580695506789, 1580695506789},
    {"iso8601", "2020-02-03T04:05:06+02", 1580695506000, 1580695506999},
    {"iso8601", "2020-02-03T", 1580688000000, 1580774399999},
    {"iso8601", "2020-02-03T04:05:06,789", 1580702706789, 1580702706789},
    {"iso8601", "0000", -62167219200000, -62167132800001},
    {"iso8601", "2020-02-03T04Z", 1580702400000, 1580705999999},
    {"iso8601", "2020-02-03T04:05+02:00:01", 1580695499000, 1580695558999},
    {"strict_date_optional_time_nanos", "2020", 1577836800000, 1577923199999},
    {"strict_date_optional_time_nanos", "2020-02", 1580515200000, 1580601599999},
    {"strict_date_optional_time_nanos", "2020-02-03", 1580688000000, 1580774399999},
    {"strict_date_optional_time_nanos", "2020-02-03T04:05:06", 1580702706000, 1580702706999},
    {"strict_date_optional_time_nanos", "2020-02-03T04:05:06.7", 1580702706700, 1580702706700},
    {"strict_date_optional_time_nanos", "2020-02-03T04:05:06.789", 1580702706789, 1580702706789},
    {"strict_date_optional_time_nanos", "2020-02-03T04:05:06.789012", 1580702706789, 1580702706789},
    {"strict_date_optional_time_nanos", "2020-02-03T04:05:06Z", 1580702706000, 1580702706999},
    {"strict_date_optional_time_nanos", "2020-02-03T04:05:06.789Z", 1580702706789, 1580702706789},
    {"strict_date_optional_time_nanos", "2020-02-03T04:05:06+02:00", 1580695506000, 1580695506999},
    {"strict_date_optional_time_nanos", "2020-02-03T04:05:06.789+0200", 1580695506789,
     1580695506789},
    {"strict_date_optional_time_nanos", "2020-02-03T04:05:06+02", 1580695506000, 1580695506999},
    {"strict_date_optional_time_nanos", "2020-02-03T04:05:06,789", 1580702706789, 1580702706789},
    {"strict_date_optional_time_nanos", "0000", -62167219200000, -62167132800001},
    {"hour", "20", 72000000, 75599999},
    {"hour", "04", 14400000, 17999999},
    {"hour_minute", "04:05", 14700000, 14759999},
    {"hour_minute_second", "04:05:06", 14706000, 14706999},
    {"yyyy-MM-dd", "2020-02-03", 1580688000000, 1580774399999},
    {"yyyyMMdd", "20200203", 1580688000000, 1580774399999},
    {"dd/MM/yyyy", "03/02/2020", 1580688000000, 1580774399999},
    {"d.M.yyyy", "3.2.2020", 1580688000000, 1580774399999},
    {"yyyy-MM-dd HH:mm:ss", "2020-02-03 04:05:06", 1580702706000, 1580702706999},
    {"yyyy-MM-dd HH:mm:ss.SSS", "2020-02-03 04:05:06.789", 1580702706789, 1580702706789},
    {"yyyy-MM-dd'T'HH:mm:ssXXX", "2020-02-03T04:05:06Z", 1580702706000, 1580702706999},
    {"yyyy-MM-dd'T'HH:mm:ssXXX", "2020-02-03T04:05:06+02:00", 1580695506000, 1580695506999},
    {"yy/MM/dd", "20/02/03", 1580688000000, 1580774399999},
    {"uuuu-MM", "2020-02", 1580515200000, 1580601599999},
    {"yyyy-MM-dd[ HH:mm]", "2020-02-03", 1580688000000, 1580774399999},
    {"yyyy-MM-dd[ HH:mm]", "2020-02-03 04:05", 1580702700000, 1580702759999},
    {"dd MMM yyyy", "03 Feb 2020", 1580688000000, 1580774399999},
    {"yyyyMMddHHmmss", "20200203040506", 1580702706000, 1580702706999},
    {"MM-dd", "02-03", 2851200000, 2937599999},
    {"HH:mm", "04:05", 14700000, 14759999},
});

constexpr auto kTexts = std::to_array<std::string_view>({
    "2020",
    "2020-02",
    "2020-02-03",
    "2020-2-3",
    "2020-02-03T04",
    "2020-02-03T04:05",
    "2020-02-03T04:05:06",
    "2020-02-03T04:05:06.7",
    "2020-02-03T04:05:06.789",
    "2020-02-03T04:05:06.789012",
    "2020-02-03T04:05:06Z",
    "2020-02-03T04:05:06.789Z",
    "2020-02-03T04:05:06+02:00",
    "2020-02-03T04:05:06.789+0200",
    "2020-02-03T04:05:06+02",
    "2020-02-03T4:5:6",
    "20200203T040506Z",
    "20200203T040506.789Z",
    "1580702706",
    "1580702706.5",
    "-5",
    "20",
    "03/02/2020",
    "3.2.2020",
    "2020-02-03 04:05:06",
    "2020-02-03 04:05:06.789",
    "20/02/03",
    "2020-02-03 04:05",
    "03 Feb 2020",
    "02-03",
    "04:05",
    "04",
    "04:05:06",
    "2020-034",
    "2020-02-03T24:00",
    "2020-02-03T25:00",
    "foo",
    "+2020-01-01",
    "2020-02-03T",
    "2020-02-03Z",
    "2020-02-03T04:05:06,789",
    "0000",
    "2020-02-03T04:60",
    "2020-02-03T04Z",
    "2020-02-03T04:05+02:00:01",
});

constexpr auto kFormats = std::to_array<std::string_view>({
    "strict_date_optional_time",
    "date_optional_time",
    "epoch_millis",
    "epoch_second",
    "strict_date",
    "date",
    "basic_date",
    "strict_date_time",
    "date_time",
    "strict_date_time_no_millis",
    "date_time_no_millis",
    "strict_date_hour_minute_second",
    "date_hour_minute_second",
    "date_hour_minute_second_millis",
    "date_hour_minute_second_fraction",
    "date_hour",
    "date_hour_minute",
    "basic_date_time",
    "basic_date_time_no_millis",
    "year",
    "year_month",
    "year_month_day",
    "strict_year",
    "strict_year_month",
    "strict_year_month_day",
    "iso8601",
    "strict_date_optional_time_nanos",
    "hour",
    "hour_minute",
    "hour_minute_second",
    "basic_ordinal_date",
    "yyyy-MM-dd",
    "yyyyMMdd",
    "dd/MM/yyyy",
    "d.M.yyyy",
    "yyyy-MM-dd HH:mm:ss",
    "yyyy-MM-dd HH:mm:ss.SSS",
    "yyyy-MM-dd'T'HH:mm:ssZ",
    "yyyy-MM-dd'T'HH:mm:ssXXX",
    "yy/MM/dd",
    "uuuu-MM",
    "yyyy-MM-dd[ HH:mm]",
    "dd MMM yyyy",
    "yyyyMMddHHmmss",
    "MM-dd",
    "HH:mm",
});

TEST(DateFormat, ReadsWhatElasticsearchReads) {
  for (const Accepted& row : kAccepted) {
    ASSERT_TRUE(check_date_format(row.format).has_value()) << row.format;
    const Result<std::int64_t> first = read_date(row.text, row.format, {});
    ASSERT_TRUE(first.has_value()) << row.format << " " << row.text;
    EXPECT_EQ(*first, row.first) << row.format << " " << row.text;
    const Result<std::int64_t> last = read_date(row.text, row.format, {.round_up = true});
    ASSERT_TRUE(last.has_value()) << row.format << " " << row.text;
    EXPECT_EQ(*last, row.last) << row.format << " " << row.text;
  }
}

TEST(DateFormat, RefusesWhatElasticsearchRefuses) {
  std::set<std::pair<std::string_view, std::string_view>> accepted;
  for (const Accepted& row : kAccepted) {
    accepted.emplace(row.format, row.text);
  }
  for (const std::string_view format : kFormats) {
    for (const std::string_view text : kTexts) {
      EXPECT_EQ(read_date(text, format, {}).has_value(), accepted.contains({format, text}))
          << format << " " << text;
    }
  }
}

/// The messages from the error down to its innermost cause.
std::string chain(const Error& error) {
  return error.message() + (error.cause() != nullptr ? " < " + chain(*error.cause()) : "");
}

TEST(DateFormat, SaysWhyATextIsNoDate) {
  const auto why = [](std::string_view text, std::string_view format, bool modern = false) {
    const auto result = read_date(text, format, {.modern = modern});
    return result ? "accepted" : chain(result.error());
  };
  EXPECT_EQ(why("foo", ""),
            "failed to parse date field [foo] with format [strict_date_optional_time||"
            "epoch_millis] < Failed to parse with all enclosed parsers");
  EXPECT_EQ(why("2020-2-3", "yyyy-MM-dd"),
            "failed to parse date field [2020-2-3] with format [yyyy-MM-dd] < Text '2020-2-3' "
            "could not be parsed at index 5");
  EXPECT_EQ(why("2020-02-03T04", "yyyy-MM-dd"),
            "failed to parse date field [2020-02-03T04] with format [yyyy-MM-dd] < Text "
            "'2020-02-03T04' could not be parsed, unparsed text found at index 10");
  EXPECT_EQ(why("2020-13-01", "yyyy-MM-dd"),
            "failed to parse date field [2020-13-01] with format [yyyy-MM-dd] < Text '2020-13-01' "
            "could not be parsed: Invalid value for MonthOfYear (valid values 1 - 12): 13 < "
            "Invalid value for MonthOfYear (valid values 1 - 12): 13");
  EXPECT_EQ(why("2020-02-30", "", true), "Invalid date 'FEBRUARY 30'");
  EXPECT_EQ(why("-1", "", true), "accepted");
}

TEST(DateFormat, RefusesPatterns) {
  const auto why = [](std::string_view format) {
    const Status status = check_date_format(format);
    return status ? "accepted" : chain(status.error());
  };
  EXPECT_EQ(why("foo"),
            "Invalid format: [foo]: Unknown pattern letter: f < Unknown pattern letter: f");
  EXPECT_EQ(why(""), "No date pattern provided");
  EXPECT_EQ(why("yyyy-MM-dd EEE"), "date format [yyyy-MM-dd EEE] is not supported by likewise");
  EXPECT_EQ(why("yyyy-MM-dd||epoch_second"), "accepted");
  EXPECT_EQ(why(std::string(100, '[')),
            "date format [" + std::string(100, '[') + "] is not supported by likewise");
}

}  // namespace
}  // namespace likewise
