#include "engine/analysis/utf8_cursor.h"

#include <cstdint>
#include <cstring>

#include <unicode/utf8.h>

namespace likewise {

CodePoint code_point_at(std::string_view text, std::size_t at) noexcept {
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  std::size_t next = at;
  UChar32 value = 0;
  U8_NEXT(bytes, next, text.size(), value);
  if (value < 0) {
    return {0xFFFD, 1};
  }
  return {static_cast<char32_t>(value), next - at};
}

void append_utf8(char32_t value, std::string& out) {
  std::uint8_t bytes[U8_MAX_LENGTH];
  std::size_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, static_cast<std::uint32_t>(value));
  out.append(reinterpret_cast<const char*>(bytes), length);
}

bool is_ascii(std::string_view text) noexcept {
  constexpr std::uint64_t kHighBits = 0x8080808080808080U;
  std::size_t i = 0;
  for (; i + sizeof(std::uint64_t) <= text.size(); i += sizeof(std::uint64_t)) {
    std::uint64_t block = 0;
    std::memcpy(&block, text.data() + i, sizeof(block));
    if ((block & kHighBits) != 0) {
      return false;
    }
  }
  for (; i < text.size(); ++i) {
    if (static_cast<unsigned char>(text[i]) >= 0x80) {
      return false;
    }
  }
  return true;
}

}  // namespace likewise
