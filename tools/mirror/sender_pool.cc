#include "tools/mirror/sender_pool.h"

#include <utility>

namespace likewise::tools {

SenderPool::SenderPool(std::size_t threads, SendBatch send) : send_(std::move(send)) {
  for (std::size_t i = 0; i < threads; ++i) {
    threads_.emplace_back([this, i] { run(i); });
  }
}

SenderPool::~SenderPool() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) {
    thread.join();
  }
}

Status SenderPool::push(Batch batch) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return queue_.size() < threads_.size() || failure_; });
  if (failure_) {
    return fail(*failure_);
  }
  queue_.push_back(std::move(batch));
  changed_.notify_all();
  return {};
}

Status SenderPool::drain() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return (queue_.empty() && busy_ == 0) || failure_; });
  if (failure_) {
    return fail(*failure_);
  }
  return {};
}

void SenderPool::run(std::size_t number) {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return closing_ || failure_ || !queue_.empty(); });
    if (closing_ || failure_) {
      return;
    }
    const Batch batch = std::move(queue_.front());
    queue_.pop_front();
    ++busy_;
    lock.unlock();
    changed_.notify_all();
    Status status = send_(number, batch);
    lock.lock();
    --busy_;
    if (!status.has_value() && !failure_) {
      failure_ = std::move(status).error();
    }
    changed_.notify_all();
  }
}

}  // namespace likewise::tools
