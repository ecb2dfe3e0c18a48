#pragma once

#include <filesystem>
#include <string_view>

#include "engine/base/error.h"

namespace likewise::tools {

/// Standard output, or a file that appears under its name only when it is complete. Not
/// thread-safe.
class TextOutput {
 public:
  /// "" and "-": standard output. A file is written beside its place as <file>.partial; what is not
  /// an ordinary file (/dev/null, a pipe) is written directly. Errors: kUnavailable naming the
  /// file.
  static Result<TextOutput> open(const std::filesystem::path& file);

  TextOutput(TextOutput&& other) noexcept;
  TextOutput& operator=(TextOutput&& other) noexcept;
  /// Removes what finish() has not completed.
  ~TextOutput();

  /// Errors: kUnavailable (disk full, closed pipe) naming the file.
  Status write(std::string_view text);
  /// Syncs and renames. Errors: kUnavailable.
  Status finish();

 private:
  TextOutput() = default;
  void abandon();

  int descriptor_ = -1;
  std::filesystem::path file_;     ///< For messages, and the final name.
  std::filesystem::path partial_;  ///< Empty: written directly.
};

}  // namespace likewise::tools
