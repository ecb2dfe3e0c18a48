#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>

#include "engine/base/error.h"
#include "tools/mirror/acknowledged.h"
#include "tools/mirror/batch_sender.h"
#include "tools/mirror/checkpoint.h"
#include "tools/mirror/rejection_file.h"

namespace likewise::tools {

/// What one run has done.
struct MirrorTotals {
  std::uint64_t documents = 0;
  std::uint64_t deletes = 0;
  std::uint64_t rejected = 0;
  std::uint64_t retries = 0;
  std::uint64_t bytes = 0;  ///< Of ids and sources.
};

/// The book of a mirror: what is acknowledged, refused and saved. Thread-safe.
class Ledger {
 public:
  Ledger(Checkpoint checkpoint, std::filesystem::path checkpoint_file,
         std::filesystem::path rejected_file);

  /// Lists what was refused, then moves the checkpoint if no earlier batch is open; both durable.
  /// Errors: kUnavailable for the files.
  Status acknowledge(const Batch& batch, const SentBatch& sent);
  /// Changes the checkpoint and saves it.
  Status change(const std::function<void(Checkpoint&)>& change);

  Checkpoint checkpoint() const;
  MirrorTotals totals() const;
  /// Operations before it are done.
  SeqNo next() const;

 private:
  const std::filesystem::path checkpoint_file_;
  mutable std::mutex mutex_;
  Checkpoint checkpoint_;  // From here on guarded by mutex_.
  RejectionFile rejections_;
  Acknowledged acknowledged_;
  MirrorTotals totals_;
};

}  // namespace likewise::tools
