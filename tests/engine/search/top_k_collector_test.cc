#include "engine/search/top_k_collector.h"

#include <algorithm>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/random.h"

namespace likewise {
namespace {

TEST(TopKCollector, KeepsTheBestFirst) {
  TopKCollector top(3);
  EXPECT_FALSE(top.full());
  top.collect(1, 1.0F);
  top.collect(2, 3.0F);
  top.collect(4, 2.0F);
  EXPECT_TRUE(top.full());
  EXPECT_EQ(top.threshold(), 1.0F);
  top.collect(7, 2.0F);
  EXPECT_THAT(top.take_sorted(),
              testing::ElementsAre(ScoredDoc{2, 3.0F}, ScoredDoc{4, 2.0F}, ScoredDoc{7, 2.0F}));
  EXPECT_TRUE(top.take_sorted().empty());
}

TEST(TopKCollector, RefusesTheThresholdItself) {
  TopKCollector top(1);
  EXPECT_TRUE(top.would_accept(0.0F));
  top.collect(1, 1.0F);
  EXPECT_FALSE(top.would_accept(1.0F)) << "an earlier document wins a tie";
  EXPECT_TRUE(top.would_accept(1.5F));
}

TEST(TopKCollector, OfNothingAcceptsNothing) {
  TopKCollector top(0);
  EXPECT_TRUE(top.full());
  EXPECT_FALSE(top.would_accept(1e30F));
  top.collect(1, 1.0F);
  EXPECT_TRUE(top.take_sorted().empty());
}

// The heap must agree with the obvious implementation, ties included.
TEST(TopKCollector, AgreesWithAFullSort) {
  Random random(1);
  for (std::size_t k = 0; k <= 40; ++k) {
    TopKCollector top(k);
    std::vector<ScoredDoc> all;
    for (DocId doc = 0; doc < 100; ++doc) {
      all.push_back({doc, static_cast<float>(random.below(10))});
      EXPECT_EQ(top.full(), doc >= k);
      top.collect(doc, all.back().score);
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.score > b.score; });
    all.resize(k);
    EXPECT_EQ(top.take_sorted(), all) << "k = " << k;
  }
}

}  // namespace
}  // namespace likewise
