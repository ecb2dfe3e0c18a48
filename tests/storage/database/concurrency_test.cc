#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "tests/storage/database/database_fixture.h"

namespace likewise::storage {
namespace {

class Concurrency : public ::testing::TestWithParam<bool> {};

TEST_P(Concurrency, WritersAndSearchersSeeConsistentStates) {
  const TemporaryDirectory directory;
  DatabaseOptions options;
  options.in_memory = !GetParam();
  options.memtable_bytes = 200'000;
  auto database = Database::open(directory.path(), options);
  ASSERT_TRUE(database.has_value());
  ASSERT_TRUE((*database)
                  ->create_index("images", R"({"settings":{"refresh_interval":"10ms"}})")
                  .has_value());
  constexpr int kWriters = 4;
  constexpr int kRequests = 25;
  std::atomic<bool> done = false;
  std::atomic<int> failures = 0;
  std::vector<std::thread> threads;
  for (int writer = 0; writer < kWriters; ++writer) {
    threads.emplace_back([&, writer] {
      for (int i = 0; i < kRequests; ++i) {
        // Each writer adds a field of its own, and every pair of documents goes in together.
        const std::string source =
            R"({"t":["0-1"],"w)" + std::to_string(writer * 5 + i % 5) + R"(":"x"})";
        const std::string id = std::to_string(writer) + "-" + std::to_string(i);
        const auto result = (*database)->write(
            {index_operation(id + "a", source), index_operation(id + "b", source)},
            Refresh::kFalse);
        failures += !result.has_value() || result->errors ? 1 : 0;
      }
    });
  }
  std::thread searcher([&] {
    while (!done) {
      const auto result =
          (*database)->search("images", R"({"query":{"term":{"t.keyword":"0-1"}}})");
      failures += !result.has_value() || result->total % 2 != 0 ? 1 : 0;
    }
  });
  for (std::thread& thread : threads) {
    thread.join();
  }
  done = true;
  searcher.join();
  EXPECT_EQ(failures, 0);
  ASSERT_TRUE((*database)->refresh("images").has_value());
  EXPECT_EQ(*(*database)->count("images", ""), 2U * kWriters * kRequests);
  for (int field = 0; field < kWriters * 5; ++field) {
    EXPECT_EQ(*(*database)->count("images", R"({"query":{"term":{"w)" + std::to_string(field) +
                                                R"(.keyword":"x"}}})"),
              2U * kRequests / 5);
  }
}

TEST_P(Concurrency, TheBackgroundRefreshes) {
  const TemporaryDirectory directory;
  DatabaseOptions options;
  options.in_memory = !GetParam();
  auto database = Database::open(directory.path(), options);
  ASSERT_TRUE(database.has_value());
  ASSERT_TRUE((*database)
                  ->create_index("images", R"({"settings":{"refresh_interval":"20ms"}})")
                  .has_value());
  ASSERT_TRUE(
      (*database)->write({index_operation("1", R"({"a":1})")}, Refresh::kFalse).has_value());
  std::uint64_t found = 0;
  for (int i = 0; i < 500 && found == 0; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    found = *(*database)->count("images", "");
  }
  EXPECT_EQ(found, 1U);
}

INSTANTIATE_TEST_SUITE_P(Backends, Concurrency, ::testing::Values(false, true),
                         [](const auto& backend) { return backend.param ? "Rocks" : "Memory"; });

}  // namespace
}  // namespace likewise::storage
