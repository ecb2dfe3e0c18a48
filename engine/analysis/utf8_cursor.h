#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace likewise {

struct CodePoint {
  char32_t value = 0;
  std::size_t bytes = 1;  ///< Length of its UTF-8 form.

  /// Java chars it takes: 2 beyond the Basic Multilingual Plane.
  std::size_t utf16_units() const noexcept { return value >= 0x10000 ? 2 : 1; }
};

/// The code point that starts at `at`. Malformed bytes count as one character U+FFFD each, so a
/// loop over any bytes ends. REQUIRES: at < text.size().
CodePoint code_point_at(std::string_view text, std::size_t at) noexcept;

/// REQUIRES: `value` is a Unicode scalar value.
void append_utf8(char32_t value, std::string& out);

/// True if every byte is below 0x80.
bool is_ascii(std::string_view text) noexcept;

}  // namespace likewise
