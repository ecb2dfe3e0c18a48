#include "engine/aggregation/value_format.h"

#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "engine/base/java_text.h"
#include "engine/index/date_math.h"
#include "engine/index/date_text.h"

namespace likewise {
namespace {

Error not_a_number(const std::string& text) {
  return Error(ErrorCode::kInvalidArgument, text.empty()
                                                ? std::string("empty String")
                                                : fmt::format("For input string: \"{}\"", text))
      .with_type("number_format_exception")
      .raised_in_shard();
}

Error not_a_boolean(const std::string& text) {
  return Error(ErrorCode::kInvalidArgument,
               fmt::format("Cannot parse boolean [{}], expected either [true] or [false]", text))
      .with_type("illegal_argument_exception")
      .raised_in_shard();
}

Result<std::int64_t> parse_boolean(const std::string& text) {
  if (text == "true" || text == "false") {
    return text == "true" ? 1 : 0;
  }
  return fail(not_a_boolean(text));
}

Result<std::int64_t> parse_date_value(const ValueFormat& format, const SourceValue& value) {
  Result<std::int64_t> date =
      evaluate_date(value.text, {format.pattern, format.now, false, nullptr, format.is_modern});
  if (!date.has_value()) {
    return fail(std::move(date).error().raised_in_shard());
  }
  return *date;
}

}  // namespace

std::int64_t java_long_of(double value) {
  if (std::isnan(value)) {
    return 0;
  }
  if (value >= 0x1p63) {
    return std::numeric_limits<std::int64_t>::max();
  }
  if (value < -0x1p63) {
    return std::numeric_limits<std::int64_t>::min();
  }
  return static_cast<std::int64_t>(value);
}

std::string format_long(const ValueFormat& format, std::int64_t value) {
  switch (format.kind) {
    case ValueFormat::Kind::kRaw:
      break;
    case ValueFormat::Kind::kBoolean:
      return value == 0 ? "false" : "true";
    case ValueFormat::Kind::kDate:
      return date_text(value, format.pattern);
  }
  return std::to_string(value);
}

std::string format_double(const ValueFormat& format, double value) {
  switch (format.kind) {
    case ValueFormat::Kind::kRaw:
      break;
    case ValueFormat::Kind::kBoolean:
      return value == 0.0 ? "false" : "true";
    case ValueFormat::Kind::kDate:
      return date_text(java_long_of(value), format.pattern);
  }
  return java_double(value);
}

Result<double> parse_value(const ValueFormat& format, const SourceValue& value) {
  switch (format.kind) {
    case ValueFormat::Kind::kRaw:
      break;
    case ValueFormat::Kind::kBoolean: {
      LIKEWISE_TRY(const std::int64_t truth, parse_boolean(value.text));
      return static_cast<double>(truth);
    }
    case ValueFormat::Kind::kDate: {
      LIKEWISE_TRY(const std::int64_t date, parse_date_value(format, value));
      return static_cast<double>(date);
    }
  }
  if (!value.real) {
    return fail(not_a_number(value.text));
  }
  return *value.real;
}

Result<std::int64_t> parse_whole_value(const ValueFormat& format, const SourceValue& value) {
  switch (format.kind) {
    case ValueFormat::Kind::kRaw:
      break;
    case ValueFormat::Kind::kBoolean:
      return parse_boolean(value.text);
    case ValueFormat::Kind::kDate:
      return parse_date_value(format, value);
  }
  if (value.whole) {
    return *value.whole;
  }
  if (!value.real) {
    return fail(not_a_number(value.text));
  }
  return java_long_of(*value.real);
}

}  // namespace likewise
