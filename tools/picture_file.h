#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "tools/contact_sheet.h"
#include "tools/vector_file.h"

namespace likewise::tools {

/// Pictures of IDX image files (count x height x width, plain or gzip), numbered through over the
/// files in the order they were added; a number is the picture's `_id`.
class PictureFiles {
 public:
  /// Errors: those of FileBytes; kInvalidArgument naming the file when it holds no pictures.
  Status add(const std::filesystem::path& file);

  /// Errors: kNotFound when `id` is no number or past the last picture.
  Result<GrayPicture> read(std::string_view id) const;

 private:
  struct File {
    FileBytes bytes;
    std::size_t first = 0;
    std::size_t count = 0;
    std::size_t height = 0;
    std::size_t width = 0;
  };
  std::vector<File> files_;
};

}  // namespace likewise::tools
