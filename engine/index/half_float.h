#pragma once

#include <algorithm>
#include <cmath>

namespace likewise {

/// The value that half_float keeps of a number: 11 significant bits, rounded half to even.
/// REQUIRES: finite and |value| < 65,520.
inline double half_float_value(double value) {
  constexpr int kSignificantBits = 11;
  constexpr int kLeastExponent = -14;  // Of normal numbers; smaller ones lose bits.
  if (value == 0.0) {
    return value;
  }
  const int exponent = std::max(std::ilogb(value), kLeastExponent);
  const double step = std::ldexp(1.0, exponent - kSignificantBits + 1);
  return std::nearbyint(value / step) * step;
}

}  // namespace likewise
