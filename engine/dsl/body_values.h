#pragma once

/// @file
/// Scalars of request bodies as Elasticsearch takes them: numbers may be strings, booleans too, a
/// fraction is cut off where an integer is due, and each refusal has its own type and sentence.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/error.h"
#include "engine/dsl/json.h"

namespace likewise {

/// "START_OBJECT", "VALUE_NUMBER", "VALUE_BOOLEAN", ...: Elasticsearch's name of what a value
/// begins with.
std::string_view token_name(const json::Value& value);

/// A scalar as text: a string's contents, a number's source text, "true", "false", "null".
std::string scalar_text(const json::Value& value);

/// parsing_exception with the position of `offset`.
Error parsing_error(std::string_view text, std::size_t offset, std::string reason);

/// illegal_argument_exception without a position.
Error illegal_argument(std::string reason);

/// Legal in Elasticsearch, not built here: 400 parsing_exception at `offset`.
Error unsupported_error(std::string_view text, std::size_t offset, std::string reason);

Result<std::int32_t> read_int(const json::Value& value, std::string_view text);
Result<std::int64_t> read_long(const json::Value& value, std::string_view text);
Result<float> read_float(const json::Value& value, std::string_view text);
Result<bool> read_bool(const json::Value& value, std::string_view text);

/// The text of any scalar but null; 500 illegal_state_exception otherwise, as Elasticsearch has it.
Result<std::string> read_text(const json::Value& value, std::string_view text);

}  // namespace likewise
