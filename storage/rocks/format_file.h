#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "engine/base/error.h"

namespace likewise::storage {

/// Version of everything under a data directory. Grows when a stored byte changes its meaning.
inline constexpr std::uint32_t kFormatVersion = 2;

/// The file FORMAT of a data directory, four lines of text:
///
///   likewise data directory
///   format 2
///   writer 0.1.0
///   uuid 0123456789abcdef0123456789abcdef
struct FormatFile {
  std::uint32_t format = kFormatVersion;
  std::string writer;
  std::string uuid;  ///< 32 hex digits, made once per directory.
};

/// Reads FORMAT. Errors: kNotFound; kLocked for a newer format; kCorruption; kUnavailable.
Result<FormatFile> read_format(const std::filesystem::path& directory);

/// Writes FORMAT so that a crash leaves the old file or the new one.
Status write_format(const std::filesystem::path& directory, const FormatFile& format);

/// The directory's FORMAT, written now if the directory is new.
/// Errors: those of read_format; kCorruption if FORMAT is missing beside existing data.
Result<FormatFile> ensure_format(const std::filesystem::path& directory);

}  // namespace likewise::storage
