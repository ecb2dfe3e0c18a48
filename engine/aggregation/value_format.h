#pragma once

#include <cstdint>
#include <string>

#include "engine/aggregation/aggregation.h"
#include "engine/base/error.h"

namespace likewise {

/// How the values of a field look in an answer besides their number: `key_as_string`,
/// `value_as_string`.
struct ValueFormat {
  enum class Kind : std::uint8_t { kRaw, kBoolean, kDate };
  Kind kind = Kind::kRaw;
  std::string pattern = {};  ///< Of dates; empty: the default.
  std::int64_t now = 0;      ///< Of date math.
  bool is_modern = true;     ///< Dates are read as Elasticsearch 8 does.

  bool is_raw() const { return kind == Kind::kRaw; }
  friend bool operator==(const ValueFormat&, const ValueFormat&) = default;
};

/// A value as text; raw: as Java writes the number.
std::string format_long(const ValueFormat& format, std::int64_t value);
std::string format_double(const ValueFormat& format, double value);

/// The number that a scalar of the request stands for in such a field.
/// Errors: number_format_exception, illegal_argument_exception, parse_exception; all in shard.
Result<double> parse_value(const ValueFormat& format, const SourceValue& value);
/// The same where a whole number is due: fractions are cut off.
Result<std::int64_t> parse_whole_value(const ValueFormat& format, const SourceValue& value);

/// Java's (long) of a double: cut off, saturated, 0 for NaN.
std::int64_t java_long_of(double value);

}  // namespace likewise
