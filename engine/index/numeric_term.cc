#include "engine/index/numeric_term.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <limits>

#include "engine/base/check.h"

namespace likewise {
namespace {

constexpr std::uint64_t kSign = std::uint64_t{1} << 63U;

std::string big_endian(std::uint64_t bits) {
  std::string term(8, '\0');
  for (std::size_t i = 8; i-- > 0; bits >>= 8U) {
    term[i] = static_cast<char>(bits & 0xFFU);
  }
  return term;
}

std::uint64_t from_big_endian(std::string_view term) {
  LIKEWISE_CHECK(term.size() == 8, "a numeric term has eight bytes");
  std::uint64_t bits = 0;
  for (const char byte : term) {
    bits = (bits << 8U) | static_cast<unsigned char>(byte);
  }
  return bits;
}

}  // namespace

std::string encode_long_term(std::int64_t value) {
  return big_endian(static_cast<std::uint64_t>(value) ^ kSign);
}

std::string encode_double_term(double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value);
  return big_endian((bits & kSign) != 0 ? ~bits : bits | kSign);
}

std::int64_t decode_long_term(std::string_view term) {
  return static_cast<std::int64_t>(from_big_endian(term) ^ kSign);
}

double decode_double_term(std::string_view term) {
  const std::uint64_t bits = from_big_endian(term);
  return std::bit_cast<double>((bits & kSign) != 0 ? bits ^ kSign : ~bits);
}

float round_to_half(float value) {
  constexpr float kOverflow = 65'520.0F;
  if (!(std::fabs(value) < kOverflow)) {
    return std::isnan(value) ? value : std::copysign(std::numeric_limits<float>::infinity(), value);
  }
  constexpr int kPrecision = 11;  // Bits, the implied one included.
  constexpr int kSmallest = -24;  // Exponent of the smallest value.
  int exponent = 0;
  std::frexp(value, &exponent);
  const int place = std::max(exponent - kPrecision, kSmallest);
  return std::ldexp(std::nearbyint(std::ldexp(value, -place)), place);
}

}  // namespace likewise
