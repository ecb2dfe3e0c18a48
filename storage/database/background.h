#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace likewise::storage {

/// A thread that runs `work` every `interval`, and at once when woken. Stops when destroyed, after
/// the work under way.
class BackgroundThread {
 public:
  BackgroundThread(std::chrono::milliseconds interval, std::function<void()> work);
  ~BackgroundThread();
  BackgroundThread(const BackgroundThread&) = delete;
  BackgroundThread& operator=(const BackgroundThread&) = delete;

  /// Thread-safe.
  void wake();

 private:
  void run();

  const std::chrono::milliseconds interval_;
  const std::function<void()> work_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace likewise::storage
