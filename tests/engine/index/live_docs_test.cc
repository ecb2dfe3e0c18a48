#include "engine/index/live_docs.h"

#include <bit>
#include <set>

#include <gtest/gtest.h>

#include "engine/base/random.h"
#include "engine/index/posting_list.h"

namespace likewise {
namespace {

TEST(LiveDocs, StartsWithItsWholeRangeAlive) {
  for (const auto& [first, end] : {std::pair<DocId, DocId>{0, 1},
                                   {0, 64},
                                   {5, 5},
                                   {63, 65},
                                   {65'535, 65'537},
                                   {70'000, 200'001},
                                   {65'536, 131'072}}) {
    SCOPED_TRACE(first);
    const LiveDocs live(first, end);
    EXPECT_EQ(live.live_count(), end - first);
    EXPECT_EQ(live.dead_count(), 0U);
    EXPECT_FALSE(live.is_live(end));
    EXPECT_EQ(live.is_live(first), first < end);
    EXPECT_FALSE(first > 0 && live.is_live(first - 1));
    std::size_t bits = 0;
    for (DocId base = 0; base <= 262'144; base += kContainerDocs) {
      for (const std::uint64_t word : live.container(base)) {
        bits += static_cast<std::size_t>(std::popcount(word));
      }
    }
    EXPECT_EQ(bits, end - first);
  }
}

TEST(LiveDocs, HasNoContainersOutsideOfItsRange) {
  const LiveDocs live(70'000, 131'072);
  EXPECT_TRUE(live.container(0).empty());
  EXPECT_EQ(live.container(65'536).size(), kBitmapWords);
  EXPECT_TRUE(live.container(131'072).empty());
  EXPECT_TRUE(live.container(kNoMoreDocs / kContainerDocs * kContainerDocs).empty());
}

TEST(LiveDocs, CountsEachDeathOnce) {
  Random random(1);
  LiveDocs live(60'000, 140'000);
  std::set<DocId> dead;
  for (int i = 0; i < 5'000; ++i) {
    const auto doc = static_cast<DocId>(59'000 + random.below(82'000));
    const bool in_range = doc >= 60'000 && doc < 140'000;
    EXPECT_EQ(live.kill(doc), in_range && dead.insert(doc).second);
  }
  EXPECT_EQ(live.dead_count(), dead.size());
  EXPECT_EQ(live.live_count(), 80'000 - dead.size());
  for (DocId doc = 60'000; doc < 140'000; ++doc) {
    ASSERT_EQ(live.is_live(doc), dead.count(doc) == 0) << doc;
  }
}

}  // namespace
}  // namespace likewise
