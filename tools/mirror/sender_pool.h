#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "engine/base/error.h"
#include "tools/mirror/batch_sender.h"

namespace likewise::tools {

/// Threads that send batches, each over its own connection. A batch waits while all are busy, so
/// memory is bounded by the connections. Stops at the first failure.
class SenderPool {
 public:
  /// Sends one batch on thread `number`, until it is acknowledged and written into the book.
  using SendBatch = std::function<Status(std::size_t number, const Batch& batch)>;

  SenderPool(std::size_t threads, SendBatch send);
  ~SenderPool();
  SenderPool(const SenderPool&) = delete;
  SenderPool& operator=(const SenderPool&) = delete;

  /// Waits for a place in the queue. Errors: the first failure of a thread.
  Status push(Batch batch);
  /// Waits until everything pushed is acknowledged. Errors: as push().
  Status drain();

 private:
  void run(std::size_t number);

  const SendBatch send_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Batch> queue_;  // From here on guarded by mutex_.
  std::size_t busy_ = 0;
  bool closing_ = false;
  std::optional<Error> failure_;
  std::vector<std::thread> threads_;
};

}  // namespace likewise::tools
