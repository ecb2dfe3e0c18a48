#include <string>

#include "engine/base/java_text.h"
#include "engine/dsl/field_value.h"
#include "engine/dsl/number_text.h"
#include "engine/dsl/ranking_clauses.h"

namespace likewise {
namespace {

/// BigInteger.longValue(): the low 64 bits.
std::int64_t wrapped_whole(std::string_view digits) {
  const bool is_negative = digits.starts_with('-');
  std::uint64_t value = 0;
  for (const char digit : digits.substr(is_negative ? 1 : 0)) {
    value = value * 10 + static_cast<std::uint64_t>(digit - '0');
  }
  return static_cast<std::int64_t>(is_negative ? std::uint64_t{0} - value : value);
}

}  // namespace

SortScalar sort_scalar(const json::Value& value) {
  SortScalar scalar;
  scalar.is_null = value.is_null();
  if (value.is_boolean()) {
    scalar.text = value.boolean ? "true" : "false";
    return scalar;
  }
  scalar.text = value.text;
  scalar.real = parse_java_double(value.text);
  if (!value.is_number()) {
    scalar.whole = parse_java_long(value.text);
    return scalar;
  }
  scalar.is_number = true;
  if (!is_integer_text(value.text)) {
    scalar.text = java_double(scalar.real.value_or(0.0));
    return scalar;
  }
  scalar.whole = parse_java_long(value.text);
  if (!scalar.whole) {
    scalar.is_big = true;
    scalar.whole = wrapped_whole(value.text);
  }
  return scalar;
}

}  // namespace likewise
