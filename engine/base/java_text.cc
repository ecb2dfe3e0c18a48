#include "engine/base/java_text.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <utility>

namespace likewise {
namespace {

/// "d.ddde-05" of std::to_chars taken apart: digits without the point, and the decimal exponent.
struct Decimal {
  std::string digits;
  int exponent = 0;
};

template <class Float>
Decimal shortest(Float magnitude) {
  char buffer[64];
  const auto end =
      std::to_chars(std::begin(buffer), std::end(buffer), magnitude, std::chars_format::scientific)
          .ptr;
  const std::string_view text(buffer, static_cast<std::size_t>(end - buffer));
  const std::size_t e = text.find('e');
  Decimal decimal;
  for (const char c : text.substr(0, e)) {
    if (c != '.') {
      decimal.digits.push_back(c);
    }
  }
  decimal.exponent = std::atoi(std::string(text.substr(e + 1)).c_str());
  return decimal;
}

/// Java's rule for results of one digit: the nearest decimal of two digits that reads back as the
/// same value wins (Float.MIN_VALUE is 1.4E-45, not 1E-45). It differs for subnormal values only.
template <class Float>
Decimal shortest_of_two_digits(Float magnitude, Decimal one_digit) {
  char buffer[64];
  const auto end = std::to_chars(std::begin(buffer), std::end(buffer), magnitude,
                                 std::chars_format::scientific, 1)
                       .ptr;
  Float read_back = 0;
  std::from_chars(std::begin(buffer), end, read_back);
  if (read_back != magnitude) {
    return one_digit;
  }
  const std::string_view text(buffer, static_cast<std::size_t>(end - buffer));
  Decimal two{{text[0], text[2]}, std::atoi(std::string(text.substr(4)).c_str())};
  if (two.digits[1] == '0') {
    two.digits.pop_back();
  }
  return two;
}

template <class Float>
std::string java_number(Float value) {
  if (std::isnan(value)) {
    return "NaN";
  }
  std::string out = std::signbit(value) ? "-" : "";
  if (std::isinf(value)) {
    return out + "Infinity";
  }
  if (value == 0) {
    return out + "0.0";
  }
  Decimal decimal = shortest(std::abs(value));
  if (decimal.digits.size() == 1) {
    decimal = shortest_of_two_digits(std::abs(value), std::move(decimal));
  }
  auto& [digits, exponent] = decimal;
  if (exponent >= -3 && exponent < 7) {
    if (exponent < 0) {
      return out + "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
    }
    const auto whole = static_cast<std::size_t>(exponent) + 1;
    if (digits.size() < whole) {
      digits.resize(whole, '0');
    }
    const std::string fraction = digits.substr(whole);
    return out + digits.substr(0, whole) + "." + (fraction.empty() ? "0" : fraction);
  }
  const std::string fraction = digits.substr(1);
  return out + digits[0] + "." + (fraction.empty() ? "0" : fraction) + "E" +
         std::to_string(exponent);
}

/// Calls `unit` for each UTF-16 code unit. REQUIRES: valid UTF-8.
template <class Unit>
void for_each_utf16(std::string_view utf8, Unit unit) {
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    std::uint32_t point = length == 1 ? lead : lead & (0x7FU >> length);
    for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k) {
      point = point << 6U | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
    }
    if (point >= 0x10000) {
      unit(static_cast<std::uint16_t>(0xD800U + ((point - 0x10000) >> 10U)));
      unit(static_cast<std::uint16_t>(0xDC00U + ((point - 0x10000) & 0x3FFU)));
    } else {
      unit(static_cast<std::uint16_t>(point));
    }
    i += length;
  }
}

}  // namespace

std::string java_float(float value) {
  return java_number(value);
}

std::string java_double(double value) {
  return java_number(value);
}

std::size_t utf16_length(std::string_view utf8) {
  std::size_t length = 0;
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    // Continuation bytes count nothing; a four-byte lead starts a surrogate pair.
    length += (byte & 0xC0U) != 0x80U ? (byte >= 0xF0 ? 2U : 1U) : 0U;
  }
  return length;
}

std::uint32_t java_hash(std::string_view utf8) {
  std::uint32_t hash = 0;
  for_each_utf16(utf8, [&hash](std::uint16_t unit) { hash = 31 * hash + unit; });
  return hash;
}

bool is_valid_utf8(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || i + length > bytes.size()) {
      return false;
    }
    for (std::size_t k = 1; k < length; ++k) {
      if ((static_cast<unsigned char>(bytes[i + k]) & 0xC0U) != 0x80U) {
        return false;
      }
    }
    const auto second = static_cast<unsigned char>(bytes[i + 1]);
    if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ||
        (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F)) {
      return false;
    }
    i += length;
  }
  return true;
}

}  // namespace likewise
