#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "engine/base/error.h"

namespace likewise::tools {

/// Eight-bit grey, row-major, height x width.
struct GrayPicture {
  std::size_t width = 0;
  std::size_t height = 0;
  std::vector<std::uint8_t> pixels;
};

/// The colour of a frame around a picture.
enum class Frame : std::uint8_t { kLiked, kSame, kOther, kNone };

struct SheetCell {
  GrayPicture picture;
  Frame frame = Frame::kNone;
};

/// Rows of pictures: the liked one first, its neighbours after it. Rows may differ in length, and
/// pictures in size: each is enlarged by whole factors to about 56 pixels.
using SheetRow = std::vector<SheetCell>;

/// Writes the rows as an RGB PNG.
/// Errors: kInvalidArgument when there is no picture; kUnavailable when the file cannot be written.
Status write_contact_sheet(const std::vector<SheetRow>& rows, const std::filesystem::path& file);

}  // namespace likewise::tools
