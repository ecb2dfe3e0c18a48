#pragma once

#include <cstddef>
#include <functional>

namespace likewise {

/// Runs `body(0) … body(count - 1)`, in any order and possibly on several threads, and returns when
/// all are done. engine/ has no threads of its own: whoever owns some passes one of these.
using ParallelFor =
    std::function<void(std::size_t count, const std::function<void(std::size_t)>& body)>;

/// The ParallelFor of a caller without threads.
inline void run_serially(std::size_t count, const std::function<void(std::size_t)>& body) {
  for (std::size_t i = 0; i < count; ++i) {
    body(i);
  }
}

}  // namespace likewise
