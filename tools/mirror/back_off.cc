#include "tools/mirror/back_off.h"

#include <algorithm>

namespace likewise::tools {

std::chrono::milliseconds BackOff::next() {
  const auto half = bound_ / 2;
  const std::chrono::milliseconds pause =
      half + std::chrono::milliseconds(random_.below(static_cast<std::uint64_t>(half.count()) + 1));
  bound_ = std::min(bound_ * 2, kLongest);
  return pause;
}

}  // namespace likewise::tools
