#pragma once

/// @file
/// Texts and orders that Java defines and Elasticsearch therefore shows: float digits, UTF-16
/// lengths, String.hashCode.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace likewise {

/// Float.toString of JDK >= 19: the shortest decimal that reads back as the same float; plain
/// notation for 1e-3 <= |x| < 1e7, always with a digit after the point ("6.0"), otherwise "1.0E-4".
std::string java_float(float value);

/// Double.toString, same rules.
std::string java_double(double value);

/// Length in UTF-16 code units of valid UTF-8, Java's String.length().
std::size_t utf16_length(std::string_view utf8);

/// String.hashCode of valid UTF-8, modulo 2^32.
std::uint32_t java_hash(std::string_view utf8);

/// True if the bytes are well-formed UTF-8 (no surrogates, no overlong forms).
bool is_valid_utf8(std::string_view bytes);

}  // namespace likewise
