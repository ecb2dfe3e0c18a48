#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"

namespace likewise::tools {

/// How far an import is: what a killed run leaves to the next. Removed when an import is over.
struct ImportCheckpoint {
  std::string source;               ///< Tells the index or the dump from others.
  std::string target_uuid;          ///< Of the index that has the documents.
  std::vector<std::uint64_t> next;  ///< For each cursor: everything before it is written.
  std::uint64_t rejected = 0;       ///< Refused for good.

  friend bool operator==(const ImportCheckpoint&, const ImportCheckpoint&) = default;
};

std::string to_text(const ImportCheckpoint& checkpoint);
/// Errors: kCorruption for anything that to_text() did not write.
Result<ImportCheckpoint> parse_import_checkpoint(std::string_view text);

/// Nothing when there is no such file. Errors: kCorruption, kUnavailable, naming the file.
Result<std::optional<ImportCheckpoint>> load_import_checkpoint(const std::filesystem::path& file);

}  // namespace likewise::tools
