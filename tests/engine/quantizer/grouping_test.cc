#include "engine/quantizer/grouping.h"

#include <gtest/gtest.h>

namespace likewise {
namespace {

TEST(GroupingContiguous, SplitsAsEvenlyAsPossible) {
  const auto groups = split_dimensions(Grouping::kContiguous, {7, 3});
  ASSERT_TRUE(groups.has_value());
  EXPECT_EQ(*groups, (GroupColumns{{0, 1, 2}, {3, 4}, {5, 6}}));
}

TEST(Grouping, CoversEveryDimensionOnceWithEveryMethod) {
  for (const GroupingMethod& method : grouping_methods()) {
    for (std::uint32_t dimensions = 1; dimensions <= 20; ++dimensions) {
      for (std::uint32_t count = 1; count <= dimensions; ++count) {
        const auto groups = split_dimensions(method.grouping, {dimensions, count});
        ASSERT_TRUE(groups.has_value());
        ASSERT_EQ(groups->size(), count);
        std::vector<int> seen(dimensions);
        for (const auto& group : *groups) {
          EXPECT_FALSE(group.empty());
          for (const std::uint32_t column : group) {
            ++seen.at(column);
          }
        }
        EXPECT_EQ(seen, std::vector<int>(dimensions, 1)) << method.name;
      }
    }
  }
}

TEST(Grouping, RefusesImpossibleNumbersOfGroups) {
  for (const std::uint32_t count : {0U, 8U, 4000000000U}) {
    const auto groups = split_dimensions(Grouping::kContiguous, {7, count});
    ASSERT_FALSE(groups.has_value());
    EXPECT_EQ(groups.error().message(),
              "the number of groups must be between 1 and the 7 dimensions of the vectors, found " +
                  std::to_string(count));
  }
}

TEST(Grouping, NamesReadBack) {
  for (const GroupingMethod& method : grouping_methods()) {
    EXPECT_EQ(parse_grouping(to_string(method.grouping)), method.grouping);
  }
  EXPECT_EQ(parse_metric("l2"), Metric::kL2);
  EXPECT_EQ(parse_metric(to_string(Metric::kCosine)), Metric::kCosine);
  EXPECT_EQ(parse_grouping("random").error().message(),
            "unknown grouping [random], expected one of: contiguous");
  EXPECT_EQ(parse_metric("L2").error().message(),
            "unknown metric [L2], expected one of: l2, cosine");
}

}  // namespace
}  // namespace likewise
