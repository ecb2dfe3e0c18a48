#pragma once

#include <chrono>
#include <cstdint>

#include "engine/base/random.h"

namespace likewise::tools {

/// Growing pauses between tries, each drawn from the upper half of its bound, so that several
/// senders do not come back at the same moment. Not thread-safe.
class BackOff {
 public:
  explicit BackOff(std::uint64_t seed) : random_(seed) {}

  std::chrono::milliseconds next();
  /// After a success the pauses start small again.
  void reset() { bound_ = kFirst; }

 private:
  static constexpr std::chrono::milliseconds kFirst{200};
  static constexpr std::chrono::milliseconds kLongest{30'000};

  Random random_;
  std::chrono::milliseconds bound_ = kFirst;
};

}  // namespace likewise::tools
