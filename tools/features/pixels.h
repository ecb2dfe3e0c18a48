#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "engine/base/error.h"

namespace likewise::tools {

struct Pixel {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
  std::uint8_t alpha = 255;

  friend bool operator==(const Pixel&, const Pixel&) = default;
};

struct Pixels {
  std::size_t width = 0;
  std::size_t height = 0;
  std::vector<Pixel> pixels;  ///< Row by row.
};

/// Pictures of more pixels are refused: they may be bombs.
inline constexpr std::size_t kMostPixels = std::size_t{64} << 20U;

/// A JPEG, PNG or WebP picture, by its first bytes.
/// Errors: kInvalidArgument for another format and for damaged data; kTooLarge.
Result<Pixels> decode_picture(std::span<const std::byte> bytes);

}  // namespace likewise::tools
