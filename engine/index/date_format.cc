#include "engine/index/date_format.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>

#include "engine/base/civil_time.h"
#include "engine/index/date_pattern.h"

namespace likewise {
namespace {

/// strict_date_optional_time: a year, then month, day and time as far as given.
constexpr std::string_view kIso = "uuuu[-MM[-dd]]['T'[HH[:mm[:ss[.f][,f]]]][@]]";

/// Formats that Elasticsearch knows by name.
constexpr auto kNamed = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"basic_date", "yyyyMMdd"},
    {"basic_date_time", "yyyyMMdd'T'HHmmss.f@"},
    {"basic_date_time_no_millis", "yyyyMMdd'T'HHmmss@"},
    {"basic_ordinal_date", "yyyyDDD"},
    {"date", "u[-M[-d]]"},
    {"date_hour", "u-M-d'T'H"},
    {"date_hour_minute", "u-M-d'T'H:m"},
    {"date_hour_minute_second", "u-M-d'T'H:m:s"},
    {"date_hour_minute_second_fraction", "u-M-d'T'H:m:s.f"},
    {"date_hour_minute_second_millis", "u-M-d'T'H:m:s.g"},
    {"date_optional_time", "u[-M[-d]]['T'[H[:m[:s[.f][,f]][@]]]]"},
    {"date_time", "u-M-d'T'H:m:s.f@"},
    {"date_time_no_millis", "u-M-d'T'H:m[:s][@]"},
    {"hour", "H"},
    {"hour_minute", "H:m"},
    {"hour_minute_second", "H:m:s"},
    {"iso8601", kIso},
    {"ordinal_date", "u-D"},
    {"strict_basic_ordinal_date", "yyyyDDD"},
    {"strict_date", "uuuu-MM-dd"},
    {"strict_date_hour", "uuuu-MM-dd'T'HH"},
    {"strict_date_hour_minute", "uuuu-MM-dd'T'HH:mm"},
    {"strict_date_hour_minute_second", "uuuu-MM-dd'T'HH:mm:ss"},
    {"strict_date_hour_minute_second_fraction", "uuuu-MM-dd'T'HH:mm:ss.f"},
    {"strict_date_hour_minute_second_millis", "uuuu-MM-dd'T'HH:mm:ss.g"},
    {"strict_date_optional_time", kIso},
    {"strict_date_optional_time_nanos", "uuuu[-MM[-dd]]['T'HH:mm:ss[.f][,f][@]]"},
    {"strict_date_time", "uuuu-MM-dd'T'HH:mm:ss[.f]@"},
    {"strict_date_time_no_millis", "uuuu-MM-dd'T'HH:mm:ss@"},
    {"strict_hour", "HH"},
    {"strict_hour_minute", "HH:mm"},
    {"strict_hour_minute_second", "HH:mm:ss"},
    {"strict_ordinal_date", "uuuu-DDD"},
    {"strict_year", "uuuu"},
    {"strict_year_month", "uuuu-MM"},
    {"strict_year_month_day", "uuuu[-MM[-dd]]"},
    {"year", "u"},
    {"year_month", "u-M"},
    {"year_month_day", "u-M-d"},
});

std::string_view pattern_of(std::string_view format) {
  const auto* const found = std::find_if(kNamed.begin(), kNamed.end(),
                                         [format](const auto& row) { return row.first == format; });
  return found == kNamed.end() ? format : found->second;
}

bool is_epoch(std::string_view format) {
  return format == "epoch_millis" || format == "epoch_second";
}

Error date_error(std::string type, std::string reason) {
  return Error(ErrorCode::kInvalidArgument, std::move(reason)).with_type(std::move(type));
}

Error no_parser() {
  return date_error("date_time_parse_exception", "Failed to parse with all enclosed parsers");
}

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Digits, a fraction of up to nine digits, and a sign where it may be.
Result<std::int64_t> read_epoch(std::string_view text, bool seconds, const DateReading& reading) {
  const bool negative = text.starts_with('-');
  std::string_view digits = text.substr(negative ? 1 : 0);
  std::string_view fraction;
  if (const std::size_t point = digits.find('.'); point != std::string_view::npos) {
    fraction = digits.substr(point + 1);
    digits = digits.substr(0, point);
    if (!all_digits(fraction) || fraction.size() > 9) {
      return fail(no_parser());
    }
  }
  std::int64_t value = 0;
  const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  constexpr std::int64_t kMostSeconds = 9'000'000'000'000'000;
  if (!all_digits(digits) || code != std::errc() || (negative && !seconds && !reading.modern) ||
      (seconds && value > kMostSeconds)) {
    return fail(no_parser());
  }
  if (seconds) {
    std::int64_t milli = fraction.empty() && reading.round_up ? kMillisPerSecond - 1 : 0;
    for (std::size_t i = 0; !fraction.empty() && i < 3; ++i) {
      milli = milli * 10 + (i < fraction.size() ? fraction[i] - '0' : 0);
    }
    const bool counts_down = negative && !fraction.empty();
    value = (negative ? -value : value) * kMillisPerSecond + (counts_down ? -milli : milli);
    return value;
  }
  return negative ? -value : value;
}

