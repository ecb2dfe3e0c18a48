#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace likewise {

/// Double.parseDouble: surrounding blanks, a type suffix ("1.5f"), "NaN" and "Infinity" are legal;
/// too large values are infinite. Nothing for other texts. (Hexadecimal forms are not taken.)
std::optional<double> parse_java_double(std::string_view text);

/// Float.parseFloat, same rules, rounded once.
std::optional<float> parse_java_float(std::string_view text);

/// Long.parseLong: an optional sign and digits, nothing else; nothing beyond 64 bits.
std::optional<std::int64_t> parse_java_long(std::string_view text);

/// The whole part of a decimal text of any length ("1e3" -> 1000, "-2.7" -> -2); nothing when it is
/// no decimal or beyond 64 bits. Exact, where a detour through double would lose digits.
std::optional<std::int64_t> whole_part(std::string_view text);

}  // namespace likewise
