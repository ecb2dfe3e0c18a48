#include "engine/search/numeric_value.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>

#include "engine/base/java_text.h"
#include "engine/index/numeric_term.h"

namespace likewise {
namespace {

struct IntegerRange {
  std::int64_t low;
  std::int64_t high;
  std::string_view article;  ///< Of the type's name in Elasticsearch's texts.
};

/// Bytes and shorts are asked for as integers are: a value that none can have is no error.
IntegerRange integer_range(FieldKind kind) {
  if (kind == FieldKind::kLong || kind == FieldKind::kDate) {
    return {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max(),
            "a long"};
  }
  return {std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max(),
          "an integer"};
}

Error bad_number(std::string_view text) {
  return Error(ErrorCode::kInvalidArgument,
               text.empty() ? "empty String" : "For input string: \"" + std::string(text) + "\"")
      .with_type("number_format_exception");
}

Error bad_value(std::string message) {
  return Error(ErrorCode::kInvalidArgument, std::move(message))
      .with_type("illegal_argument_exception");
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') {
    text.remove_prefix(1);
  }
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') {
    text.remove_suffix(1);
  }
  return text;
}

Result<double> parse_double(std::string_view text) {
  std::string_view digits = trimmed(text);
  if (digits.starts_with('+')) {
    digits.remove_prefix(1);
  }
  double value = 0.0;
  const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (code == std::errc::result_out_of_range) {
    return digits.starts_with('-') ? -std::numeric_limits<double>::infinity()
                                   : std::numeric_limits<double>::infinity();
  }
  const bool words = digits.find_first_of("iInN") != std::string_view::npos && digits != "NaN" &&
                     digits != "Infinity" && digits != "-Infinity";
  if (code != std::errc() || end != digits.data() + digits.size() || words ||
      text.starts_with("+-")) {
    return fail(bad_number(text));
  }
  return value;
}

NumericValue long_value(std::int64_t value, std::string text) {
  return {encode_long_term(value), std::move(text)};
}

Result<std::optional<NumericValue>> integer_value(FieldKind kind, std::string_view text,
                                                  bool modern, const std::string& shown) {
  LIKEWISE_TRY(const double approximate, parse_double(text));
  if (!std::isfinite(approximate) || approximate != std::trunc(approximate)) {
    return std::optional<NumericValue>();
  }
  const IntegerRange range = integer_range(kind);
  const std::string_view digits = trimmed(text);
  std::int64_t value = 0;
  const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool exact = code == std::errc() && end == digits.data() + digits.size();
  const bool in_long_range = exact || (approximate >= -0x1p63 && approximate < 0x1p63);
  if (!exact && in_long_range && code != std::errc::result_out_of_range) {
    value = static_cast<std::int64_t>(approximate);
  }
  if (!in_long_range || code == std::errc::result_out_of_range || value < range.low ||
      value > range.high) {
    if (modern) {
      return std::optional<NumericValue>();
    }
    return fail(
        bad_value("Value [" + shown + "] is out of range for " + std::string(range.article)));
  }
  return std::optional(long_value(value, std::to_string(value)));
}

Result<std::optional<NumericValue>> fraction_value(FieldKind kind, std::string_view text,
                                                   const NumberReading& reading) {
  LIKEWISE_TRY(double value, parse_double(text));
  std::string shown = java_double(value);
  if (kind != FieldKind::kDouble) {
    const auto narrow = static_cast<float>(value);
    value = static_cast<double>(narrow);
    shown = java_float(narrow);
  }
  const bool finite =
      std::isfinite(value) && (kind != FieldKind::kHalfFloat || std::fabs(value) < 65'520.0);
  if (!finite && reading.modern) {
    return std::optional<NumericValue>();
  }
  if (!finite) {
    return fail(bad_value("[" + std::string(to_string(kind)) +
                          "] supports only finite values, but got [" + shown + "]"));
  }
  if (kind == FieldKind::kHalfFloat && reading.rounds_to_half) {
    value = static_cast<double>(round_to_half(static_cast<float>(value)));
  }
  return std::optional(NumericValue{encode_double_term(value), std::move(shown)});
}

Result<std::optional<NumericValue>> boolean_value(std::string_view text) {
  if (text == "true") {
    return std::optional(long_value(1, "T"));
  }
  if (text == "false") {
    return std::optional(long_value(0, "F"));
  }
  return fail(bad_value("Can't parse boolean value [" + std::string(text) +
                        "], expected [true] or [false]"));
}

}  // namespace

Result<std::optional<NumericValue>> numeric_value(FieldKind kind, const Scalar& value,
                                                  const NumberReading& reading) {
  switch (kind) {
    case FieldKind::kBoolean:
      return boolean_value(value.text);
    case FieldKind::kDouble:
    case FieldKind::kFloat:
    case FieldKind::kHalfFloat:
      return fraction_value(kind, value.text, reading);
    default:
      return integer_value(kind, value.text, reading.modern, java_text(value));
  }
}

std::string java_text(const Scalar& value) {
  const bool is_fraction =
      value.kind == Scalar::Kind::kNumber && value.text.find_first_of(".eE") != std::string::npos;
  const Result<double> number = is_fraction ? parse_double(value.text) : Result<double>(0.0);
  return is_fraction && number ? java_double(*number) : value.text;
}

}  // namespace likewise
