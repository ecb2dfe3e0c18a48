#include "engine/index/date_text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "engine/base/civil_time.h"

namespace likewise {
namespace {

constexpr std::string_view kDefaultPattern = "uuuu-MM-dd'T'HH:mm:ss.SSSX";

/// Formats with a name; both with and without "strict_" before it.
constexpr auto kNamed = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"date_optional_time", kDefaultPattern},
    {"date_time", kDefaultPattern},
    {"date_time_no_millis", "uuuu-MM-dd'T'HH:mm:ssX"},
    {"date", "uuuu-MM-dd"},
    {"year_month_day", "uuuu-MM-dd"},
    {"year_month", "uuuu-MM"},
    {"year", "uuuu"},
    {"date_hour", "uuuu-MM-dd'T'HH"},
    {"date_hour_minute", "uuuu-MM-dd'T'HH:mm"},
    {"date_hour_minute_second", "uuuu-MM-dd'T'HH:mm:ss"},
    {"date_hour_minute_second_millis", "uuuu-MM-dd'T'HH:mm:ss.SSS"},
    {"hour_minute_second", "HH:mm:ss"},
    {"hour_minute", "HH:mm"},
    {"basic_date", "uuuuMMdd"},
    {"basic_date_time", "uuuuMMdd'T'HHmmss.SSSX"},
    {"basic_date_time_no_millis", "uuuuMMdd'T'HHmmssX"},
});

struct Moment {
  CivilDate date;
  std::int64_t hour = 0;
  std::int64_t minute = 0;
  std::int64_t second = 0;
  std::int64_t milli = 0;
};

Moment moment_of(std::int64_t millis) {
  const std::int64_t days = floor_divide(millis, kMillisPerDay);
  std::int64_t rest = millis - days * kMillisPerDay;
  Moment moment;
  moment.date = civil_from_days(days);
  moment.milli = rest % 1'000;
  rest /= 1'000;
  moment.second = rest % 60;
  rest /= 60;
  moment.minute = rest % 60;
  moment.hour = rest / 60;
  return moment;
}

/// Java writes a sign before years that need more digits than asked for.
std::string year_text(std::int64_t year, std::size_t width) {
  if (width == 2) {
    return fmt::format("{:02}", ((year % 100) + 100) % 100);
  }
  const std::string digits = fmt::format("{:0{}}", year < 0 ? -year : year, width);
  if (year < 0) {
    return "-" + digits;
  }
  return width >= 4 && digits.size() > width ? "+" + digits : digits;
}

/// One run of a pattern letter; nothing for letters that are not understood.
std::optional<std::string> part(const Moment& moment, char letter, std::size_t width) {
  const auto padded = [width](std::int64_t value) { return fmt::format("{:0{}}", value, width); };
  switch (letter) {
    case 'y':  // The year of its era: before the year 1 they count backwards.
      return year_text(moment.date.year > 0 ? moment.date.year : 1 - moment.date.year, width);
    case 'u':
      return year_text(moment.date.year, width);
    case 'M':
      return width > 2 ? std::nullopt : std::optional(padded(moment.date.month));
    case 'd':
      return padded(moment.date.day);
    case 'H':
      return padded(moment.hour);
    case 'm':
      return padded(moment.minute);
    case 's':
      return padded(moment.second);
    case 'S': {
      std::string digits = fmt::format("{:03}", moment.milli);
      digits.resize(width, '0');
      return digits;
    }
    case 'X':
      return "Z";
    case 'Z':
      return "+0000";
    default:
      return std::nullopt;
  }
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::optional<std::string> written(const Moment& moment, std::string_view pattern) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size();) {
    const char c = pattern[i];
    if (c == '\'') {
      const std::size_t end = std::min(pattern.find('\'', i + 1), pattern.size());
      out += end == i + 1 ? std::string_view("'") : pattern.substr(i + 1, end - i - 1);
      i = end + 1;
    } else if (is_letter(c)) {
      std::size_t end = i;
      while (end < pattern.size() && pattern[end] == c) {
        ++end;
      }
      const std::optional<std::string> text = part(moment, c, end - i);
      if (!text) {
        return std::nullopt;
      }
      out += *text;
      i = end;
    } else {
      out.push_back(c);
      ++i;
    }
  }
  return out;
}

}  // namespace

std::string date_text(std::int64_t millis, std::string_view format) {
  std::string_view first = format.substr(0, format.find("||"));
  if (first == "epoch_millis") {
    return std::to_string(millis);
  }
  if (first == "epoch_second") {
    const std::int64_t seconds = floor_divide(millis, kMillisPerSecond);
    const std::int64_t rest = millis - seconds * kMillisPerSecond;
    return rest == 0 ? std::to_string(seconds) : fmt::format("{}.{:03}", seconds, rest);
  }
  std::string_view pattern = first.empty() ? kDefaultPattern : first;
  const std::string_view name =
      first.starts_with("strict_") ? first.substr(std::string_view("strict_").size()) : first;
  for (const auto& [known, meaning] : kNamed) {
    if (known == name) {
      pattern = meaning;
    }
  }
  const Moment moment = moment_of(millis);
  if (std::optional<std::string> text = written(moment, pattern)) {
    return *std::move(text);
  }
  return *written(moment, kDefaultPattern);
}

}  // namespace likewise
