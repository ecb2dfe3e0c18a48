#include "tools/mirror/ledger.h"

#include <utility>

namespace likewise::tools {

Ledger::Ledger(Checkpoint checkpoint, std::filesystem::path checkpoint_file,
               std::filesystem::path rejected_file)
    : checkpoint_file_(std::move(checkpoint_file)),
      checkpoint_(std::move(checkpoint)),
      rejections_(std::move(rejected_file)),
      acknowledged_(checkpoint_.next) {}

Status Ledger::acknowledge(const Batch& batch, const SentBatch& sent) {
  const std::lock_guard lock(mutex_);
  LIKEWISE_TRY_STATUS(rejections_.append(sent.rejected));
  for (const FeedOperation& operation : batch.operations) {
    ++(operation.deleted ? totals_.deletes : totals_.documents);
    totals_.bytes += operation.bytes();
  }
  for (const Rejection& rejection : sent.rejected) {
    --(rejection.operation->deleted ? totals_.deletes : totals_.documents);
  }
  totals_.rejected += sent.rejected.size();
  totals_.retries += sent.retries;
  acknowledged_.add(batch.first, batch.end);
  checkpoint_.rejected += sent.rejected.size();
  if (acknowledged_.next() == checkpoint_.next && sent.rejected.empty()) {
    return {};
  }
  checkpoint_.next = acknowledged_.next();
  return save_checkpoint(checkpoint_file_, checkpoint_);
}

Status Ledger::change(const std::function<void(Checkpoint&)>& change) {
  const std::lock_guard lock(mutex_);
  change(checkpoint_);
  return save_checkpoint(checkpoint_file_, checkpoint_);
}

Checkpoint Ledger::checkpoint() const {
  const std::lock_guard lock(mutex_);
  return checkpoint_;
}

MirrorTotals Ledger::totals() const {
  const std::lock_guard lock(mutex_);
  return totals_;
}

SeqNo Ledger::next() const {
  const std::lock_guard lock(mutex_);
  return acknowledged_.next();
}

}  // namespace likewise::tools
