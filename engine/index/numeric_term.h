#pragma once

/// @file
/// How numbers, booleans and dates become terms: eight bytes whose byte order is the value order,
/// so that one term dictionary serves every kind of field and a range is a range of terms.

#include <cstdint>
#include <string>
#include <string_view>

namespace likewise {

/// Big-endian with the sign bit flipped: memcmp order is numeric order. Also for dates
/// (milliseconds since the epoch) and booleans (0, 1).
std::string encode_long_term(std::int64_t value);

/// IEEE order: negative values inverted. -0.0 sorts before 0.0. REQUIRES: not NaN.
std::string encode_double_term(double value);

/// The nearest value of 16 bits, ties to even; infinite from 65520 on.
float round_to_half(float value);

/// Inverses. REQUIRES: term.size() == 8.
std::int64_t decode_long_term(std::string_view term);
double decode_double_term(std::string_view term);

}  // namespace likewise
