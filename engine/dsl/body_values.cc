#include "engine/dsl/body_values.h"

#include <cmath>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "engine/dsl/number_text.h"

namespace likewise {
namespace {

Error number_format(std::string_view value) {
  return Error(ErrorCode::kInvalidArgument, value.empty()
                                                ? std::string("empty String")
                                                : fmt::format("For input string: \"{}\"", value))
      .with_type("number_format_exception");
}

/// A value of a kind that cannot be a number or a boolean.
Error wrong_kind(const json::Value& value, std::string_view text, std::string_view complaint) {
  std::string name(token_name(value));
  if (value.is_boolean()) {
    name = value.boolean ? "VALUE_TRUE" : "VALUE_FALSE";
  } else if (value.is_number()) {
    name = value.text.find_first_of(".eE") == std::string::npos ? "VALUE_NUMBER_INT"
                                                                : "VALUE_NUMBER_FLOAT";
  }
  const json::Position position = json::position_of(text, value.begin);
  return Error(ErrorCode::kInvalidArgument, fmt::format("Current token ({}) {}", name, complaint))
      .with_type("json_parse_exception")
      .at(position.line, position.column);
}

Error not_numeric(const json::Value& value, std::string_view text) {
  return wrong_kind(value, text, "not numeric, can not use numeric value accessors");
}

template <class Integer>
Result<Integer> read_integer(const json::Value& value, std::string_view text,
                             std::string_view type_name, std::string_view type_phrase) {
  constexpr auto kMin = std::numeric_limits<Integer>::min();
  constexpr auto kMax = std::numeric_limits<Integer>::max();
  const auto in_range = [](std::int64_t whole) { return whole >= kMin && whole <= kMax; };
  if (value.is_number()) {
    const std::optional<std::int64_t> whole = whole_part(value.text);
    if (!whole || !in_range(*whole)) {
      const json::Position position = json::position_of(text, value.begin);
      return fail(Error(ErrorCode::kInvalidArgument,
                        fmt::format("Numeric value ({}) out of range of {} ({} - {})", value.text,
                                    type_name, kMin, kMax))
                      .with_type("input_coercion_exception")
                      .with_status(500)
                      .at(position.line, position.column));
    }
    return static_cast<Integer>(*whole);
  }
  if (!value.is_string()) {
    return fail(not_numeric(value, text));
  }
  if (const auto whole = whole_part(value.text); whole && in_range(*whole)) {
    return static_cast<Integer>(*whole);
  }
  const std::optional<double> number = parse_java_double(value.text);
  if (!number) {
    // Elasticsearch reads a long through BigDecimal, and reports differently.
    Error error = number_format(value.text);
    return fail(sizeof(Integer) == 8 && !value.text.empty() ? illegal_argument(error.message())
                                                            : std::move(error));
  }
  if (!(*number >= static_cast<double>(kMin) && *number <= static_cast<double>(kMax)) ||
      !in_range(static_cast<std::int64_t>(*number))) {
    return fail(illegal_argument(
        fmt::format("Value [{}] is out of range for {}", value.text, type_phrase)));
  }
  return static_cast<Integer>(*number);
}

}  // namespace

std::string_view token_name(const json::Value& value) {
  switch (value.kind) {
    case json::Kind::kNull:
      return "VALUE_NULL";
    case json::Kind::kBoolean:
      return "VALUE_BOOLEAN";
    case json::Kind::kNumber:
      return "VALUE_NUMBER";
    case json::Kind::kString:
      return "VALUE_STRING";
    case json::Kind::kArray:
      return "START_ARRAY";
    case json::Kind::kObject:
      return "START_OBJECT";
  }
  return "";
}

std::string scalar_text(const json::Value& value) {
  if (value.is_null()) {
    return "null";
  }
  if (value.is_boolean()) {
    return value.boolean ? "true" : "false";
  }
  return value.text;
}

Error parsing_error(std::string_view text, std::size_t offset, std::string reason) {
  const json::Position position = json::position_of(text, offset);
  return Error(ErrorCode::kInvalidArgument, std::move(reason))
      .with_type("parsing_exception")
      .at(position.line, position.column);
}

Error illegal_argument(std::string reason) {
  return Error(ErrorCode::kInvalidArgument, std::move(reason))
      .with_type("illegal_argument_exception");
}

Error unsupported_error(std::string_view text, std::size_t offset, std::string reason) {
  const json::Position position = json::position_of(text, offset);
  return Error(ErrorCode::kUnsupported, std::move(reason))
      .with_type("parsing_exception")
      .at(position.line, position.column);
}

Result<std::int32_t> read_int(const json::Value& value, std::string_view text) {
  return read_integer<std::int32_t>(value, text, "int", "an integer");
}

Result<std::int64_t> read_long(const json::Value& value, std::string_view text) {
  return read_integer<std::int64_t>(value, text, "long", "a long");
}

Result<float> read_float(const json::Value& value, std::string_view text) {
  if (!value.is_number() && !value.is_string()) {
    return fail(not_numeric(value, text));
  }
  const std::optional<float> number = parse_java_float(value.text);
  if (!number) {
    return fail(number_format(value.text));
  }
  return *number;
}

Result<bool> read_bool(const json::Value& value, std::string_view text) {
  if (value.is_boolean()) {
    return value.boolean;
  }
  if (!value.is_string()) {
    return fail(wrong_kind(value, text, "not of boolean type"));
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

Result<std::string> read_text(const json::Value& value, std::string_view text) {
  if (value.is_null() || value.is_array() || value.is_object()) {
    const json::Position position = json::position_of(text, value.begin);
    return fail(Error(ErrorCode::kInvalidArgument,
                      fmt::format("Can't get text on a {} at {}:{}", token_name(value),
                                  position.line, position.column))
                    .with_type("illegal_state_exception")
                    .with_status(500));
  }
  return scalar_text(value);
}

}  // namespace likewise
