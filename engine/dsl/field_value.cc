#include "engine/dsl/field_value.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "engine/base/java_text.h"
#include "engine/dsl/body_values.h"
#include "engine/dsl/number_text.h"
#include "engine/index/date_format.h"
#include "engine/index/numeric_term.h"

namespace likewise {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

Error typed(std::string type, std::string reason) {
  return Error(ErrorCode::kInvalidArgument, std::move(reason)).with_type(std::move(type));
}

std::string token_of(const DocumentScalar& value) {
  if (value.kind == ScalarKind::kBoolean) {
    return value.text == "true" ? "VALUE_TRUE" : "VALUE_FALSE";
  }
  if (value.kind == ScalarKind::kNumber) {
    return is_integer_text(value.text) ? "VALUE_NUMBER_INT" : "VALUE_NUMBER_FLOAT";
  }
  return "VALUE_STRING";
}

/// What Elasticsearch says of integers per type: bounds, and two ways to word "too large".
struct IntegerType {
  std::int64_t min;
  std::int64_t max;
  std::string_view java_name;
  std::string_view name;     ///< "Long value passed as String".
  std::string_view article;  ///< "is out of range for an integer".
};

IntegerType integer_type(FieldKind kind) {
  switch (kind) {
    case FieldKind::kInteger:
      return {std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max(),
              "int", "Integer", "an integer"};
    case FieldKind::kShort:
      return {std::numeric_limits<std::int16_t>::min(), std::numeric_limits<std::int16_t>::max(),
              "Java short", "Short", "a short"};
    case FieldKind::kByte:
      return {std::numeric_limits<std::int8_t>::min(), std::numeric_limits<std::int8_t>::max(),
              "Java byte", "Byte", "a byte"};
    default:
      return {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max(),
              "long", "Long", "a long"};
  }
}

Error out_of_range(const IntegerType& type, FieldKind kind, const DocumentScalar& value) {
  if (value.kind == ScalarKind::kString || kind == FieldKind::kByte) {
    return illegal_argument(
        fmt::format("Value [{}] is out of range for {}", value.text, type.article));
  }
  if (kind == FieldKind::kShort) {
    return typed("json_parse_exception",
                 fmt::format("Numeric value ({}) out of range of Java short", value.text));
  }
  return typed("input_coercion_exception",
               fmt::format("Numeric value ({}) out of range of {} ({} - {})", value.text,
                           type.java_name, type.min, type.max));
}

bool has_fraction(std::string_view text) {
  const std::optional<double> number = parse_java_double(text);
  return number && *number != std::trunc(*number);
}

Result<std::int64_t> read_integer(FieldKind kind, const DocumentScalar& value, bool coerce) {
  const IntegerType type = integer_type(kind);
  if (value.kind == ScalarKind::kString && !coerce) {
    return fail(illegal_argument(fmt::format("{} value passed as String", type.name)));
  }
  std::optional<std::int64_t> whole = whole_part(value.text);
  if (!whole) {
    const std::optional<double> number = parse_java_double(value.text);
    const bool is_blank_tolerant = kind != FieldKind::kLong;
    if (!number ||
        (value.kind == ScalarKind::kString && !is_blank_tolerant && !is_json_number(value.text))) {
      std::string reason = fmt::format("For input string: \"{}\"", value.text);
      return fail(kind == FieldKind::kLong ? illegal_argument(std::move(reason))
                                           : typed("number_format_exception", std::move(reason)));
    }
    if (!(std::abs(*number) < 9.2e18)) {
      return fail(out_of_range(type, kind, value));
    }
    whole = static_cast<std::int64_t>(*number);
  }
  if (*whole < type.min || *whole > type.max) {
    return fail(out_of_range(type, kind, value));
  }
  if (!coerce && has_fraction(value.text)) {
    return fail(illegal_argument(
        fmt::format("{} cannot be converted to {} without data loss", value.text, type.name)));
  }
  return *whole;
}

Result<double> read_floating(FieldKind kind, const DocumentScalar& value, bool coerce) {
  if (value.kind == ScalarKind::kString && !coerce) {
    return fail(illegal_argument(
        fmt::format("{} value passed as String", kind == FieldKind::kDouble ? "Double" : "Float")));
  }
  std::optional<double> number;
  if (kind == FieldKind::kDouble) {
    number = parse_java_double(value.text);
  } else if (const std::optional<float> single = parse_java_float(value.text)) {
    number = *single;
  }
  if (!number) {
    return fail(
        typed("number_format_exception", fmt::format("For input string: \"{}\"", value.text)));
  }
  constexpr double kLargestHalf = 65'520.0;  // What rounds to infinity in 16 bits.
  const bool is_finite =
      std::isfinite(*number) && (kind != FieldKind::kHalfFloat || std::abs(*number) < kLargestHalf);
  if (!is_finite) {
    return fail(illegal_argument(
        fmt::format("[{}] supports only finite values, but got [{}]", to_string(kind),
                    kind == FieldKind::kDouble ? java_double(*number)
                                               : java_float(static_cast<float>(*number)))));
  }
  if (kind == FieldKind::kHalfFloat) {
    return static_cast<double>(round_to_half(static_cast<float>(*number)));
  }
  return *number;
}

Result<bool> read_boolean(const DocumentScalar& value) {
  if (value.kind == ScalarKind::kNumber) {
    return fail(typed("json_parse_exception",
                      fmt::format("Current token ({}) not of boolean type", token_of(value))));
  }
  if (value.text == "true") {
    return true;
  }
  if (value.text == "false" || value.text.empty()) {
    return false;
  }
  return fail(illegal_argument(fmt::format(
      "Failed to parse value [{}] as only [true] or [false] are allowed.", value.text)));
}

Result<std::int64_t> read_date_value(const Field& field, const DocumentScalar& value) {
  if (value.text.empty()) {
    return fail(illegal_argument("cannot parse empty date"));
  }
  return read_date(value.text, field.format, {});
}

}  // namespace

