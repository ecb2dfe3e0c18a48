#pragma once

#include <filesystem>

#include "engine/base/error.h"

namespace likewise::storage {

/// Holds a data directory for this process: flock on its file LOCK, which also says by whom. The
/// kernel releases it when the process ends, however it ends.
class DirectoryLock {
 public:
  /// Errors: kLocked "data directory [D] is in use by process N"; kUnavailable.
  static Result<DirectoryLock> acquire(const std::filesystem::path& directory);

  DirectoryLock(DirectoryLock&& other) noexcept;
  DirectoryLock& operator=(DirectoryLock&& other) = delete;
  DirectoryLock(const DirectoryLock&) = delete;
  DirectoryLock& operator=(const DirectoryLock&) = delete;
  ~DirectoryLock();

 private:
  explicit DirectoryLock(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

}  // namespace likewise::storage