Error out_of_range(std::string_view name, std::string_view range, std::int64_t value) {
  return date_error("date_time_exception", "Invalid value for " + std::string(name) +
                                               " (valid values " + std::string(range) +
                                               "): " + std::to_string(value));
}

Status check_parts(const DateParts& parts) {
  struct Limit {
    std::optional<int> value;
    int low;
    int high;
    std::string_view name;
    std::string_view range;
  };
  if (parts.year_of_era && parts.year && *parts.year < 1) {
    return fail(out_of_range("YearOfEra", "1 - 999999999/1000000000", *parts.year));
  }
  for (const Limit& limit : {Limit{parts.month, 1, 12, "MonthOfYear", "1 - 12"},
                             Limit{parts.day, 1, 31, "DayOfMonth", "1 - 28/31"},
                             Limit{parts.day_of_year, 1, 366, "DayOfYear", "1 - 365/366"},
                             Limit{parts.hour, 0, 23, "HourOfDay", "0 - 23"},
                             Limit{parts.minute, 0, 59, "MinuteOfHour", "0 - 59"},
                             Limit{parts.second, 0, 59, "SecondOfMinute", "0 - 59"}}) {
    if (limit.value && (*limit.value < limit.low || *limit.value > limit.high)) {
      return fail(out_of_range(limit.name, limit.range, *limit.value));
    }
  }
  constexpr std::int64_t kLastYear = 292'000'000;  // Milliseconds end there.
  if (parts.year && (*parts.year > kLastYear || *parts.year < -kLastYear)) {
    return fail(date_error("arithmetic_exception", "long overflow"));
  }
  return {};
}

Error no_such_day(std::int64_t year, int month, int day) {
  constexpr std::array<std::string_view, 12> kNames = {
      "JANUARY", "FEBRUARY", "MARCH",     "APRIL",   "MAY",      "JUNE",
      "JULY",    "AUGUST",   "SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER"};
  if (month == 2 && day == 29) {
    return date_error("date_time_exception", "Invalid date 'February 29' as '" +
                                                 std::to_string(year) + "' is not a leap year");
  }
  return date_error("date_time_exception",
                    "Invalid date '" + std::string(kNames[static_cast<std::size_t>(month - 1)]) +
                        " " + std::to_string(day) + "'");
}

/// `clamps_days`: a day that the month does not have is its last one, as Java reads it unless told
/// to be strict, and as Elasticsearch does when it rounds up.
Result<std::int64_t> to_millis(const DateParts& parts, const DateReading& reading,
                               bool clamps_days) {
  LIKEWISE_TRY_STATUS(check_parts(parts));
  CivilDate date{parts.year.value_or(1970), parts.month.value_or(1), parts.day.value_or(1)};
  const int last = days_in_month(date.year, date.month);
  if (date.day > last && !clamps_days) {
    return fail(no_such_day(date.year, date.month, date.day));
  }
  date.day = std::min(date.day, last);
  if (parts.day_of_year) {
    date.day = *parts.day_of_year;
  }
  const bool up = reading.round_up;
  const std::int64_t minutes =
      std::int64_t{parts.hour.value_or(up ? 23 : 0)} * 60 + parts.minute.value_or(up ? 59 : 0);
  const std::int64_t seconds = minutes * 60 + parts.second.value_or(up ? 59 : 0);
  const std::int64_t local = days_from_civil(date) * kMillisPerDay + seconds * kMillisPerSecond +
                             parts.milli.value_or(up ? 999 : 0);
  if (parts.offset_seconds) {
    return local - *parts.offset_seconds * kMillisPerSecond;
  }
  return reading.zone != nullptr ? reading.zone->instant_of(local) : local;
}

std::string quoted(std::string_view text) {
  return "Text '" + std::string(text) + "' could not be parsed";
}