bool is_json_number(std::string_view text) {
  std::size_t i = text.starts_with('-') ? 1 : 0;
  const auto digits = [&text, &i] {
    const std::size_t begin = i;
    while (i < text.size() && is_digit(text[i])) {
      ++i;
    }
    return i - begin;
  };
  const std::size_t first = i;
  const std::size_t whole = digits();
  if (whole == 0 || (whole > 1 && text[first] == '0')) {
    return false;
  }
  if (i < text.size() && text[i] == '.') {
    ++i;
    if (digits() == 0) {
      return false;
    }
  }
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) {
      ++i;
    }
    if (digits() == 0) {
      return false;
    }
  }
  return i == text.size();
}

bool is_integer_text(std::string_view text) {
  return text.find_first_of(".eE") == std::string_view::npos;
}

std::string java_scalar_text(const DocumentScalar& value) {
  if (value.kind == ScalarKind::kNumber && !is_integer_text(value.text)) {
    if (const std::optional<double> number = parse_java_double(value.text)) {
      return java_double(*number);
    }
  }
  if (value.kind == ScalarKind::kNumber && value.text == "-0") {
    return "0";
  }
  return std::string(value.text);
}

Result<std::optional<std::string>> encode_field_value(const Field& field,
                                                      const DocumentScalar& value, bool coerce) {
  using Term = std::optional<std::string>;
  if (field.kind == FieldKind::kBoolean) {
    LIKEWISE_TRY(const bool flag, read_boolean(value));
    return Term(encode_long_term(flag ? 1 : 0));
  }
  if (field.kind == FieldKind::kDate) {
    LIKEWISE_TRY(const std::int64_t millis, read_date_value(field, value));
    return Term(encode_long_term(millis));
  }
  if (value.kind == ScalarKind::kBoolean) {
    return fail(typed("json_parse_exception",
                      fmt::format("Current token ({}) not numeric, can not use numeric value "
                                  "accessors",
                                  token_of(value))));
  }
  if (coerce && value.text.empty()) {
    return Term();
  }
  if (field.kind == FieldKind::kDouble || field.kind == FieldKind::kFloat ||
      field.kind == FieldKind::kHalfFloat) {
    LIKEWISE_TRY(const double number, read_floating(field.kind, value, coerce));
    return Term(encode_double_term(number));
  }
  LIKEWISE_TRY(const std::int64_t number, read_integer(field.kind, value, coerce));
  return Term(encode_long_term(number));
}

}  // namespace likewise
