#include "tools/import/ordered_writer.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace likewise::tools {

void keep_last_of_each(std::vector<FeedOperation>& operations) {
  std::vector<FeedOperation> kept;
  kept.reserve(operations.size());
  std::unordered_set<std::string> seen;
  for (auto it = operations.rbegin(); it != operations.rend(); ++it) {
    if (seen.insert(it->quoted_id).second) {
      kept.push_back(std::move(*it));
    }
  }
  std::reverse(kept.begin(), kept.end());
  operations = std::move(kept);
}

OrderedWriter::OrderedWriter(BulkTarget target, std::size_t batch_bytes,
                             std::function<bool()> should_stop, OnSent on_sent, std::uint64_t start)
    : on_sent_(std::move(on_sent)),
      size_(batch_bytes),
      connection_(std::move(target), size_, std::move(should_stop), 1),
      next_(start),
      pool_(1, [this](std::size_t, const Batch& batch) { return send(batch); }) {}

Status OrderedWriter::send(const Batch& batch) {
  LIKEWISE_TRY(const SentBatch sent, connection_.send(batch));
  return on_sent_(batch, sent);
}

Status OrderedWriter::write(std::vector<FeedOperation> operations, std::uint64_t next) {
  Batch batch;
  std::size_t bytes = 0;
  const auto push = [this, &batch](std::uint64_t end) {
    keep_last_of_each(batch.operations);
    batch.first = next_;
    batch.end = end;
    return pool_.push(std::exchange(batch, {}));
  };
  for (FeedOperation& operation : operations) {
    if (!batch.operations.empty() && bytes + operation.bytes() > size_.bytes()) {
      LIKEWISE_TRY_STATUS(push(next_));
      bytes = 0;
    }
    bytes += operation.bytes();
    batch.operations.push_back(std::move(operation));
  }
  LIKEWISE_TRY_STATUS(push(next));
  next_ = next;
  return {};
}

}  // namespace likewise::tools
