#include "tools/compare/ranking.h"

#include <algorithm>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace likewise::tools {
namespace {

using Hits = std::vector<RankedHit>;

Hits with_falling_scores(const std::string& ids) {
  Hits hits;
  float score = 100;
  for (const char id : ids) {
    hits.push_back({std::string(1, id), score--});
  }
  return hits;
}

TEST(Ranking, IsExactOnlyWithTheSameScores) {
  const Hits left = {{"a", 2}, {"b", 1}};
  EXPECT_TRUE(is_exact(left, Hits{{"a", 2}, {"b", 1}}));
  EXPECT_FALSE(is_exact(left, Hits{{"a", 2}, {"b", 1.5F}}));
  EXPECT_FALSE(is_exact(left, Hits{{"b", 2}, {"a", 1}}));
  EXPECT_FALSE(is_exact(left, Hits{{"a", 2}}));
}

TEST(Ranking, AgreesWhateverTheOrderInsideOfATie) {
  const Hits left = {{"a", 3}, {"b", 2}, {"c", 2}, {"d", 1}};
  EXPECT_TRUE(agrees_up_to_ties(left, Hits{{"a", 3}, {"c", 2}, {"b", 2}, {"d", 1}}, 10));
  EXPECT_FALSE(agrees_up_to_ties(left, Hits{{"b", 3}, {"a", 2}, {"c", 2}, {"d", 1}}, 10));
  EXPECT_FALSE(agrees_up_to_ties(left, Hits{{"a", 3}, {"b", 2}, {"c", 1}, {"d", 1}}, 10));
  EXPECT_FALSE(agrees_up_to_ties(left, Hits{{"a", 3}, {"b", 2}, {"c", 2}}, 10));
  EXPECT_TRUE(agrees_up_to_ties({}, {}, 10));
}

TEST(Ranking, AgreesButForWhatIsIgnored) {
  const Hits left = {{"a", 3}, {"b", 2}};
  const Hits scores = {{"a", 4}, {"b", 2}};
  const Hits order = {{"b", 2}, {"a", 3}};
  const Hits both = {{"b", 4}, {"a", 3}};
  const Hits other = {{"a", 3}, {"c", 2}};
  const auto agreeing = [&](const Ignored& ignored) {
    std::string out;
    for (const Hits& right : {left, scores, order, both, other}) {
      out += agrees_but_for(ignored, left, right, 10) ? '+' : '-';
    }
    return out;
  };
  EXPECT_EQ(agreeing({}), "+----");
  EXPECT_EQ(agreeing({false, true, false}), "++---");
  EXPECT_EQ(agreeing({false, false, true}), "+-+--");
  EXPECT_EQ(agreeing({false, true, true}), "++++-");
}

TEST(Ranking, AgreesWhateverTheChoiceAmongTheLastTieOfAFullPage) {
  const Hits left = {{"a", 3}, {"b", 2}, {"c", 2}};
  const Hits right = {{"a", 3}, {"d", 2}, {"b", 2}};
  EXPECT_TRUE(agrees_up_to_ties(left, right, 3));
  EXPECT_FALSE(agrees_up_to_ties(left, right, 4));
  EXPECT_FALSE(agrees_up_to_ties(left, Hits{{"x", 3}, {"b", 2}, {"c", 2}}, 3));
}

TEST(Ranking, OverlapIsTheShareOfCommonHits) {
  const Hits left = with_falling_scores("abcd");
  EXPECT_EQ(overlap(left, with_falling_scores("dcba"), 4), 1.0);
  EXPECT_EQ(overlap(left, with_falling_scores("abxy"), 4), 0.5);
  EXPECT_EQ(overlap(left, with_falling_scores("xbad"), 1), 0.0);
  EXPECT_EQ(overlap(left, with_falling_scores("ab"), 4), 0.5);
  EXPECT_EQ(overlap({}, {}, 4), 1.0);
  EXPECT_EQ(overlap(left, {}, 4), 0.0);
}

TEST(Ranking, RankBiasedOverlapWeighsTheTop) {
  const Hits left = with_falling_scores("abcd");
  EXPECT_DOUBLE_EQ(rank_biased_overlap(left, left, 0.9), 1.0);
  EXPECT_DOUBLE_EQ(rank_biased_overlap(left, with_falling_scores("wxyz"), 0.9), 0.0);
  EXPECT_DOUBLE_EQ(rank_biased_overlap({}, {}, 0.9), 1.0);
  // Agreements 1, 1/2, 2/3 with weights 0.1, 0.09, 0.081, and 0.729 for what follows.
  EXPECT_DOUBLE_EQ(rank_biased_overlap(with_falling_scores("abc"), with_falling_scores("axb"), 0.9),
                   0.1 + 0.09 * 0.5 + (0.081 + 0.729) * 2 / 3);
  EXPECT_GT(rank_biased_overlap(left, with_falling_scores("abcx"), 0.9),
            rank_biased_overlap(left, with_falling_scores("xbcd"), 0.9));
}

TEST(Ranking, KendallTauCountsPairsInTheSameOrder) {
  const Hits left = with_falling_scores("abcd");
  EXPECT_EQ(kendall_tau(left, with_falling_scores("abcd")), 1.0);
  EXPECT_EQ(kendall_tau(left, with_falling_scores("dcba")), -1.0);
  EXPECT_NEAR(kendall_tau(left, with_falling_scores("abdc")), 4.0 / 6, 1e-12);
  EXPECT_EQ(kendall_tau(left, with_falling_scores("axyz")), 1.0);
  EXPECT_EQ(kendall_tau(left, Hits{{"a", 1}, {"b", 1}}), 0.0);
  EXPECT_EQ(kendall_tau(Hits{{"a", 1}, {"b", 1}}, Hits{{"b", 2}, {"a", 2}}), 1.0);
}

TEST(Ranking, TheLargestDifferenceIsOverCommonHits) {
  EXPECT_EQ(largest_score_difference(Hits{{"a", 3}, {"b", 2}}, Hits{{"b", 2.5F}, {"c", 9}}), 0.5F);
  EXPECT_EQ(largest_score_difference(Hits{{"a", 3}}, {}), 0.0F);
}

TEST(Ranking, MeasuresAreSymmetricAndBounded) {
  std::mt19937 random(3);
  for (int round = 0; round < 500; ++round) {
    const auto draw = [&random] {
      std::string ids = "abcdefghij";
      std::shuffle(ids.begin(), ids.end(), random);
      Hits hits;
      float score = 20;
      for (std::size_t i = 0; i < random() % 11; ++i) {
        score -= static_cast<float>(random() % 2);
        hits.push_back({std::string(1, ids[i]), score});
      }
      return hits;
    };
    const Hits left = draw();
    const Hits right = draw();
    const double rbo = rank_biased_overlap(left, right, 0.9);
    EXPECT_NEAR(rbo, rank_biased_overlap(right, left, 0.9), 1e-12);
    EXPECT_GE(rbo, 0.0);
    EXPECT_LE(rbo, 1.0 + 1e-12);
    EXPECT_NEAR(kendall_tau(left, right), kendall_tau(right, left), 1e-12);
    EXPECT_LE(std::abs(kendall_tau(left, right)), 1.0 + 1e-12);
    EXPECT_EQ(agrees_up_to_ties(left, right, 8), agrees_up_to_ties(right, left, 8));
    EXPECT_TRUE(agrees_up_to_ties(left, left, 8));
    if (is_exact(left, right)) {
      EXPECT_TRUE(agrees_up_to_ties(left, right, 8));
    }
  }
}

}  // namespace
}  // namespace likewise::tools
