#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace likewise {

/// Hash of a term's text, for tables in memory only: it differs between machines of different byte
/// order and may change between releases. A seed that an attacker cannot know keeps chosen terms
/// from colliding. Cost: a few nanoseconds for a token, two multiplications per 16 bytes.
inline std::uint64_t hash_text(std::string_view text, std::uint64_t seed) {
  __extension__ using Wide = unsigned __int128;
  const auto mix = [](std::uint64_t a, std::uint64_t b) {
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
  };
  const auto load = [](const char* from, std::size_t bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, from, bytes);
    return word;
  };
  constexpr std::uint64_t kOdd1 = 0xA0761D6478BD642FU;
  constexpr std::uint64_t kOdd2 = 0xE7037ED1A0B428DBU;
  const char* at = text.data();
  std::size_t left = text.size();
  std::uint64_t hash = seed ^ kOdd1;
  for (; left > 16; at += 16, left -= 16) {
    hash = mix(load(at, 8) ^ kOdd2, load(at + 8, 8) ^ hash);
  }
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  if (left >= 8) {  // Two overlapping words cover 8 to 16 bytes.
    low = load(at, 8);
    high = load(at + left - 8, 8);
  } else if (left >= 4) {
    low = load(at, 4);
    high = load(at + left - 4, 4);
  } else if (left > 0) {
    low = load(at, 1) | load(at + left / 2, 1) << 8U | load(at + left - 1, 1) << 16U;
  }
  return mix(kOdd1 ^ text.size(), mix(low ^ kOdd2, high ^ hash));
}

}  // namespace likewise
