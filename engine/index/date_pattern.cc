#include "engine/index/date_pattern.h"

#include <algorithm>
#include <array>
#include <string>

namespace likewise {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The run of one letter at the beginning of a pattern.
std::size_t run_length(std::string_view pattern) {
  return std::min(pattern.find_first_not_of(pattern.front()), pattern.size());
}

/// The section after its opening bracket, without the closing one.
std::string_view section_of(std::string_view pattern) {
  std::size_t depth = 1;
  bool quoted = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    quoted = quoted != (pattern[i] == '\'');
    if (!quoted && pattern[i] == '[') {
      ++depth;
    } else if (!quoted && pattern[i] == ']' && --depth == 0) {
      return pattern.substr(0, i);
    }
  }
  return pattern;
}

class Reader {
 public:
  Reader(std::string_view text, DateParts& parts) : text_(text), parts_(parts) {}

  /// False at the first part that does not fit; `at` is its place then.
  bool match(std::string_view pattern);

  std::size_t at() const { return at_; }

 private:
  bool match_section(std::string_view section);
  bool match_quoted(std::string_view& pattern);
  bool match_literal(char c);
  bool match_letters(char letter, std::size_t count, std::string_view rest);
  bool match_number(char letter, std::size_t count, std::string_view rest);
  bool match_year(char letter, std::size_t count, std::size_t reserved);
  bool match_month_name(std::size_t count);
  bool match_fraction(std::size_t least, std::size_t most);
  bool match_offset(char letter, std::size_t count);
  bool match_clock(std::size_t& place, bool colon, bool needs_minutes, int& seconds);

  std::size_t digits_at(std::size_t place, std::size_t most) const {
    std::size_t count = 0;
    while (count < most && place + count < text_.size() && is_digit(text_[place + count])) {
      ++count;
    }
    return count;
  }
  int number_at(std::size_t place, std::size_t count) const {
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      value = value * 10 + (text_[place + i] - '0');
    }
    return value;
  }
  char char_at(std::size_t place) const { return place < text_.size() ? text_[place] : '\0'; }

  std::string_view text_;
  DateParts& parts_;
  std::size_t at_ = 0;
};

bool Reader::match(std::string_view pattern) {
  while (!pattern.empty()) {
    const char c = pattern.front();
    if (c == '[') {
      const std::string_view section = section_of(pattern.substr(1));
      pattern.remove_prefix(std::min(section.size() + 2, pattern.size()));
      match_section(section);
    } else if (c == '\'') {
      if (!match_quoted(pattern)) {
        return false;
      }
    } else if (is_letter(c) || c == '@') {
      const std::size_t count = run_length(pattern);
      pattern.remove_prefix(count);
      if (!match_letters(c, count, pattern)) {
        return false;
      }
    } else {
      pattern.remove_prefix(1);
      if (!match_literal(c)) {
        return false;
      }
    }
  }
  return true;
}

/// A section that does not fit is as if it were not there.
bool Reader::match_section(std::string_view section) {
  const std::size_t start = at_;
  const DateParts before = parts_;
  if (match(section)) {
    return true;
  }
  at_ = start;
  parts_ = before;
  return false;
}

bool Reader::match_quoted(std::string_view& pattern) {
  pattern.remove_prefix(1);
  if (pattern.starts_with('\'')) {  // '' is a quote.
    pattern.remove_prefix(1);
    return match_literal('\'');
  }
  while (!pattern.empty()) {
    const char c = pattern.front();
    pattern.remove_prefix(1);
    if (c == '\'' && !pattern.starts_with('\'')) {
      return true;
    }
    if (c == '\'') {
      pattern.remove_prefix(1);
    }
    if (!match_literal(c)) {
      return false;
    }
  }
  return true;
}

bool Reader::match_literal(char c) {
  if (char_at(at_) != c || at_ >= text_.size()) {
    return false;
  }
  ++at_;
  return true;
}

