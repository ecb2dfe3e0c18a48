#pragma once

/// @file
/// One scalar of a document as the term of a number, boolean or date field.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/error.h"
#include "engine/index/mapping.h"

namespace likewise {

enum class ScalarKind : std::uint8_t { kString, kNumber, kBoolean };

/// A scalar as it stands in a document: a string's contents, a number's source text, true or false.
struct DocumentScalar {
  ScalarKind kind = ScalarKind::kString;
  std::string_view text;
};

/// True if `text` is a JSON number.
bool is_json_number(std::string_view text);

/// A number's text has no fraction and no exponent.
bool is_integer_text(std::string_view text);

/// The term of a value in a number, boolean or date field; nothing for an empty string, which
/// counts as null there. `coerce`: numbers may be strings, and whole numbers may have fractions.
/// Errors: the inner reason ("For input string: \"abc\""), for the caller to wrap.
Result<std::optional<std::string>> encode_field_value(const Field& field,
                                                      const DocumentScalar& value, bool coerce);

/// The scalar as Java prints its parsed value: 1e30 is "1.0E30".
std::string java_scalar_text(const DocumentScalar& value);

}  // namespace likewise