/// Elasticsearch 8 reads ISO dates itself, and finds days that do not exist only later.
Error modern_iso_error(Error cause) {
  return cause.message().starts_with("Invalid date")
             ? std::move(cause)
             : date_error("date_time_parse_exception", "Could not fully parse datetime");
}

/// The failure of one alternative has Java's sentence as its message.
Result<std::int64_t> read_one(std::string_view text, std::string_view format,
                              const DateReading& reading) {
  if (is_epoch(format)) {
    LIKEWISE_TRY(const std::int64_t millis, read_epoch(text, format == "epoch_second", reading));
    // Elasticsearch 7 takes even these for what the zone's clocks show.
    return reading.zone != nullptr && !reading.modern ? reading.zone->instant_of(millis) : millis;
  }
  DateParts parts;
  const std::string_view pattern = pattern_of(format);
  const bool is_iso = pattern == kIso;
  if (const auto mismatch = read_date_pattern(text, pattern, parts)) {
    return fail(date_error(
        "date_time_parse_exception",
        is_iso && reading.modern
            ? "Could not fully parse datetime"
            : quoted(text) +
                  (mismatch->is_rest ? ", unparsed text found at index " : " at index ") +
                  std::to_string(mismatch->at)));
  }
  Result<std::int64_t> millis =
      to_millis(parts, reading, reading.round_up && !(is_iso && reading.modern));
  if (millis) {
    return millis;
  }
  if (is_iso && reading.modern) {
    return fail(modern_iso_error(std::move(millis).error()));
  }
  const std::string reason = quoted(text) + ": " + millis.error().message();
  return fail(date_error("date_time_parse_exception", reason).caused_by(std::move(millis).error()));
}

/// Calls `body` with each alternative until it returns true.
template <class Body>
bool any_alternative(std::string_view format, Body body) {
  while (true) {
    const std::size_t bar = format.find("||");
    if (body(format.substr(0, bar))) {
      return true;
    }
    if (bar == std::string_view::npos) {
      return false;
    }
    format.remove_prefix(bar + 2);
  }
}

}  // namespace

Status check_date_format(std::string_view format) {
  if (format.empty()) {
    return fail(date_error("illegal_argument_exception", "No date pattern provided"));
  }
  Status status;
  any_alternative(format, [&status](std::string_view one) {
    if (is_epoch(one) || pattern_of(one) != one) {
      return false;
    }
    status = check_date_pattern(one);
    if (!status && status.error().code() == ErrorCode::kInvalidArgument) {
      Error cause = std::move(status).error();
      std::string reason = "Invalid format: [" + std::string(one) + "]: " + cause.message();
      status = fail(
          date_error("illegal_argument_exception", std::move(reason)).caused_by(std::move(cause)));
    }
    return !status.has_value();
  });
  return status;
}

Result<std::int64_t> read_date(std::string_view text, std::string_view format,
                               const DateReading& reading) {
  if (format.empty()) {
    format = kDefaultDateFormat;
  }
  Result<std::int64_t> last = fail(no_parser());
  const bool taken = any_alternative(format, [&](std::string_view one) {
    last = read_one(text, one, reading);
    return last.has_value() || last.error().type() == "date_time_exception";
  });
  if (taken) {
    return last;
  }
  const bool is_single = format.find("||") == std::string_view::npos;
  return fail(date_error("illegal_argument_exception", "failed to parse date field [" +
                                                           std::string(text) + "] with format [" +
                                                           std::string(format) + "]")
                  .caused_by(is_single ? std::move(last).error() : no_parser()));
}

std::optional<std::int64_t> parse_date(std::string_view text, std::string_view format) {
  const Result<std::int64_t> millis = read_date(text, format, {});
  return millis ? std::optional(*millis) : std::nullopt;
}

DateLikeness detect_date(std::string_view text) {
  const bool may_be_date = text.size() >= 4 && text.find_first_of(":-/") != std::string_view::npos;
  if (!may_be_date) {
    return DateLikeness::kNone;
  }
  DateParts parts;
  if (!read_date_pattern(text, kIso, parts)) {
    return DateLikeness::kIso;
  }
  if (!read_date_pattern(text, "yyyy/MM/dd HH:mm:ss", parts) ||
      !read_date_pattern(text, "yyyy/MM/dd", parts)) {
    return DateLikeness::kSlashes;
  }
  return DateLikeness::kNone;
}

}  // namespace likewise
