#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>

namespace likewise::tools {

/// How many bytes a batch should have: as many as the target takes in about a second. Thread-safe.
class BatchSize {
 public:
  /// Never more than `most`, nor less than a sixteenth of it.
  explicit BatchSize(std::size_t most);

  std::size_t bytes() const;
  void on_success(std::size_t bytes, std::chrono::milliseconds took);
  /// The target said that it is too much, or did not answer in time.
  void on_push_back();

 private:
  const std::size_t most_;
  const std::size_t least_;
  mutable std::mutex mutex_;
  std::size_t bytes_;  // Guarded by mutex_.
};

}  // namespace likewise::tools
