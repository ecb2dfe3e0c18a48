#include "tools/thread_pool_for.h"

#include <algorithm>
#include <cstddef>
#include <thread>

#include "storage/database/parallel_run.h"

namespace likewise::tools {

ParallelFor thread_pool_for(unsigned threads) {
  const unsigned actual = threads > 0 ? threads : std::max(1U, std::thread::hardware_concurrency());
  return [actual](std::size_t count, const std::function<void(std::size_t)>& body) {
    storage::parallel_run(actual, count, body);
  };
}

}  // namespace likewise::tools
