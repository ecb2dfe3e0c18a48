#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "tools/mirror/batch_sender.h"

namespace likewise::tools {

/// One line of the file: why, and the whole document, so that it can be sent again.
std::string rejection_line(const Rejection& rejection);

/// Appends refused documents to a file, made when there are any. Not thread-safe.
class RejectionFile {
 public:
  explicit RejectionFile(std::filesystem::path file) : file_(std::move(file)) {}

  /// On disk when this returns. Errors: kUnavailable naming the file.
  Status append(const std::vector<Rejection>& rejections);

  const std::filesystem::path& path() const { return file_; }

 private:
  const std::filesystem::path file_;
};

}  // namespace likewise::tools
