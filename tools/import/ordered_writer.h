#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "engine/base/error.h"
#include "tools/mirror/bulk_connection.h"
#include "tools/mirror/feed_page.h"
#include "tools/mirror/sender_pool.h"

namespace likewise::tools {

/// Drops what a later operation of the same document in `operations` makes void, so that repeating
/// some of them cannot bring the older one back.
void keep_last_of_each(std::vector<FeedOperation>& operations);

/// Writes operations into an index in the order in which they are given, over one connection, while
/// the next ones are prepared. Used by one thread.
class OrderedWriter {
 public:
  /// What became of operations; called on another thread, in order. A failure ends the writing.
  using OnSent = std::function<Status(const Batch& batch, const SentBatch& sent)>;

  /// `start`: where the operations begin.
  OrderedWriter(BulkTarget target, std::size_t batch_bytes, std::function<bool()> should_stop,
                OnSent on_sent, std::uint64_t start = 0);

  /// `next`: where to go on when these are written; Batch::end of the last batch, while the ones
  /// before it end where the operations before them did. Waits for a free place.
  /// Errors: those of BatchSender::send() for an earlier batch, and those of OnSent.
  Status write(std::vector<FeedOperation> operations, std::uint64_t next);
  /// Waits until everything is written. Errors: as write().
  Status finish() { return pool_.drain(); }

 private:
  Status send(const Batch& batch);

  const OnSent on_sent_;
  BatchSize size_;
  BulkConnection connection_;
  std::uint64_t next_;
  SenderPool pool_;  ///< Last: its thread uses the others.
};

}  // namespace likewise::tools
