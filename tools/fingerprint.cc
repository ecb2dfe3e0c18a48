#include "tools/fingerprint.h"

namespace likewise::tools {

std::uint64_t fingerprint(std::string_view text, std::uint64_t start) {
  constexpr std::uint64_t kPrime = 0x100000001b3U;
  std::uint64_t hash = start;
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
  }
  return hash;
}

}  // namespace likewise::tools
