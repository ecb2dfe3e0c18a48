#include "engine/search/java_hash_order.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>

#include "engine/base/random.h"
#include "engine/search/java_tree_map_order.h"

namespace likewise {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;
using Order = std::vector<std::uint32_t>;

Order order_of(const std::vector<std::string>& keys) {
  return java_hash_order(std::vector<std::string_view>(keys.begin(), keys.end()));
}

/// "Aa" and "BB" have the same hash, and so have all strings of as many of them.
std::string colliding(unsigned number, unsigned pairs) {
  std::string key;
  for (unsigned i = pairs; i-- > 0;) {
    key += (number >> i & 1U) != 0 ? "BB" : "Aa";
  }
  return key;
}

/// HashMap without trees, inserted and grown literally: what java_hash_order shortens.
class ChainedMap {
 public:
  void put(std::string_view key, std::uint32_t number) {
    std::vector<Entry>& chain = buckets_[java_map_hash(key) % buckets_.size()];
    chain.push_back({java_map_hash(key), number});
    longest_ = std::max(longest_, chain.size());
    if (++size_ > buckets_.size() * 3 / 4) {
      std::vector<std::vector<Entry>> grown(2 * buckets_.size());
      for (const std::vector<Entry>& old : buckets_) {
        for (const Entry& entry : old) {
          grown[entry.hash % grown.size()].push_back(entry);
        }
      }
      buckets_ = std::move(grown);
    }
  }

  std::size_t longest_chain() const { return longest_; }

  Order order() const {
    Order order;
    for (const std::vector<Entry>& chain : buckets_) {
      for (const Entry& entry : chain) {
        order.push_back(entry.number);
      }
    }
    return order;
  }

 private:
  struct Entry {
    std::uint32_t hash;
    std::uint32_t number;
  };
  std::vector<std::vector<Entry>> buckets_{16};
  std::size_t size_ = 0;
  std::size_t longest_ = 0;
};

std::vector<std::string> random_keys(Random& random) {
  std::set<std::string> seen;
  std::vector<std::string> keys;
  const bool tokens = random.below(2) == 0;
  for (std::uint64_t n = random.below(400); n > 0; --n) {
    std::string key =
        tokens ? std::to_string(random.below(256)) + "-" + std::to_string(random.below(64)) : "";
    for (std::uint64_t length = tokens ? 0 : random.below(12); length > 0; --length) {
      key += random.below(9) > 0 ? std::string(1, static_cast<char>('a' + random.below(26)))
                                 : std::string("é");
    }
    if (seen.insert(key).second) {
      keys.push_back(key);
    }
  }
  return keys;
}

TEST(JavaHashOrder, OfFewKeys) {
  EXPECT_THAT(order_of({}), ElementsAre());
  EXPECT_THAT(order_of({""}), ElementsAre(0));
  EXPECT_THAT(order_of({"the", "quick", "brown", "fox", "jumps", "over", "lazy", "dog",
                        "feature_vector.keyword", "title"}),
              ElementsAre(0, 5, 1, 6, 8, 4, 2, 9, 7, 3));
  EXPECT_THAT(order_of({"é", "漢", "😀", "ß", "a", "\uFFFF", "\U00010000", "zz", "Aa", "BB"}),
              ElementsAre(7, 8, 9, 4, 1, 2, 0, 6, 3, 5));
}

TEST(JavaHashOrder, OfTokens) {
  std::vector<std::string> tokens;
  for (int group = 0; group < 30; ++group) {
    tokens.push_back(std::to_string(group) + "-" + std::to_string((group * 7 + 3) % 32));
  }
  EXPECT_THAT(order_of(tokens), ElementsAre(6, 19, 20, 17, 3, 7, 4, 24, 0, 21, 16, 10, 14, 18, 5, 9,
                                            8, 15, 13, 12, 28, 25, 22, 1, 29, 26, 2, 11, 23, 27));
}

TEST(JavaHashOrder, OfBucketThatBecomesTree) {
  const std::vector<unsigned> numbers = {11, 34, 9,  40, 26, 32, 43, 21, 46, 37, 20, 45,
                                         38, 42, 25, 28, 17, 19, 14, 4,  2,  27, 12, 5,
                                         8,  13, 31, 35, 0,  36, 18, 6,  24, 47, 30, 23,
                                         7,  10, 3,  15, 29, 1,  33, 41, 44, 22, 16, 39};
  std::vector<std::string> keys;
  for (const unsigned number : numbers) {
    keys.push_back(colliding(number, 6));
  }
  EXPECT_THAT(order_of(keys),
              ElementsAre(7, 1, 0, 2, 37, 23, 31, 36, 24, 19, 20, 38, 28, 41, 3, 47, 13, 43, 4, 5,
                          42, 26, 34, 40, 15, 21, 6, 14, 32, 35, 45, 8, 33, 11, 44, 9, 27, 29, 12,
                          10, 16, 39, 46, 30, 18, 22, 25, 17));
}

TEST(JavaHashOrder, ComparesTreeKeysByUtf16Units) {
  // Surrogates sort below U+E000 in Java, above it in bytes. All sixteen keys have one hash.
  std::vector<std::string> sorted;
  for (unsigned number = 0; number < 8; ++number) {
    sorted.push_back(colliding(number, 3) + "\uE000\u61E1");
    sorted.push_back(colliding(number, 3) + "\U0010FE00");
  }
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    keys.push_back(sorted[(i * 5 + 3) % 16]);
  }
  EXPECT_THAT(order_of(keys), ElementsAre(1, 0, 2, 3, 4, 5, 12, 15, 6, 7, 14, 8, 11, 9, 10, 13));
}

TEST(JavaHashOrder, OfTreeWithDifferentHashes) {
  std::vector<std::string> keys;
  for (int number = 100; number < 125; ++number) {
    keys.push_back(std::to_string(number));
  }
  // U+0400, U+0800, ...: all in bucket 0 of a table of 64.
  for (const char* key : {"\u2400", "\u0C00", "\u3800", "\u0400", "\u1C00", "\u3000", "\u1400",
                          "\u0800", "\u3400", "\u2000", "\u1000", "\u2C00"}) {
    keys.emplace_back(key);
  }
  Order crafted = order_of(keys);
  std::erase_if(crafted, [](std::uint32_t i) { return i < 25; });
  EXPECT_THAT(crafted, ElementsAre(29, 25, 26, 27, 28, 34, 30, 36, 31, 35, 32, 33));
}

TEST(JavaHashOrder, EqualsLiteralMap) {
  Random random(7);
  for (int round = 0; round < 400; ++round) {
    const std::vector<std::string> keys = random_keys(random);
    ChainedMap map;
    for (std::uint32_t i = 0; i < keys.size(); ++i) {
      map.put(keys[i], i);
    }
    ASSERT_LT(map.longest_chain(), 9U) << "trees are not this map's business; round " << round;
    ASSERT_THAT(order_of(keys), ElementsAreArray(map.order())) << "round " << round;
  }
}

TEST(JavaHashOrder, ShortcutEqualsReplay) {
  Random random(8);
  for (int round = 0; round < 400; ++round) {
    const std::vector<std::string> texts = random_keys(random);
    const std::vector<std::string_view> keys(texts.begin(), texts.end());
    std::vector<std::uint32_t> hashes(keys.size());
    std::transform(keys.begin(), keys.end(), hashes.begin(), java_map_hash);
    ASSERT_EQ(java_hash_order(keys, hashes), java_tree_map_order(keys, hashes)) << round;
  }
}

}  // namespace
}  // namespace likewise
