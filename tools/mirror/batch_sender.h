#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "tools/http_client.h"
#include "tools/mirror/back_off.h"
#include "tools/mirror/batch_size.h"
#include "tools/mirror/bulk_body.h"
#include "tools/mirror/feed_page.h"

namespace likewise::tools {

/// Operations that are acknowledged together. Covers the sequence numbers first … end - 1, of
/// which some have no operation.
struct Batch {
  std::vector<FeedOperation> operations;
  SeqNo first = 0;
  SeqNo end = 0;
};

struct Rejection {
  const FeedOperation* operation = nullptr;  ///< Of the batch.
  ItemOutcome outcome;
};

struct SentBatch {
  std::vector<Rejection> rejected;
  std::uint64_t retries = 0;
};

/// What a sender needs of the world; tests bring their own.
struct SenderWorld {
  std::function<Result<HttpAnswer>(const std::string& body)> send;
  /// Waits; false when the work is to stop.
  std::function<bool(std::chrono::milliseconds)> pause;
  std::function<std::chrono::steady_clock::time_point()> now;
  Versions versions = Versions::kExternal;
};

/// Sends batches until every operation is done or refused for good: repeats what failed for a
/// passing reason, halves what is too large. Not thread-safe; one per connection.
class BatchSender {
 public:
  /// Gives up after `patience` without any progress.
  BatchSender(SenderWorld world, BatchSize& size, std::chrono::seconds patience,
              std::uint64_t seed);

  /// Errors: kUnavailable when patience ended, with the last reason, or when the work is to stop;
  /// any other for an answer that will not change (401, 403, 404, ...). Then parts of the batch may
  /// have been written; with external versions they may be sent again.
  Result<SentBatch> send(const Batch& batch);

 private:
  struct Work;

  Status send_part(Work& work);
  /// Puts the operations that an answer leaves open back, in order.
  Status take_answer(Work& work, const std::vector<const FeedOperation*>& part,
                     const HttpAnswer& answer);
  Status retry(Work& work, std::vector<const FeedOperation*> part, const std::string& reason);
  Status split(Work& work, const std::vector<const FeedOperation*>& part);

  const SenderWorld world_;
  BatchSize& size_;
  const std::chrono::seconds patience_;
  BackOff back_off_;
};

}  // namespace likewise::tools
