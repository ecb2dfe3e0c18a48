#include "tools/contact_sheet.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>
#include <png.h>

namespace likewise::tools {
namespace {

constexpr std::size_t kTargetSide = 56;
constexpr std::size_t kFrameWidth = 3;
constexpr std::size_t kGap = 6;

using Colour = std::array<std::uint8_t, 3>;
constexpr Colour kBackground{250, 250, 250};

Colour colour_of(Frame frame) {
  switch (frame) {
    case Frame::kLiked:
      return {30, 90, 200};
    case Frame::kSame:
      return {40, 160, 70};
    case Frame::kOther:
      return {210, 60, 50};
    case Frame::kNone:
      return {180, 180, 180};
  }
  return kBackground;
}

struct Canvas {
  std::size_t width = 0;
  std::size_t height = 0;
  std::vector<std::uint8_t> rgb;

  Canvas(std::size_t w, std::size_t h) : width(w), height(h), rgb(w * h * 3) {
    for (std::size_t i = 0; i < w * h; ++i) {
      std::copy(kBackground.begin(), kBackground.end(),
                rgb.begin() + static_cast<std::ptrdiff_t>(i * 3));
    }
  }

  void set(std::size_t x, std::size_t y, Colour colour) {
    std::copy(colour.begin(), colour.end(),
              rgb.begin() + static_cast<std::ptrdiff_t>((y * width + x) * 3));
  }

  void fill(std::size_t x, std::size_t y, std::size_t side_x, std::size_t side_y, Colour colour) {
    for (std::size_t row = y; row < y + side_y; ++row) {
      for (std::size_t column = x; column < x + side_x; ++column) {
        set(column, row, colour);
      }
    }
  }
};

std::size_t zoom_of(const GrayPicture& picture) {
  return std::max<std::size_t>(
      1, kTargetSide / std::max({picture.width, picture.height, std::size_t{1}}));
}

void draw_cell(Canvas& canvas, const SheetCell& cell, std::size_t x, std::size_t y) {
  const std::size_t zoom = zoom_of(cell.picture);
  canvas.fill(x, y, cell.picture.width * zoom + 2 * kFrameWidth,
              cell.picture.height * zoom + 2 * kFrameWidth, colour_of(cell.frame));
  for (std::size_t row = 0; row < cell.picture.height * zoom; ++row) {
    for (std::size_t column = 0; column < cell.picture.width * zoom; ++column) {
      const std::uint8_t grey =
          cell.picture.pixels[(row / zoom) * cell.picture.width + column / zoom];
      canvas.set(x + kFrameWidth + column, y + kFrameWidth + row, {grey, grey, grey});
    }
  }
}

}  // namespace

Status write_contact_sheet(const std::vector<SheetRow>& rows, const std::filesystem::path& file) {
  std::size_t columns = 0;
  std::size_t side_x = 0;
  std::size_t side_y = 0;
  for (const SheetRow& row : rows) {
    columns = std::max(columns, row.size());
    for (const SheetCell& cell : row) {
      side_x = std::max(side_x, cell.picture.width * zoom_of(cell.picture));
      side_y = std::max(side_y, cell.picture.height * zoom_of(cell.picture));
    }
  }
  if (columns == 0 || side_x == 0) {
    return fail(ErrorCode::kInvalidArgument, "there is no picture to draw");
  }
  const std::size_t step_x = side_x + 2 * kFrameWidth + kGap;
  const std::size_t step_y = side_y + 2 * kFrameWidth + kGap;
  Canvas canvas(columns * step_x + kGap, rows.size() * step_y + kGap);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      draw_cell(canvas, rows[r][c], kGap + c * step_x, kGap + r * step_y);
    }
  }
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(canvas.width);
  image.height = static_cast<png_uint_32>(canvas.height);
  image.format = PNG_FORMAT_RGB;
  if (png_image_write_to_file(&image, file.c_str(), 0, canvas.rgb.data(), 0, nullptr) == 0) {
    return fail(ErrorCode::kUnavailable,
                fmt::format("cannot write [{}]: {}", file.string(), image.message));
  }
  return {};
}

}  // namespace likewise::tools
