#include "tools/import/import_book.h"

#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "storage/rocks/codebook/atomic_file.h"

namespace likewise::tools {

ImportBook::ImportBook(ImportCheckpoint checkpoint, std::filesystem::path checkpoint_file,
                       std::filesystem::path rejected_file)
    : file_(std::move(checkpoint_file)),
      checkpoint_(std::move(checkpoint)),
      rejections_(std::move(rejected_file)) {}

Status ImportBook::acknowledge(std::size_t number, const Batch& batch, const SentBatch& sent) {
  const std::lock_guard lock(mutex_);
  LIKEWISE_TRY_STATUS(rejections_.append(sent.rejected));
  for (const FeedOperation& operation : batch.operations) {
    ++(operation.deleted ? totals_.deletes : totals_.documents);
    totals_.bytes += operation.bytes();
  }
  for (const Rejection& rejection : sent.rejected) {
    --(rejection.operation->deleted ? totals_.deletes : totals_.documents);
  }
  totals_.retries += sent.retries;
  checkpoint_.rejected += sent.rejected.size();
  checkpoint_.next[number] = batch.end;
  return storage::write_file_atomically(file_, to_text(checkpoint_));
}

Status ImportBook::close() {
  const std::lock_guard lock(mutex_);
  std::error_code error;
  std::filesystem::remove(file_, error);
  if (error) {
    return fail(ErrorCode::kUnavailable,
                fmt::format("cannot remove [{}]: {}", file_.string(), error.message()));
  }
  return {};
}

std::uint64_t ImportBook::position(std::size_t number) const {
  const std::lock_guard lock(mutex_);
  return checkpoint_.next[number];
}

ImportTotals ImportBook::totals() const {
  const std::lock_guard lock(mutex_);
  return totals_;
}

std::uint64_t ImportBook::rejected() const {
  const std::lock_guard lock(mutex_);
  return checkpoint_.rejected;
}

}  // namespace likewise::tools