bool Reader::match_letters(char letter, std::size_t count, std::string_view rest) {
  switch (letter) {
    case '@':
    case 'X':
    case 'x':
    case 'Z':
      return match_offset(letter, count);
    case 'S':
      return match_fraction(count, count);
    case 'f':
      return match_fraction(1, 9);
    case 'g':
      return match_fraction(1, 3);
    default:
      return letter == 'M' && count > 2 ? match_month_name(count)
                                        : match_number(letter, count, rest);
  }
}

/// Digits that the numbers right after this one need: Java leaves them to those.
std::size_t reserved_digits(std::string_view rest) {
  std::size_t reserved = 0;
  while (!rest.empty() && std::string_view("yuMdDHmsS").find(rest.front()) != std::string::npos) {
    const std::size_t count = run_length(rest);
    reserved += count;
    rest.remove_prefix(count);
  }
  return reserved;
}

bool Reader::match_number(char letter, std::size_t count, std::string_view rest) {
  const std::size_t reserved = reserved_digits(rest);
  if (letter == 'y' || letter == 'u') {
    return match_year(letter, count, reserved);
  }
  const std::size_t most = letter == 'D' ? 3 : 2;
  std::size_t length = digits_at(at_, count == 1 ? most : count);
  if (count == 1 && reserved > 0) {
    const std::size_t all = digits_at(at_, most + reserved);
    length = all > reserved ? all - reserved : std::min<std::size_t>(all, 1);
  }
  if (length < count) {
    return false;
  }
  const int value = number_at(at_, length);
  at_ += length;
  switch (letter) {
    case 'M':
      parts_.month = value;
      break;
    case 'd':
      parts_.day = value;
      break;
    case 'D':
      parts_.day_of_year = value;
      break;
    case 'H':
      parts_.hour = value;
      break;
    case 'm':
      parts_.minute = value;
      break;
    default:
      parts_.second = value;
      break;
  }
  return true;
}

/// Two letters: a year of this century. Four: four digits, more of them only after a sign. One:
/// any number of digits.
bool Reader::match_year(char letter, std::size_t count, std::size_t reserved) {
  const bool negative = char_at(at_) == '-';
  const bool may_have_plus = count == 4 && char_at(at_) == '+';
  const bool has_sign = count != 2 && reserved == 0 && (negative || may_have_plus);
  const std::size_t begin = at_ + (has_sign ? 1 : 0);
  constexpr std::size_t kMostDigits = 9;
  std::size_t length = digits_at(begin, reserved > 0 || count == 2 ? count : kMostDigits);
  const bool too_long = count == 4 && length > 4 && !has_sign;
  const bool is_signed_short = count == 4 && has_sign && !negative && length == 4;
  if (length < count || too_long || is_signed_short) {
    return false;
  }
  const int value = number_at(begin, length);
  at_ = begin + length;
  parts_.year = count == 2 ? 2'000 + value : negative ? -value : value;
  parts_.year_of_era = letter == 'y' && count == 4;
  return true;
}

bool Reader::match_month_name(std::size_t count) {
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    const std::string_view name = count == 3 ? kMonths[i].substr(0, 3) : kMonths[i];
    if (text_.substr(at_).starts_with(name)) {
      parts_.month = static_cast<int>(i) + 1;
      at_ += name.size();
      return true;
    }
  }
  return false;
}

bool Reader::match_fraction(std::size_t least, std::size_t most) {
  const std::size_t length = digits_at(at_, most);
  if (length < least) {
    return false;
  }
  int milli = number_at(at_, std::min<std::size_t>(length, 3));
  for (std::size_t i = length; i < 3; ++i) {
    milli *= 10;
  }
  parts_.milli = milli;
  at_ += length;
  return true;
}

/// Hours, then minutes (and, after a second colon, seconds) of an offset.
bool Reader::match_clock(std::size_t& place, bool colon, bool needs_minutes, int& seconds) {
  if (digits_at(place, 2) < 2) {
    return false;
  }
  seconds = number_at(place, 2) * 3'600;
  place += 2;
  const std::size_t gap = colon ? 1 : 0;
  const bool has_minutes = (!colon || char_at(place) == ':') && digits_at(place + gap, 2) == 2;
  if (!has_minutes) {
    return !needs_minutes;
  }
  const int minutes = number_at(place + gap, 2);
  seconds += minutes * 60;
  place += gap + 2;
  if (colon && char_at(place) == ':' && digits_at(place + 1, 2) == 2) {
    seconds += number_at(place + 1, 2);
    place += 3;
  }
  return minutes < 60;
}

