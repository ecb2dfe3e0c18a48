#include "engine/vectors/npy_strings.h"

#include <charconv>
#include <cstdint>
#include <string_view>

#include <fmt/format.h>

#include "engine/vectors/npy.h"
#include "engine/vectors/npy_header.h"
#include "engine/vectors/table_size.h"

namespace likewise {
namespace {

constexpr std::uint32_t kLastCharacter = 0x10FFFF;
constexpr std::uint64_t kLongest = 1U << 20U;

bool append_utf8(std::uint32_t character, std::string& out) {
  if (character > kLastCharacter || (character >= 0xD800 && character <= 0xDFFF)) {
    return false;
  }
  const auto tail = [&](unsigned shift) {
    out += static_cast<char>(0x80U | ((character >> shift) & 0x3FU));
  };
  if (character < 0x80) {
    out += static_cast<char>(character);
  } else if (character < 0x800) {
    out += static_cast<char>(0xC0U | (character >> 6U));
    tail(0);
  } else if (character < 0x10000) {
    out += static_cast<char>(0xE0U | (character >> 12U));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0U | (character >> 18U));
    tail(12);
    tail(6);
    tail(0);
  }
  return true;
}

/// How the texts of an array lie: "<U7", ">U7" or "|S7".
struct TextType {
  char kind = 'S';
  bool big_endian = false;
  std::uint64_t length = 0;

  std::size_t width() const { return kind == 'U' ? 4 : 1; }
};

Result<TextType> read_type(std::string_view descr) {
  TextType type;
  const char* end = descr.data() + descr.size();
  if (descr.size() >= 3 && std::string_view("<>|=").find(descr[0]) != std::string_view::npos &&
      (descr[1] == 'U' || descr[1] == 'S')) {
    type.kind = descr[1];
    type.big_endian = descr[0] == '>';
    const auto [stop, error] = std::from_chars(descr.data() + 2, end, type.length);
    if (error == std::errc() && stop == end && type.length <= kLongest) {
      return type;
    }
  }
  return fail(ErrorCode::kInvalidArgument,
              fmt::format("element type [{}] is not one of texts (<U and |S are)", descr));
}

Result<std::string> text_at(std::span<const std::byte> bytes, const TextType& type,
                            std::size_t row) {
  std::string text;
  std::size_t pending = 0;  // zeros are padding only at the end
  for (std::size_t i = 0; i < bytes.size(); i += type.width()) {
    std::uint32_t character = 0;
    for (std::size_t j = 0; j < type.width(); ++j) {
      const std::size_t at = type.big_endian ? i + j : i + type.width() - 1 - j;
      character = (character << 8U) | std::to_integer<std::uint32_t>(bytes[at]);
    }
    if (character == 0) {
      ++pending;
      continue;
    }
    text.append(pending, '\0');
    pending = 0;
    if (type.kind == 'S') {
      text += static_cast<char>(character);
    } else if (!append_utf8(character, text)) {
      return fail(ErrorCode::kInvalidArgument,
                  fmt::format("row {}: {:#x} is no character (counting from 0)", row, character));
    }
  }
  return text;
}

}  // namespace

Result<std::vector<std::string>> parse_npy_strings(std::span<const std::byte> bytes) {
  LIKEWISE_TRY(const NpyParts parts, split_npy(bytes));
  LIKEWISE_TRY(const TextType type, read_type(parts.header.descr));
  if (parts.header.shape.size() != 1) {
    return fail(
        ErrorCode::kInvalidArgument,
        fmt::format("expected an array of 1 dimension, found {}", parts.header.shape.size()));
  }
  const std::size_t width = type.width() * type.length;
  const std::optional<std::uint64_t> size = table_bytes(parts.header.shape, width);
  // Of texts of no length there may be any number: nothing holds them.
  if (!size || (width == 0 && parts.header.shape[0] > kLongest)) {
    return fail(ErrorCode::kInvalidArgument, "the array is too large");
  }
  LIKEWISE_TRY(const std::span<const std::byte> data,
               exact_payload(bytes, parts.payload_begin, *size));
  std::vector<std::string> texts;
  texts.reserve(parts.header.shape[0]);
  for (std::size_t row = 0; row < parts.header.shape[0]; ++row) {
    LIKEWISE_TRY(std::string text, text_at(data.subspan(row * width, width), type, row));
    texts.push_back(std::move(text));
  }
  return texts;
}

}  // namespace likewise
