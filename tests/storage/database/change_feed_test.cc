#include "storage/database/changes.h"

#include <map>
#include <random>

#include "storage/database/directory_feed.h"
#include "tests/storage/database/database_fixture.h"

namespace likewise::storage {
namespace {

/// "0 a {} | 2 -b | next 3 of 3".
std::string text_of(const Result<ChangePage>& page) {
  if (!page.has_value()) {
    return "error: " + page.error().message();
  }
  std::string text;
  for (const Change& change : page->changes) {
    text += std::to_string(change.seq_no) + (change.deleted ? " -" : " ") + change.id;
    text += change.routing ? " via " + *change.routing : "";
    text += (change.source.empty() ? "" : " ") + change.source + " | ";
  }
  return text + "next " + std::to_string(page->next) + " of " + std::to_string(page->end);
}

ChangeLimits up_to(std::size_t changes) {
  ChangeLimits limits;
  limits.changes = changes;
  return limits;
}

class ChangeFeedTest : public testing::TestWithParam<bool> {
 protected:
  ChangeFeedTest() : database_(GetParam()) {
    EXPECT_TRUE(database_->create_index("images", "").has_value());
  }

  std::string changes(SeqNo since, std::size_t limit = 100) {
    return text_of(database_->changes("images", since, up_to(limit)));
  }

