#include "tools/thread_pool_for.h"

#include <atomic>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

namespace likewise::tools {
namespace {

TEST(ThreadPoolFor, RunsEveryIndexOnce) {
  for (const unsigned threads : {0U, 1U, 2U, 5U}) {
    for (const std::size_t count : {0U, 1U, 3U, 100U}) {
      std::vector<std::atomic<int>> runs(count);
      thread_pool_for(threads)(count, [&runs](std::size_t i) { ++runs[i]; });
      for (const auto& run : runs) {
        EXPECT_EQ(run.load(), 1);
      }
    }
  }
}

TEST(ThreadPoolFor, HandsAnExceptionToTheCaller) {
  for (const unsigned threads : {1U, 3U}) {
    const auto parallel_for = thread_pool_for(threads);
    const auto fail_at_two = [](std::size_t i) {
      if (i == 2) {
        throw std::runtime_error("two");
      }
    };
    EXPECT_THROW(parallel_for(100, fail_at_two), std::runtime_error);
  }
}

}  // namespace
}  // namespace likewise::tools
