#include "engine/aggregation/bucket_ids.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace likewise {
namespace {

using testing::ElementsAre;
using testing::Optional;

TEST(BucketIds, NumberEveryPairOfParentAndKeyOnce) {
  BucketBudget budget;
  BucketIds ids(budget);
  EXPECT_THAT(ids.find_or_add(0, 7), Optional(0U));
  EXPECT_THAT(ids.find_or_add(3, 7), Optional(1U));
  EXPECT_THAT(ids.find_or_add(0, 9), Optional(2U));
  EXPECT_THAT(ids.find_or_add(0, 7), Optional(0U));
  ids[2].doc_count += 5;
  EXPECT_EQ(ids[2].key, 9U);
  EXPECT_EQ(ids[2].doc_count, 5U);
  EXPECT_THAT(ids.of(0), ElementsAre(0U, 2U));
  EXPECT_THAT(ids.of(3), ElementsAre(1U));
  EXPECT_THAT(ids.of(1), ElementsAre());
  EXPECT_THAT(ids.of(99), ElementsAre());
}

TEST(BucketIds, MakeNoMoreBucketsThanTheBudgetHas) {
  BucketBudget budget{2, false};
  BucketIds ids(budget);
  EXPECT_TRUE(ids.find_or_add(0, 1).has_value());
  EXPECT_TRUE(ids.find_or_add(0, 2).has_value());
  EXPECT_FALSE(budget.exhausted);
  EXPECT_FALSE(ids.find_or_add(0, 3).has_value());
  EXPECT_TRUE(budget.exhausted);
  EXPECT_THAT(ids.find_or_add(0, 1), Optional(0U));  // Those that are there can be found.
}

}  // namespace
}  // namespace likewise
