#include "engine/index/norm.h"

#include <algorithm>
#include <bit>

namespace likewise {
namespace {

constexpr std::uint32_t kExact = 24;  ///< Lengths below it are their own code.
constexpr std::uint32_t kLongest = 0x7FFF'FFFF;

}  // namespace

std::uint8_t encode_norm(std::uint32_t length) {
  length = std::min(length, kLongest);
  if (length < kExact) {
    return static_cast<std::uint8_t>(length);
  }
  const std::uint32_t rest = length - kExact;
  if (rest < 8) {
    return static_cast<std::uint8_t>(kExact + rest);
  }
  // Three bits below the leading one, and the exponent above them.
  const std::uint32_t shift = static_cast<std::uint32_t>(std::bit_width(rest)) - 4;
  return static_cast<std::uint8_t>(kExact + (((shift + 1) << 3U) | ((rest >> shift) & 7U)));
}

std::uint32_t decode_norm(std::uint8_t norm) {
  if (norm < kExact) {
    return norm;
  }
  const std::uint32_t code = norm - kExact;
  if (code < 8) {
    return kExact + code;
  }
  return kExact + ((8U | (code & 7U)) << ((code >> 3U) - 1U));
}

const std::array<float, 256>& norm_lengths() {
  static const std::array<float, 256> table = [] {
    std::array<float, 256> lengths{};
    for (std::size_t norm = 0; norm < lengths.size(); ++norm) {
      lengths[norm] = static_cast<float>(decode_norm(static_cast<std::uint8_t>(norm)));
    }
    return lengths;
  }();
  return table;
}

}  // namespace likewise
