#include "tools/picture_file.h"

#include <charconv>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "engine/vectors/idx.h"

namespace likewise::tools {
namespace {

/// Bytes before the pixels: magic and three extents.
constexpr std::size_t kHeaderBytes = 16;

std::size_t extent(std::span<const std::byte> bytes, std::size_t number) {
  std::size_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    value = value << 8U | std::to_integer<std::size_t>(bytes[4 + 4 * number + i]);
  }
  return value;
}

}  // namespace

Status PictureFiles::add(const std::filesystem::path& file) {
  LIKEWISE_TRY(FileBytes bytes, FileBytes::open(file));
  // The vector parser checks the extents against the size; only their number is left to check.
  const auto table = parse_idx(bytes.bytes());
  if (!table.has_value() || std::to_integer<int>(bytes.bytes()[3]) != 3) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("[{}]: {}", file.string(),
                            table.has_value() ? "not a file of pictures (count x height x width)"
                                              : table.error().message()));
  }
  const std::size_t first = files_.empty() ? 0 : files_.back().first + files_.back().count;
  const auto view = bytes.bytes();
  files_.push_back({std::move(bytes), first, extent(view, 0), extent(view, 1), extent(view, 2)});
  return {};
}

Result<GrayPicture> PictureFiles::read(std::string_view id) const {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
  if (error == std::errc{} && end == id.data() + id.size()) {
    for (const File& file : files_) {
      if (number >= file.first && number < file.first + file.count) {
        const std::size_t size = file.height * file.width;
        const auto pixels =
            file.bytes.bytes().subspan(kHeaderBytes + (number - file.first) * size, size);
        GrayPicture picture{file.width, file.height, {}};
        for (const std::byte pixel : pixels) {
          picture.pixels.push_back(std::to_integer<std::uint8_t>(pixel));
        }
        return picture;
      }
    }
  }
  return fail(
      ErrorCode::kNotFound,
      fmt::format("there is no picture for _id [{}]: _ids must be row numbers of --pictures", id));
}

}  // namespace likewise::tools
