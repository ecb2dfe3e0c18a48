#include "engine/search/minimum_should_match.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace likewise {
namespace {

/// \s of Java's regular expressions.
constexpr std::string_view kBlanks = " \t\n\v\f\r";

Error number_format(std::string_view text) {
  return Error(ErrorCode::kInvalidArgument, "For input string: \"" + std::string(text) + "\"")
      .with_type("number_format_exception")
      .raised_in_shard();
}

Error out_of_bounds(std::size_t index, std::size_t length) {
  return Error(ErrorCode::kInternal, "Index " + std::to_string(index) +
                                         " out of bounds for length " + std::to_string(length))
      .with_type("array_index_out_of_bounds_exception")
      .with_status(500)
      .raised_in_shard();
}

/// Integer.parseInt: an optional sign and ASCII digits, nothing else.
Result<std::int32_t> parse_int(std::string_view text) {
  // from_chars knows '-' but not '+'.
  const bool plus = text.starts_with('+');
  const std::string_view digits = text.substr(plus ? 1 : 0);
  std::int32_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size() ||
      (plus && digits.starts_with('-'))) {
    return fail(number_format(text));
  }
  return value;
}

/// String.trim(): without the leading and trailing characters up to U+0020.
std::string_view trim(std::string_view text) {
  const auto is_blank = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
  while (!text.empty() && is_blank(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && is_blank(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

/// Pattern.split(text) for a one-character pattern: empty pieces at the end are dropped, others
/// are not, and a text without a match is one piece even when it is empty.
std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  std::size_t begin = 0;
  for (std::size_t at = text.find(separator); at != std::string_view::npos;
       at = text.find(separator, begin)) {
    pieces.push_back(text.substr(begin, at - begin));
    begin = at + 1;
  }
  pieces.push_back(text.substr(begin));
  while (begin > 0 && !pieces.empty() && pieces.back().empty()) {
    pieces.pop_back();
  }
  return pieces;
}

std::string without_blanks_around_less(std::string_view spec) {
  std::string out;
  for (std::size_t i = 0; i < spec.size(); ++i) {
    if (spec[i] != '<') {
      out.push_back(spec[i]);
      continue;
    }
    while (!out.empty() && kBlanks.find(out.back()) != std::string_view::npos) {
      out.pop_back();
    }
    out.push_back('<');
    while (i + 1 < spec.size() && kBlanks.find(spec[i + 1]) != std::string_view::npos) {
      ++i;
    }
  }
  return out;
}

/// "30%" or "-2".
Result<std::int32_t> simple_count(std::int32_t clauses, std::string_view spec) {
  if (spec.find('%') == std::string_view::npos) {
    LIKEWISE_TRY(const std::int32_t count, parse_int(spec));
    return std::max(0, count < 0 ? clauses + count : count);
  }
  // The sign of percent is expected at the end; anything else there spoils the number.
  spec.remove_suffix(1);
  LIKEWISE_TRY(const std::int32_t percent, parse_int(spec));
  // Java's int product wraps.
  const auto product = static_cast<std::int32_t>(static_cast<std::uint32_t>(clauses) *
                                                 static_cast<std::uint32_t>(percent));
  const float share = static_cast<float>(product) * (1.0F / 100.0F);
  const auto whole = static_cast<std::int32_t>(share);
  return std::max(0, share < 0.0F ? clauses + whole : whole);
}

}  // namespace

Result<std::int32_t> minimum_should_match(std::int32_t clauses, std::string_view spec) {
  spec = trim(spec);
  if (spec.find('<') == std::string_view::npos) {
    return simple_count(clauses, spec);
  }
  std::int32_t count = clauses;
  const std::string conditions = without_blanks_around_less(spec);
  for (const std::string_view condition : split(conditions, ' ')) {
    const std::vector<std::string_view> parts = split(condition, '<');
    if (parts.empty()) {
      return fail(out_of_bounds(0, 0));
    }
    LIKEWISE_TRY(const std::int32_t bound, parse_int(parts[0]));
    if (clauses <= bound) {
      return count;
    }
    if (parts.size() < 2) {
      return fail(out_of_bounds(1, 1));
    }
    LIKEWISE_TRY(count, simple_count(clauses, trim(parts[1])));
  }
  return count;
}

}  // namespace likewise