  DatabaseFixture database_;
};

INSTANTIATE_TEST_SUITE_P(Backends, ChangeFeedTest, testing::Values(false, true));

TEST_P(ChangeFeedTest, TellsTheNewestOperationOfEveryDocument) {
  EXPECT_EQ(changes(0), "next 0 of 0");
  WriteOperation routed = index_operation("b", R"({"n":1})");
  routed.routing = "r";
  database_.write_all({index_operation("a", R"({"n":0})"), routed, index_operation("c", "{}")});
  EXPECT_EQ(changes(0), R"(0 a {"n":0} | 1 b via r {"n":1} | 2 c {} | next 3 of 3)");
  database_.write(index_operation("a", R"({"n":2})"));
  database_.write(delete_operation("c"));
  EXPECT_EQ(changes(0), R"(1 b via r {"n":1} | 3 a {"n":2} | 4 -c | next 5 of 5)");
  database_.write(index_operation("c", R"({"n":3})"));
  EXPECT_EQ(changes(4), R"(5 c {"n":3} | next 6 of 6)");
  EXPECT_EQ(changes(6), "next 6 of 6");
}

TEST_P(ChangeFeedTest, TellsDeletesOfDocumentsThatNeverWere) {
  database_.write(delete_operation("x"));
  EXPECT_EQ(changes(0), "0 -x | next 1 of 1");
}

TEST_P(ChangeFeedTest, TellsTheRoutingOfTheDocumentThatWasDeleted) {
  WriteOperation routed = index_operation("a", "{}");
  routed.routing = "r";
  database_.write(routed);
  database_.write(delete_operation("a"));
  EXPECT_EQ(changes(0), "1 -a via r | next 2 of 2");
  database_.write(delete_operation("a"));
  EXPECT_EQ(changes(0), "2 -a | next 3 of 3");
  database_.write(index_operation("a", "{}"));
  EXPECT_EQ(changes(0), "3 a {} | next 4 of 4");
}

TEST_P(ChangeFeedTest, LeavesOutWritesThatWereRefused) {
  database_.write(index_operation("a", "{}"));
  database_.write(index_operation("a", "no json"));
  EXPECT_EQ(changes(0), "0 a {} | next 1 of 1");
}

TEST_P(ChangeFeedTest, CutsPagesByCountAndByBytes) {
  for (const char* id : {"a", "b", "c", "d"}) {
    database_.write(index_operation(id, R"({"n":1})"));
  }
  EXPECT_EQ(changes(0, 2), R"(0 a {"n":1} | 1 b {"n":1} | next 2 of 4)");
  EXPECT_EQ(changes(3, 2), R"(3 d {"n":1} | next 4 of 4)");
  ChangeLimits limits;
  limits.bytes = 9;
  EXPECT_EQ(text_of(database_->changes("images", 1, limits)),
            R"(1 b {"n":1} | 2 c {"n":1} | next 3 of 4)");
}

TEST_P(ChangeFeedTest, RefusesAPlaceThatTheFeedNeverHad) {
  database_.write(index_operation("a", "{}"));
  EXPECT_EQ(changes(2),
            "error: [since] is 2, but the feed ends at 1: it was read from another index, or from "
            "a later state of this one");
  EXPECT_EQ(text_of(database_->changes("none", 0)), "error: no such index [none]");
}

TEST_P(ChangeFeedTest, PagesOfAnySizeRebuildTheIndexWhileItChanges) {
  std::mt19937 random(7);
  std::map<std::string, std::string> source;
  std::map<std::string, std::string> copy;
  SeqNo next = 0;
  const auto follow = [&](std::size_t limit) {
    const Result<ChangePage> page = database_->changes("images", next, up_to(limit));
    ASSERT_TRUE(page.has_value()) << page.error().message();
    for (const Change& change : page->changes) {
      ASSERT_GE(change.seq_no, next);
      ASSERT_LT(change.seq_no, page->next);
      if (change.deleted) {
        copy.erase(change.id);
      } else {
        copy[change.id] = change.source;
      }
    }
    next = page->next;
  };
  for (int round = 0; round < 200; ++round) {
    std::vector<std::string> bodies;
    std::vector<WriteOperation> operations;
    bodies.reserve(8);
    for (int i = 0; i < 8; ++i) {
      const std::string id = std::to_string(random() % 40);
      if (random() % 4 == 0) {
        operations.push_back(delete_operation(id));
        source.erase(id);
      } else {
        bodies.push_back(R"({"n":)" + std::to_string(random()) + "}");
        operations.push_back(index_operation(id, bodies.back()));
        source[id] = bodies.back();
      }
    }
    database_.write_all(operations);
    if (round % 50 == 17) {
      ASSERT_TRUE(database_->flush("images").has_value());
    }
    follow(1 + random() % 20);
  }
  while (next < 1600) {
    follow(7);
  }
  EXPECT_EQ(copy, source);
}

TEST(DirectoryFeed, ReadsADirectoryThatNobodyHasOpen) {
  DatabaseFixture database(true);
  database.write_all({index_operation("a", R"({"n":0})"), index_operation("b", "{}")});
  ASSERT_TRUE(database->flush("images").has_value());
  database.write_all({delete_operation("b"), index_operation("c", R"({"n":2})")});
  const std::string expected = text_of(database->changes("images", 0));
  const std::string uuid = database->info("images")->uuid;

  const auto locked = DirectoryFeed::open(database.path());
  ASSERT_FALSE(locked.has_value());
  EXPECT_EQ(locked.error().code(), ErrorCode::kLocked);
  database.close();

  const auto feed = DirectoryFeed::open(database.path());
  ASSERT_TRUE(feed.has_value()) << feed.error().message();
  const auto index = feed->find("images");
  ASSERT_TRUE(index.has_value()) << index.error().message();
  EXPECT_EQ(index->uuid, uuid);
  EXPECT_EQ(text_of(feed->changes(*index, 0, {})), expected);
  EXPECT_EQ(*feed->count(*index), 2U);
  EXPECT_FALSE(feed->find("none").has_value());
}

TEST(DirectoryFeed, CreatesNothingWhereNothingIs) {
  const TemporaryDirectory folder;
  const auto feed = DirectoryFeed::open(folder.path() / "typo");
  ASSERT_FALSE(feed.has_value());
  EXPECT_EQ(feed.error().code(), ErrorCode::kNotFound);
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "typo"));
}

TEST(DirectoryFeed, ReadsOperationsThatOnlyTheLogHolds) {
  // A copy of the directory of a running database: what a crash leaves behind.
  DatabaseFixture database(true);
  database.write(index_operation("a", R"({"n":0})"));
  const TemporaryDirectory copy;
  std::filesystem::copy(
      database.path(), copy.path(),
      std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
  const auto feed = DirectoryFeed::open(copy.path());
  ASSERT_TRUE(feed.has_value()) << feed.error().message();
  EXPECT_EQ(text_of(feed->changes(*feed->find("images"), 0, {})), R"(0 a {"n":0} | next 1 of 1)");
}

}  // namespace
}  // namespace likewise::storage
