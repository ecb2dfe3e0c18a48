#pragma once

#include "engine/base/parallel.h"

namespace likewise::tools {

/// A ParallelFor over std::thread: each call starts `threads` - 1 threads beside the caller's own
/// and joins them before it returns. Indices are handed out one at a time. An exception of the body
/// reaches the caller after the join; indices not yet handed out are then skipped.
/// `threads` 0 means one per core.
ParallelFor thread_pool_for(unsigned threads);

}  // namespace likewise::tools
