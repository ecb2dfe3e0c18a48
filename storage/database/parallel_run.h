#pragma once

#include <cstddef>
#include <functional>

namespace likewise::storage {

/// Calls body(0) … body(count - 1) on the caller's thread and `threads` - 1 others that live as
/// long as the call, in any order; returns when all are done. What a body throws is thrown here,
/// and bodies that were not begun are left out then. Cost: some 30 µs for each other thread: for
/// work of a millisecond and more.
void parallel_run(std::size_t threads, std::size_t count,
                  const std::function<void(std::size_t)>& body);

}  // namespace likewise::storage
