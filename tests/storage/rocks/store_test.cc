#include "storage/rocks/store.h"

#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/random.h"
#include "tests/storage/temporary_directory.h"

namespace likewise::storage {
namespace {

/// The contract of Store, on both backends.
class StoreContract : public ::testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    if (GetParam()) {
      auto opened = open_rocks_store(directory_.path());
      ASSERT_TRUE(opened.has_value()) << opened.error().message();
      store_ = std::move(*opened);
    } else {
      store_ = make_memory_store();
    }
  }

  void put(Family family, const std::string& key, const std::string& value) {
    WriteBatch batch;
    batch.put(family, key, value);
    ASSERT_TRUE(store_->write(batch, Durability::kAsync).has_value());
  }

  std::string get(Family family, const std::string& key) const {
    const auto value = store_->get(family, key);
    return value.has_value() ? value->value_or("-") : "error";
  }

  std::string scan(Family family, const std::string& begin, const std::string& end) const {
    std::string rows;
    const Status status = store_->scan(family, begin, end, [&](auto key, auto value) {
      rows += std::string(key) + "=" + std::string(value) + " ";
      return true;
    });
    return status.has_value() ? rows : "error";
  }

  TemporaryDirectory directory_;
  std::unique_ptr<Store> store_;
};

TEST_P(StoreContract, FamiliesAreApart) {
  put(Family::kId, "k", "1");
  put(Family::kDoc, "k", "2");
  EXPECT_EQ(get(Family::kId, "k"), "1");
  EXPECT_EQ(get(Family::kDoc, "k"), "2");
  EXPECT_EQ(get(Family::kSeq, "k"), "-");
}

TEST_P(StoreContract, ABatchAppliesInItsOrder) {
  WriteBatch batch;
  batch.put(Family::kId, "a", "1");
  batch.remove(Family::kId, "a");
  batch.put(Family::kId, "b", "1");
  batch.put(Family::kId, "b", "2");
  batch.remove(Family::kId, "c");
  batch.put(Family::kId, "c", "3");
  ASSERT_TRUE(store_->write(batch, Durability::kSync).has_value());
  EXPECT_EQ(scan(Family::kId, "", "z"), "b=2 c=3 ");
}

TEST_P(StoreContract, ScansAreOrderedAndBounded) {
  for (const char* key : {"b", "a", "\xFF", "ab", "c"}) {
    put(Family::kTerm, key, key);
  }
  EXPECT_EQ(scan(Family::kTerm, "a", "c"), "a=a ab=ab b=b ");
  EXPECT_EQ(scan(Family::kTerm, "ab", "ab"), "");
  int visited = 0;
  ASSERT_TRUE(
      store_->scan(Family::kTerm, "", "z", [&](auto, auto) { return ++visited < 2; }).has_value());
  EXPECT_EQ(visited, 2);
}

TEST_P(StoreContract, SnapshotsDoNotChange) {
  put(Family::kDoc, "a", "1");
  put(Family::kDoc, "b", "1");
  const auto old = store_->snapshot();
  put(Family::kDoc, "a", "2");
  WriteBatch batch;
  batch.remove(Family::kDoc, "b");
  batch.put(Family::kDoc, "c", "1");
  ASSERT_TRUE(store_->write(batch, Durability::kAsync).has_value());
  const auto middle = store_->snapshot();
  put(Family::kDoc, "a", "3");
  EXPECT_EQ(**old->get(Family::kDoc, "a"), "1");
  EXPECT_EQ(**old->get(Family::kDoc, "b"), "1");
  EXPECT_FALSE(old->get(Family::kDoc, "c")->has_value());
  EXPECT_EQ(**middle->get(Family::kDoc, "a"), "2");
  EXPECT_FALSE(middle->get(Family::kDoc, "b")->has_value());
  EXPECT_EQ(get(Family::kDoc, "a"), "3");
}

TEST_P(StoreContract, RangesAreRemoved) {
  for (int i = 0; i < 30; ++i) {
    put(Family::kPost, "k" + std::to_string(100 + i), "v");
  }
  ASSERT_TRUE(store_->remove_range(Family::kPost, "k105", "k128").has_value());
  EXPECT_EQ(scan(Family::kPost, "k104", "z"), "k104=v k128=v k129=v ");
}

TEST_P(StoreContract, BatchesAreAtomicForConcurrentSnapshots) {
  std::thread writer([&] {
    for (int i = 0; i < 500; ++i) {
      WriteBatch batch;
      batch.put(Family::kId, "x", std::to_string(i));
      batch.put(Family::kDoc, "y", std::to_string(i));
      ASSERT_TRUE(store_->write(batch, Durability::kAsync).has_value());
    }
  });
  for (int i = 0; i < 500; ++i) {
    const auto snapshot = store_->snapshot();
    EXPECT_EQ(*snapshot->get(Family::kId, "x"), *snapshot->get(Family::kDoc, "y"));
  }
  writer.join();
}

TEST_P(StoreContract, EqualsAMapUnderRandomOperations) {
  Random random(5);
  std::map<std::string, std::string> model;
  for (int round = 0; round < 200; ++round) {
    WriteBatch batch;
    for (std::uint64_t i = random.below(8); i > 0; --i) {
      const std::string key = std::to_string(random.below(50));
      if (random.below(3) == 0) {
        batch.remove(Family::kSeq, key);
        model.erase(key);
      } else {
        const std::string value = std::to_string(random.next());
        batch.put(Family::kSeq, key, value);
        model[key] = value;
      }
    }
    ASSERT_TRUE(store_->write(batch, Durability::kAsync).has_value());
  }
  std::string expected;
  for (const auto& [key, value] : model) {
    expected += key + "=" + value + " ";
  }
  EXPECT_EQ(scan(Family::kSeq, "", "z"), expected);
}

INSTANTIATE_TEST_SUITE_P(Backends, StoreContract, ::testing::Values(false, true),
                         [](const auto& backend) { return backend.param ? "Rocks" : "Memory"; });

TEST(RocksStore, KeepsWhatWasWrittenAcrossReopening) {
  const TemporaryDirectory directory;
  {
    auto store = open_rocks_store(directory.path());
    ASSERT_TRUE(store.has_value());
    WriteBatch batch;
    batch.put(Family::kMeta, "a", std::string("\0x", 2));
    ASSERT_TRUE((*store)->write(batch, Durability::kSync).has_value());
    ASSERT_TRUE((*store)->sync().has_value());
  }
  auto store = open_rocks_store(directory.path());
  ASSERT_TRUE(store.has_value());
  EXPECT_EQ(**(*store)->get(Family::kMeta, "a"), std::string("\0x", 2));
}

}  // namespace
}  // namespace likewise::storage
