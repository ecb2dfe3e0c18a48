#include "engine/dsl/date_format.h"

#include <array>

#include <fmt/format.h>

#include "engine/dsl/number_text.h"

namespace likewise {
namespace {

constexpr std::int64_t kMillisPerDay = 86'400'000;

struct DateTime {
  std::int64_t year = 1970;
  int month = 1;
  int day = 1;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int milli = 0;
  int offset_seconds = 0;
};

/// Days since 1970-01-01 of the proleptic Gregorian calendar (Howard Hinnant's algorithm).
std::int64_t days_from_civil(std::int64_t year, int month, int day) {
  year -= month <= 2 ? 1 : 0;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

int days_in_month(std::int64_t year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && is_leap ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

std::optional<std::int64_t> to_millis(const DateTime& time) {
  const bool is_valid = time.month >= 1 && time.month <= 12 && time.day >= 1 &&
                        time.day <= days_in_month(time.year, time.month) && time.hour < 24 &&
                        time.minute < 60 && time.second < 60;
  if (!is_valid) {
    return std::nullopt;
  }
  const std::int64_t seconds =
      (time.hour * 60 + time.minute) * 60 + time.second - time.offset_seconds;
  return days_from_civil(time.year, time.month, time.day) * kMillisPerDay + seconds * 1'000 +
         time.milli;
}

/// Reads a text from left to right; every step says whether it could.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  bool at_end() const { return text_.empty(); }
  bool take(char c) {
    if (text_.empty() || text_.front() != c) {
      return false;
    }
    text_.remove_prefix(1);
    return true;
  }
  /// Exactly `count` digits.
  bool digits(int count, int& out) {
    const auto length = static_cast<std::size_t>(count);
    if (text_.size() < length) {
      return false;
    }
    int value = 0;
    for (const char c : text_.substr(0, length)) {
      if (c < '0' || c > '9') {
        return false;
      }
      value = value * 10 + (c - '0');
    }
    out = value;
    text_.remove_prefix(length);
    return true;
  }
  /// One to nine digits of a fraction of a second.
  bool fraction(int& milli) {
    std::size_t length = 0;
    milli = 0;
    while (length < text_.size() && text_[length] >= '0' && text_[length] <= '9') {
      if (length < 3) {
        milli = milli * 10 + (text_[length] - '0');
      }
      ++length;
    }
    for (std::size_t i = length; i < 3; ++i) {
      milli *= 10;
    }
    text_.remove_prefix(length);
    return length >= 1 && length <= 9;
  }
  std::size_t leading_digits() const {
    const std::size_t end = text_.find_first_not_of("0123456789");
    return end == std::string_view::npos ? text_.size() : end;
  }

 private:
  std::string_view text_;
};

/// Four digits, or a sign and up to nine ("+10000", "-2020").
bool read_year(Cursor& cursor, std::int64_t& year) {
  const bool negative = cursor.take('-');
  const bool signed_year = negative || cursor.take('+');
  const std::size_t length = cursor.leading_digits();
  if (length < 4 || length > 9 || (!signed_year && length != 4)) {
    return false;
  }
  int value = 0;
  cursor.digits(static_cast<int>(length), value);
  year = negative ? -std::int64_t{value} : value;
  return true;
}

/// "Z", "+02:00", "+0200" or "+02".
bool read_offset(Cursor& cursor, int& seconds) {
  if (cursor.take('Z')) {
    return true;
  }
  const bool negative = cursor.take('-');
  if (!negative && !cursor.take('+')) {
    return false;
  }
  int hours = 0;
  int minutes = 0;
  if (!cursor.digits(2, hours)) {
    return false;
  }
  const bool has_colon = cursor.take(':');
  if ((has_colon || cursor.leading_digits() > 0) && !cursor.digits(2, minutes)) {
    return false;
  }
  seconds = (negative ? -1 : 1) * (hours * 60 + minutes) * 60;
  return hours <= 18 && minutes < 60;
}

/// What may follow "T": nothing, or an hour with the finer parts one after the other.
bool read_time(Cursor& cursor, DateTime& time) {
  if (cursor.at_end()) {
    return true;
  }
  if (!cursor.digits(2, time.hour)) {
    return false;
  }
  if (cursor.take(':')) {
    if (!cursor.digits(2, time.minute)) {
      return false;
    }
    if (cursor.take(':')) {
      if (!cursor.digits(2, time.second)) {
        return false;
      }
      if ((cursor.take('.') || cursor.take(',')) && !cursor.fraction(time.milli)) {
        return false;
      }
    }
  }
  return cursor.at_end() || (read_offset(cursor, time.offset_seconds) && cursor.at_end());
}

/// strict_date_optional_time: a year, then month, day and time as far as given.
bool read_iso(std::string_view text, DateTime& time) {
  Cursor cursor(text);
  if (!read_year(cursor, time.year)) {
    return false;
  }
  if (cursor.take('-')) {
    if (!cursor.digits(2, time.month)) {
      return false;
    }
    if (cursor.take('-') && !cursor.digits(2, time.day)) {
      return false;
    }
  }
  return cursor.at_end() || (cursor.take('T') && read_time(cursor, time));
}

/// Patterns of letters that stand for fixed numbers of digits: "yyyy/MM/dd HH:mm:ss.SSS".
bool read_pattern(std::string_view text, std::string_view pattern, DateTime& time) {
  Cursor cursor(text);
  for (std::size_t i = 0; i < pattern.size();) {
    const char letter = pattern[i];
    std::size_t length = 1;
    while (i + length < pattern.size() && pattern[i + length] == letter) {
      ++length;
    }
    i += length;
    int value = 0;
    const bool is_letter = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
    if (!is_letter) {
      for (std::size_t k = 0; k < length; ++k) {
        if (!cursor.take(letter)) {
          return false;
        }
      }
      continue;
    }
    if (letter == 'X' || letter == 'Z' || letter == 'x') {
      if (!read_offset(cursor, time.offset_seconds)) {
        return false;
      }
      continue;
    }
    if (!cursor.digits(static_cast<int>(length), value)) {
      return false;
    }
    switch (letter) {
      case 'y':
      case 'u':
        time.year = value;
        break;
      case 'M':
        time.month = value;
        break;
      case 'd':
        time.day = value;
        break;
      case 'H':
        time.hour = value;
        break;
      case 'm':
        time.minute = value;
        break;
      case 's':
        time.second = value;
        break;
      default:  // 'S'
        time.milli = length == 1 ? value * 100 : length == 2 ? value * 10 : value;
        break;
    }
  }
  return cursor.at_end();
}

bool is_pattern(std::string_view format) {
  bool has_year = false;
  for (std::size_t i = 0; i < format.size();) {
    const char letter = format[i];
    std::size_t length = 1;
    while (i + length < format.size() && format[i + length] == letter) {
      ++length;
    }
    i += length;
    const bool is_letter = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
    if (!is_letter) {
      if (letter == '\'' || letter == '[' || letter == ']') {
        return false;
      }
      continue;
    }
    const bool is_year = (letter == 'y' || letter == 'u') && length == 4;
    const bool is_part = length == 2 && std::string_view("MdHms").find(letter) != std::string::npos;
    const bool is_zone = letter == 'X' || letter == 'Z' || letter == 'x';
    if (!is_year && !is_part && !is_zone && !(letter == 'S' && length <= 3)) {
      return false;
    }
    has_year = has_year || is_year;
  }
  return has_year;
}

/// Names with a pattern's meaning.
std::string_view pattern_of(std::string_view name) {
  if (name.starts_with("strict_")) {
    name.remove_prefix(7);
  }
  if (name == "date" || name == "year_month_day") {
    return "yyyy-MM-dd";
  }
  if (name == "basic_date") {
    return "yyyyMMdd";
  }
  if (name == "year") {
    return "yyyy";
  }
  if (name == "year_month") {
    return "yyyy-MM";
  }
  return "";
}

bool is_iso_name(std::string_view name) {
  return name == "strict_date_optional_time" || name == "date_optional_time" ||
         name == "strict_date_optional_time_nanos" || name == "iso8601" ||
         name == "strict_date_time" || name == "strict_date_time_no_millis" ||
         name == "strict_date_hour_minute_second";
}

std::optional<std::int64_t> parse_epoch(std::string_view text, bool is_seconds) {
  if (text.empty() || text.front() == '-' || text.front() == '+') {
    return std::nullopt;  // Elasticsearch 7 takes no negative epoch here.
  }
  const std::optional<double> number = parse_java_double(text);
  if (!number || text.find_first_not_of("0123456789.") != std::string_view::npos) {
    return std::nullopt;
  }
  const double millis = is_seconds ? *number * 1'000 : *number;
  constexpr double kLimit = 9.0e18;
  if (millis > kLimit) {
    return std::nullopt;
  }
  if (!is_seconds) {
    return whole_part(text);
  }
  return static_cast<std::int64_t>(millis);
}

std::optional<std::int64_t> parse_one(std::string_view text, std::string_view format) {
  if (format == "epoch_millis" || format == "epoch_second") {
    return parse_epoch(text, format == "epoch_second");
  }
  DateTime time;
  const std::string_view pattern = pattern_of(format);
  const bool fits = is_iso_name(format)
                        ? read_iso(text, time)
                        : read_pattern(text, pattern.empty() ? format : pattern, time);
  return fits ? to_millis(time) : std::nullopt;
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

Status check_date_format(std::string_view format, std::string_view field) {
  std::string_view bad;
  const bool has_bad = any_alternative(format, [&bad](std::string_view one) {
    bad = one;
    return one != "epoch_millis" && one != "epoch_second" && !is_iso_name(one) &&
           pattern_of(one).empty() && !is_pattern(one);
  });
  if (!has_bad) {
    return {};
  }
  return fail(Error(ErrorCode::kUnsupported,
                    fmt::format("Error parsing [format] on field [{}]: date format [{}] is not "
                                "supported by likewise",
                                field, bad))
                  .with_type("mapper_parsing_exception"));
}

std::optional<std::int64_t> parse_date(std::string_view text, std::string_view format) {
  std::optional<std::int64_t> millis;
  any_alternative(format.empty() ? kDefaultDateFormat : format, [&](std::string_view one) {
    millis = parse_one(text, one);
    return millis.has_value();
  });
  return millis;
}

DateLikeness detect_date(std::string_view text) {
  const bool may_be_date = text.size() >= 4 && text.find_first_of(":-/") != std::string_view::npos;
  if (!may_be_date) {
    return DateLikeness::kNone;
  }
  DateTime time;
  if (read_iso(text, time)) {
    return DateLikeness::kIso;
  }
  if (read_pattern(text, "yyyy/MM/dd HH:mm:ss", time) || read_pattern(text, "yyyy/MM/dd", time)) {
    return DateLikeness::kSlashes;
  }
  return DateLikeness::kNone;
}

}  // namespace likewise
