#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <vector>

#include "engine/base/error.h"
#include "tools/mirror/bulk_connection.h"
#include "tools/mirror/change_source.h"
#include "tools/mirror/ledger.h"
#include "tools/mirror/mirror_options.h"
#include "tools/mirror/mirror_plan.h"
#include "tools/mirror/sender_pool.h"
#include "tools/mirror/settings_keeper.h"
#include "tools/progress.h"

namespace likewise::tools {

/// Brings a target index to the state of a source index and keeps it there.
class Mirror {
 public:
  /// `should_stop` may be asked from any thread.
  Mirror(ChangeSource& source, MirrorOptions options, MirrorPlan plan,
         std::function<bool()> should_stop);
  ~Mirror();
  Mirror(const Mirror&) = delete;
  Mirror& operator=(const Mirror&) = delete;

  /// Mirrors until everything is there (or, with `follow`, until it is told to stop). However it
  /// ends, the target's own settings hold again, or the checkpoint knows them for the next run.
  Status run();

  /// What was done so far, and how many were refused, killed runs before this one included.
  MirrorTotals totals() const { return ledger_.totals(); }
  std::uint64_t rejected() const { return ledger_.checkpoint().rejected; }
  /// True when the first load is over, in this run or an earlier one.
  bool is_loaded() const { return ledger_.checkpoint().loaded; }
  /// Told to the user: the refused documents need not be told again.
  Status forget_rejected();

 private:
  Status prepare_target(TargetIndex& target);
  Status load_and_follow(SettingsKeeper& settings, TargetIndex& target);
  Status pump(bool follow);
  Status send_batch(std::size_t number, const Batch& batch);
  bool is_ending() const { return should_stop_() || failed_.load(); }
  void show_progress();

  ChangeSource& source_;
  const MirrorOptions options_;
  const MirrorPlan plan_;
  const std::function<bool()> should_stop_;
  Ledger ledger_;
  BatchSize batch_size_;
  Progress progress_;
  const std::chrono::steady_clock::time_point start_;
  std::atomic<bool> failed_ = false;  ///< Senders and reader stop each other.
  std::atomic<SeqNo> feed_end_ = 0;
  std::vector<std::unique_ptr<BulkConnection>> connections_;
};

}  // namespace likewise::tools
