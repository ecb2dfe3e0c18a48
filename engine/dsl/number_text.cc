#include "engine/dsl/number_text.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>
#include <system_error>

namespace likewise {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view trim(std::string_view text) {
  // Java's trim takes away everything up to the blank, control characters included.
  const auto is_blank = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
  while (!text.empty() && is_blank(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && is_blank(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

/// A decimal's parts: 12.5e3 has the digits "125", two of them before the point, exponent 3.
struct Decimal {
  std::string digits;
  std::int64_t whole_digits = 0;
  std::int64_t exponent = 0;
};

/// Digits, a point and an exponent; no sign, at least one digit.
std::optional<Decimal> split_decimal(std::string_view text) {
  Decimal decimal;
  std::size_t i = 0;
  for (; i < text.size() && is_digit(text[i]); ++i) {
    decimal.digits.push_back(text[i]);
  }
  decimal.whole_digits = static_cast<std::int64_t>(decimal.digits.size());
  if (i < text.size() && text[i] == '.') {
    for (++i; i < text.size() && is_digit(text[i]); ++i) {
      decimal.digits.push_back(text[i]);
    }
  }
  if (decimal.digits.empty()) {
    return std::nullopt;
  }
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    std::string_view exponent = text.substr(i + 1);
    if (exponent.starts_with('+')) {
      exponent.remove_prefix(1);
      if (exponent.empty() || !is_digit(exponent.front())) {
        return std::nullopt;
      }
    }
    const auto [end, error] =
        std::from_chars(exponent.data(), exponent.data() + exponent.size(), decimal.exponent);
    if (end != exponent.data() + exponent.size() || exponent.empty() ||
        error == std::errc::invalid_argument) {
      return std::nullopt;
    }
    if (error == std::errc::result_out_of_range) {
      decimal.exponent = exponent.front() == '-' ? -1'000'000 : 1'000'000;
    }
    return decimal;
  }
  return i == text.size() ? std::optional<Decimal>(decimal) : std::nullopt;
}

template <class Float>
std::optional<Float> parse_java(std::string_view text) {
  text = trim(text);
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) {
    text.remove_prefix(1);
  }
  const auto sign = [negative](Float value) { return negative ? -value : value; };
  if (text == "NaN") {
    return std::numeric_limits<Float>::quiet_NaN();
  }
  if (text == "Infinity") {
    return sign(std::numeric_limits<Float>::infinity());
  }
  if (!text.empty() && std::string_view("fFdD").find(text.back()) != std::string_view::npos) {
    text.remove_suffix(1);
  }
  const std::optional<Decimal> decimal = split_decimal(text);
  if (!decimal) {
    return std::nullopt;
  }
  Float value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ec == std::errc::result_out_of_range) {
    const std::size_t first = decimal->digits.find_first_not_of('0');
    const std::int64_t magnitude =
        decimal->whole_digits - static_cast<std::int64_t>(first) + decimal->exponent;
    value = magnitude > 0 ? std::numeric_limits<Float>::infinity() : Float{0};
  }
  return sign(value);
}

}  // namespace

std::optional<double> parse_java_double(std::string_view text) {
  return parse_java<double>(text);
}

std::optional<float> parse_java_float(std::string_view text) {
  return parse_java<float>(text);
}

std::optional<std::int64_t> parse_java_long(std::string_view text) {
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-')) {
      return std::nullopt;
    }
  }
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return value;
}

std::optional<std::int64_t> whole_part(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) {
    text.remove_prefix(1);
  }
  std::optional<Decimal> decimal = split_decimal(text);
  if (!decimal) {
    return std::nullopt;
  }
  std::int64_t length = decimal->whole_digits + decimal->exponent;
  const std::size_t zeros = decimal->digits.find_first_not_of('0');
  if (zeros == std::string::npos || length <= static_cast<std::int64_t>(zeros)) {
    return 0;
  }
  decimal->digits.erase(0, zeros);
  length -= static_cast<std::int64_t>(zeros);
  if (length > 19) {
    return std::nullopt;
  }
  decimal->digits.resize(static_cast<std::size_t>(length), '0');
  return parse_java_long((negative ? "-" : "") + decimal->digits);
}

}  // namespace likewise
