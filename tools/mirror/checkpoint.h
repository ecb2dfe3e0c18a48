#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "engine/base/error.h"
#include "engine/base/ids.h"
#include "tools/mirror/target_index.h"

namespace likewise::tools {

/// How far a mirror is, and what it has to put right: all that a killed run leaves to the next.
struct Checkpoint {
  std::string source_uuid;     ///< Of the index whose operations are counted.
  std::string target_uuid;     ///< Of the index that has them.
  std::string kept_fields;     ///< Of --ids-only, "a,b"; empty: whole documents.
  SeqNo next = 0;              ///< Operations before it are at the target.
  bool loaded = false;         ///< The first load is over.
  std::uint64_t rejected = 0;  ///< Refused for good since the last run that ended in order.
  SettingValues restore;       ///< The target's own settings, while others hold.

  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

std::string to_text(const Checkpoint& checkpoint);
/// Errors: kCorruption for anything that to_text() did not write.
Result<Checkpoint> parse_checkpoint(std::string_view text);

/// Nothing when there is no such file. Errors: kCorruption, kUnavailable, naming the file.
Result<std::optional<Checkpoint>> load_checkpoint(const std::filesystem::path& file);
/// Durable; a crash leaves the old one or the new one. Errors: kUnavailable.
Status save_checkpoint(const std::filesystem::path& file, const Checkpoint& checkpoint);

}  // namespace likewise::tools
