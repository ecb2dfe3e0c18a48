#include "storage/database/background.h"

#include <utility>

namespace likewise::storage {

BackgroundThread::BackgroundThread(std::chrono::milliseconds interval, std::function<void()> work)
    : interval_(interval), work_(std::move(work)), thread_([this] { run(); }) {}

BackgroundThread::~BackgroundThread() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void BackgroundThread::wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  changed_.notify_one();
}

void BackgroundThread::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    changed_.wait_for(lock, interval_, [this] { return woken_ || stopping_; });
    if (stopping_) {
      return;
    }
    woken_ = false;
    lock.unlock();
    work_();
    lock.lock();
  }
}

}  // namespace likewise::storage
