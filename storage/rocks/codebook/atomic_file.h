#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/base/error.h"

namespace likewise::storage {

/// Replaces `file` by `bytes` so that a reader, or a restart after a crash, sees the old file or
/// the whole new one. Errors: kUnavailable with the system's reason, naming the file; the temporary
/// file beside it is removed.
Status write_file_atomically(const std::filesystem::path& file, std::string_view bytes);

/// The whole file. Errors: kNotFound or kUnavailable with the system's reason, naming the file.
Result<std::string> read_whole_file(const std::filesystem::path& file);

}  // namespace likewise::storage
