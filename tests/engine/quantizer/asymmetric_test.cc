#include "engine/quantizer/asymmetric.h"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/quantizer/encoder.h"
#include "engine/quantizer/exact_neighbours.h"
#include "engine/quantizer/train_codebook.h"
#include "tests/engine/quantizer/random_matrix.h"

namespace likewise {
namespace {

using testing::ElementsAre;

Codebook trained(const Matrix& rows, Grouping grouping, Metric metric) {
  TrainingOptions options;
  options.groups = 3;
  options.clusters = 8;
  options.grouping = grouping;
  options.metric = metric;
  return train_codebook(rows, options, run_serially).value();
}

std::span<const float> row_of(const Matrix& rows, Eigen::Index row) {
  return {rows.row(row).data(), static_cast<std::size_t>(rows.cols())};
}

// Against the definition: the distance between the transformed query and the decoded document.
TEST(AsymmetricQuantizer, SumsToTheDistanceFromTheDecodedVector) {
  const Matrix rows = random_matrix(200, 9, 1);
  const Matrix query = random_matrix(1, 9, 2);
  for (const Grouping grouping : {Grouping::kShuffled, Grouping::kPcaRotated}) {
    const Codebook codebook = trained(rows, grouping, Metric::kL2);
    Eigen::RowVectorXf moved = query.row(0);
    if (!codebook.transform.is_identity()) {
      moved -= Eigen::Map<const Eigen::RowVectorXf>(codebook.transform.mean.data(), 9);
      moved = (moved * codebook.transform.basis.transpose()).eval();
    }
    const CodeTable table = AsymmetricQuantizer(codebook).distances(row_of(query, 0)).value();
    const Codes codes = Encoder(codebook).encode(rows, run_serially).value();
    const std::vector<float> scores = score_rows(table, codes);
    for (Eigen::Index row = 0; row < rows.rows(); ++row) {
      double expected = 0.0;
      for (std::size_t g = 0; g < codebook.groups.size(); ++g) {
        const CodebookGroup& group = codebook.groups[g];
        const std::uint16_t cluster = codes(row, static_cast<Eigen::Index>(g));
        for (std::size_t j = 0; j < group.dimensions.size(); ++j) {
          const float difference =
              moved[group.dimensions[j]] - group.centroids(cluster, static_cast<Eigen::Index>(j));
          expected += static_cast<double>(difference) * static_cast<double>(difference);
        }
      }
      ASSERT_NEAR(static_cast<double>(-scores[static_cast<std::size_t>(row)]), expected, 1e-4);
    }
  }
}

TEST(AsymmetricQuantizer, IgnoresTheLengthOfTheQueryUnderCosine) {
  const AsymmetricQuantizer quantizer(
      trained(random_matrix(100, 6, 1), Grouping::kContiguous, Metric::kCosine));
  const Matrix query = random_matrix(1, 6, 2);
  const Matrix longer = 4.0F * query;
  const CodeTable one = quantizer.distances(row_of(query, 0)).value();
  const CodeTable other = quantizer.distances(row_of(longer, 0)).value();
  for (std::size_t g = 0; g < one.groups(); ++g) {
    EXPECT_TRUE(std::equal(one.group(g).begin(), one.group(g).end(), other.group(g).begin()));
  }
}

TEST(AsymmetricQuantizer, RefusesWhatItCannotCompare) {
  const AsymmetricQuantizer quantizer(
      trained(random_matrix(100, 6, 1), Grouping::kContiguous, Metric::kL2));
  EXPECT_EQ(quantizer.distances(std::vector<float>(5)).error().message(),
            "the codebook encodes vectors of 6 dimensions, found 5");
  std::vector<float> query(6);
  query[4] = std::numeric_limits<float>::infinity();
  EXPECT_FALSE(quantizer.distances(query).has_value());
}

TEST(WeightedTokens, AreTheNearestCentroidsHeaviestFirst) {
  CodeTable distances(std::vector<std::uint32_t>{3, 2});
  const float first[] = {-6.0F, -1.0F, -2.0F};  // average -3
  const float second[] = {-4.0F, -8.0F};        // average -6
  std::copy(std::begin(first), std::end(first), distances.group(0).begin());
  std::copy(std::begin(second), std::end(second), distances.group(1).begin());
  const WeightedToken a{{0, 1}, 2.0F};
  const WeightedToken b{{1, 0}, 2.0F};
  const WeightedToken c{{0, 2}, 1.0F};
  EXPECT_THAT(weighted_tokens(distances, 10), ElementsAre(a, b, c));
  EXPECT_THAT(weighted_tokens(distances, 2), ElementsAre(a, b));
  EXPECT_TRUE(weighted_tokens(distances, 0).empty());
  const CodeTable table = table_of(weighted_tokens(distances, 2), distances);
  EXPECT_EQ(table.score(std::vector<std::uint16_t>{1, 0}), 4.0F);
  EXPECT_EQ(table.score(std::vector<std::uint16_t>{2, 1}), 0.0F);
}

TEST(BestRows, AreInOrderAndOfEqualsTheLower) {
  const std::vector<float> scores = {1.0F, 3.0F, 2.0F, 3.0F, 1.0F};
  EXPECT_THAT(best_rows(scores, 4), ElementsAre(RankedRow{1, 3.0F}, RankedRow{3, 3.0F},
                                                RankedRow{2, 2.0F}, RankedRow{0, 1.0F}));
  EXPECT_EQ(best_rows(scores, 99).size(), 5U);
  EXPECT_TRUE(best_rows(scores, 0).empty());
}

TEST(ExactNeighbours, EqualBruteForce) {
  // Few different whole numbers: ties are frequent.
  const Matrix rows = random_whole_matrix(300, 4, 3, 1);
  const Matrix queries = random_whole_matrix(20, 4, 3, 2);
  const auto found = exact_neighbours(rows, queries, 25, Metric::kL2, run_serially).value();
  for (Eigen::Index q = 0; q < queries.rows(); ++q) {
    std::vector<std::pair<double, std::uint32_t>> all;
    for (Eigen::Index row = 0; row < rows.rows(); ++row) {
      all.emplace_back(squared_distance(queries, q, rows, row), static_cast<std::uint32_t>(row));
    }
    std::sort(all.begin(), all.end());
    const auto& neighbours = found[static_cast<std::size_t>(q)];
    ASSERT_EQ(neighbours.size(), 25U);
    for (std::size_t i = 0; i < neighbours.size(); ++i) {
      ASSERT_EQ(static_cast<double>(-neighbours[i].score), all[i].first);
    }
  }
}

TEST(ExactNeighbours, OfCosineIgnoreLengths) {
  const Matrix rows = random_matrix(200, 5, 1);
  Matrix longer = rows;
  for (Eigen::Index row = 0; row < rows.rows(); ++row) {
    longer.row(row) *= static_cast<float>(1 << (row % 5));
  }
  const Matrix queries = random_matrix(3, 5, 2);
  EXPECT_EQ(exact_neighbours(rows, queries, 5, Metric::kCosine, run_serially).value(),
            exact_neighbours(longer, 2.0F * queries, 5, Metric::kCosine, run_serially).value());
  EXPECT_EQ(exact_neighbours(rows, Matrix(1, 4), 5, Metric::kL2, run_serially).error().message(),
            "the vectors have 5 dimensions, the queries 4");
}

TEST(Recall, CountsTheTrueNeighboursFound) {
  const std::vector<RankedRow> truth = {{1, 0}, {2, 0}, {3, 0}, {4, 0}};
  const std::vector<RankedRow> found = {{2, 0}, {9, 0}, {3, 0}, {8, 0}, {1, 0}};
  EXPECT_EQ(recall_at(2, truth, found), 0.5);
  EXPECT_EQ(recall_at(4, truth, found), 0.5);
  EXPECT_EQ(candidate_recall(4, truth, found), 0.75);
  EXPECT_EQ(recall_at(4, truth, {}), 0.0);
}

}  // namespace
}  // namespace likewise
