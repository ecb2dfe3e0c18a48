#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <mutex>

#include "engine/base/error.h"
#include "tools/import/import_checkpoint.h"
#include "tools/mirror/batch_sender.h"
#include "tools/mirror/rejection_file.h"

namespace likewise::tools {

/// What one run has done.
struct ImportTotals {
  std::uint64_t documents = 0;
  std::uint64_t deletes = 0;
  std::uint64_t bytes = 0;
  std::uint64_t retries = 0;
};

/// The book of an import: what is written, refused and saved. Thread-safe.
class ImportBook {
 public:
  ImportBook(ImportCheckpoint checkpoint, std::filesystem::path checkpoint_file,
             std::filesystem::path rejected_file);

  /// Lists what was refused, then moves the checkpoint of cursor `number`; both durable. Errors:
  /// kUnavailable for the files.
  Status acknowledge(std::size_t number, const Batch& batch, const SentBatch& sent);
  /// The import is over: removes the checkpoint.
  Status close();

  /// Where cursor `number` goes on.
  std::uint64_t position(std::size_t number) const;
  ImportTotals totals() const;
  std::uint64_t rejected() const;  ///< Killed runs before this one included.

 private:
  const std::filesystem::path file_;
  mutable std::mutex mutex_;
  ImportCheckpoint checkpoint_;  // From here on guarded by mutex_.
  RejectionFile rejections_;
  ImportTotals totals_;
};

}  // namespace likewise::tools
