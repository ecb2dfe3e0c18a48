#pragma once

#include <optional>
#include <string>

#include "engine/base/error.h"
#include "engine/index/mapping.h"
#include "engine/search/query.h"

namespace likewise {

/// One value of a number, boolean or date field as an exact-match query sees it.
struct NumericValue {
  std::string term;  ///< As index/numeric_term.h encodes it.
  std::string text;  ///< As people read it.
};

struct NumberReading {
  /// As Elasticsearch 8 reads: what is out of range equals no value instead of being an error.
  bool modern = false;
  /// To what a field of 16 bits holds; a bound of a range stays between two of its values.
  bool rounds_to_half = true;
};

/// Nothing if no value of the field can equal it (a fraction asked of a long).
/// Errors: number_format_exception or illegal_argument_exception with Elasticsearch's text.
/// REQUIRES: the field's kind is a number, boolean or date.
Result<std::optional<NumericValue>> numeric_value(FieldKind kind, const Scalar& value,
                                                  const NumberReading& reading = {});

/// The text that Elasticsearch compares with terms: a fraction as Java writes it after parsing
/// ("2.50" becomes "2.5"), anything else as it was sent.
std::string java_text(const Scalar& value);

}  // namespace likewise
