#include "tools/mirror/batch_size.h"

#include <algorithm>

namespace likewise::tools {
namespace {

constexpr std::chrono::milliseconds kPleasant{1'000};
constexpr std::chrono::milliseconds kLong{5'000};

}  // namespace

BatchSize::BatchSize(std::size_t most)
    : most_(std::max<std::size_t>(1, most)),
      least_(std::max<std::size_t>(1, most_ / 16)),
      bytes_(std::max<std::size_t>(least_, most_ / 4)) {}

std::size_t BatchSize::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

void BatchSize::on_success(std::size_t bytes, std::chrono::milliseconds took) {
  const std::lock_guard lock(mutex_);
  if (took > kLong) {
    bytes_ = std::max(least_, bytes_ / 2);
  } else if (took < kPleasant && bytes >= bytes_ / 2) {
    bytes_ = std::min(most_, bytes_ + bytes_ / 2 + 1);
  }
}

void BatchSize::on_push_back() {
  const std::lock_guard lock(mutex_);
  bytes_ = std::max(least_, bytes_ / 2);
}

}  // namespace likewise::tools
