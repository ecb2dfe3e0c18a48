#include "engine/search/sort_values.h"

#include <cstdint>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace likewise {
namespace {

using Mode = SortKey::Mode;
constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();

TEST(PickLong, AnswersAsElasticsearch) {
  struct Case {
    std::vector<std::int64_t> values;
    Mode mode;
    std::int64_t picked;
  };
  for (const Case& one : std::vector<Case>{{{1, 9, 9}, Mode::kMin, 1},
                                           {{1, 9, 9}, Mode::kMax, 9},
                                           {{1, 9, 9}, Mode::kSum, 19},
                                           {{1, 9, 9}, Mode::kAvg, 6},
                                           {{1, 9, 9}, Mode::kMedian, 9},
                                           {{2, 3}, Mode::kAvg, 3},
                                           {{2, 3}, Mode::kMedian, 3},
                                           {{-6, -5}, Mode::kAvg, -5},
                                           {{-6, -5}, Mode::kMedian, -5},
                                           {{kMax - 1, kMax}, Mode::kSum, -3},
                                           {{kMax - 1, kMax}, Mode::kAvg, -1},
                                           {{kMax - 1, kMax}, Mode::kMedian, kMax},
                                           {{kMax}, Mode::kAvg, kMax}}) {
    EXPECT_EQ(pick_long(one.values, one.mode), one.picked);
  }
}

TEST(PickDouble, AnswersAsElasticsearch) {
  const std::vector<double> values = {0.1, 2.5, 2.7};
  EXPECT_EQ(pick_double(values, Mode::kMin), 0.1);
  EXPECT_EQ(pick_double(values, Mode::kMax), 2.7);
  EXPECT_EQ(pick_double(values, Mode::kSum), 5.300000000000001);
  EXPECT_EQ(pick_double(values, Mode::kAvg), 1.7666666666666668);
  EXPECT_EQ(pick_double(values, Mode::kMedian), 2.5);
  EXPECT_EQ(pick_double(std::vector<double>{1.0, 2.0}, Mode::kMedian), 1.5);
}

TEST(Ranks, AreInTheOrderOfTheNumbers) {
  const std::vector<std::int64_t> longs = {kMin, -7, -1, 0, 1, 9007199254740993, kMax};
  for (std::size_t i = 0; i < longs.size(); ++i) {
    EXPECT_EQ(ranked_long(long_rank(longs[i])), longs[i]);
    EXPECT_TRUE(i == 0 || long_rank(longs[i - 1]) < long_rank(longs[i]));
  }
  const double infinity = std::numeric_limits<double>::infinity();
  const std::vector<double> doubles = {-infinity, -1e300, -1.0, -0.0, 0.0, 5e-324, 0.1, infinity};
  for (std::size_t i = 0; i < doubles.size(); ++i) {
    EXPECT_EQ(ranked_double(double_rank(doubles[i])), doubles[i]);
    EXPECT_TRUE(i == 0 || double_rank(doubles[i - 1]) < double_rank(doubles[i]));
  }
}

TEST(Ranks, OrderScoresTotally) {
  EXPECT_EQ(score_rank(-0.0F), score_rank(0.0F));
  EXPECT_LT(score_rank(-1.0F), score_rank(0.0F));
  EXPECT_LT(score_rank(1.0F), score_rank(std::numeric_limits<float>::infinity()));
  EXPECT_LT(score_rank(std::numeric_limits<float>::infinity()),
            score_rank(std::numeric_limits<float>::quiet_NaN()));
}

TEST(JavaLong, SaturatesAndCutsOff) {
  EXPECT_EQ(java_long(2.9), 2);
  EXPECT_EQ(java_long(-2.9), -2);
  EXPECT_EQ(java_long(1e300), kMax);
  EXPECT_EQ(java_long(-1e300), kMin);
  EXPECT_EQ(java_long(std::numeric_limits<double>::quiet_NaN()), 0);
}

TEST(CompareSortValues, OrdersHitsOfSeveralIndices) {
  SortKey ascending;
  SortKey descending;
  descending.descending = true;
  SortKey first;
  first.missing_first = true;
  const SortValue missing;
  EXPECT_LT(compare_sort_values(ascending, SortValue(std::int64_t{1}), SortValue(std::int64_t{2})),
            0);
  EXPECT_GT(compare_sort_values(descending, SortValue(1.0F), SortValue(2.0)), 0);
  EXPECT_EQ(compare_sort_values(ascending, SortValue(std::int64_t{2}), SortValue(2.0)), 0);
  EXPECT_LT(compare_sort_values(ascending, SortValue("a"), SortValue("b")), 0);
  EXPECT_LT(compare_sort_values(ascending, SortValue("a"), missing), 0);
  EXPECT_LT(compare_sort_values(descending, SortValue("a"), missing), 0);
  EXPECT_GT(compare_sort_values(first, SortValue("a"), missing), 0);
  EXPECT_EQ(compare_sort_values(first, missing, missing), 0);
}

}  // namespace
}  // namespace likewise