bool Reader::match_offset(char letter, std::size_t count) {
  const bool takes_z = letter == 'X' || letter == '@' || (letter == 'Z' && count == 5);
  if (takes_z && char_at(at_) == 'Z') {
    parts_.offset_seconds = 0;
    ++at_;
    return true;
  }
  const bool negative = char_at(at_) == '-';
  if (!negative && char_at(at_) != '+') {
    return false;
  }
  const bool any = letter == '@';
  const bool colon = any ? char_at(at_ + 3) == ':' : count == 3 || count == 5;
  const bool with_colon = letter == 'Z' ? count == 5 : colon;
  std::size_t place = at_ + 1;
  int seconds = 0;
  const bool needs_minutes = !any && (letter == 'Z' || count > 1);
  if (!match_clock(place, with_colon, needs_minutes, seconds) || seconds > 18 * 3'600) {
    return false;
  }
  parts_.offset_seconds = negative ? -seconds : seconds;
  at_ = place;
  return true;
}

Error bad_pattern(std::string reason) {
  return Error(ErrorCode::kInvalidArgument, std::move(reason))
      .with_type("illegal_argument_exception");
}

bool is_built(char letter, std::size_t count) {
  switch (letter) {
    case 'y':
    case 'u':
      return count == 1 || count == 2 || count == 4;
    case 'M':
      return count <= 4;
    case 'D':
      return count == 1 || count == 3;
    case 'd':
    case 'H':
    case 'm':
    case 's':
      return count <= 2;
    case 'S':
      return count <= 9;
    case 'X':
    case 'x':
      return count <= 3;
    case 'Z':
      return count <= 3 || count == 5;
    default:
      return false;
  }
}

}  // namespace

std::optional<PatternMismatch> read_date_pattern(std::string_view text, std::string_view pattern,
                                                 DateParts& parts) {
  Reader reader(text, parts);
  if (!reader.match(pattern)) {
    return PatternMismatch{reader.at(), false};
  }
  if (reader.at() < text.size()) {
    return PatternMismatch{reader.at(), true};
  }
  return std::nullopt;
}

Status check_date_pattern(std::string_view pattern) {
  constexpr std::string_view kJavaLetters = "ABDEFGHKLMNOQSVWXYZacdehkmnpqsuvwxyz";
  std::size_t depth = 0;
  for (std::size_t i = 0; i < pattern.size();) {
    const char c = pattern[i];
    if (c == '\'') {
      const std::size_t end = pattern.find('\'', i + 1);
      if (end == std::string_view::npos) {
        return fail(
            bad_pattern("Pattern ends with an incomplete string literal: " + std::string(pattern)));
      }
      i = end + 1;
      continue;
    }
    const std::size_t count = is_letter(c) ? run_length(pattern.substr(i)) : 1;
    i += count;
    if (is_letter(c) && kJavaLetters.find(c) == std::string_view::npos) {
      return fail(bad_pattern(std::string("Unknown pattern letter: ") + c));
    }
    if (c == '{' || c == '}' || c == '#') {
      return fail(bad_pattern(std::string("Pattern includes reserved character: '") + c + "'"));
    }
    if (c == ']' && depth == 0) {
      return fail(bad_pattern("Pattern invalid as it contains ] without previous ["));
    }
    depth = c == '[' ? depth + 1 : c == ']' ? depth - 1 : depth;
    constexpr std::size_t kMaxSections = 16;  // Sections are read recursively.
    if (depth > kMaxSections || c == '@' || (is_letter(c) && !is_built(c, count))) {
      return fail(Error(ErrorCode::kUnsupported,
                        "date format [" + std::string(pattern) + "] is not supported by likewise")
                      .with_type("illegal_argument_exception"));
    }
  }
  return {};
}

}  // namespace likewise
