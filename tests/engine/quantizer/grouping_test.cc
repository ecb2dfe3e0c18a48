#include "engine/quantizer/grouping.h"

#include <numeric>

#include <gtest/gtest.h>

#include "tests/engine/quantizer/random_matrix.h"

namespace likewise {
namespace {

const ParallelFor kSerially = run_serially;

Result<DimensionLayout> lay_out(Grouping grouping, const Matrix& rows, std::uint32_t groups,
                                std::uint32_t kept = 0) {
  return lay_out_dimensions(grouping, {rows, {}, groups, kept, 7, kSerially});
}

GroupColumns columns_of(Grouping grouping, const Matrix& rows, std::uint32_t groups) {
  return lay_out(grouping, rows, groups).value().columns;
}

/// Column j is one of `kinds` independent columns, by j / (columns / kinds), with a little noise.
Matrix alike_columns(Eigen::Index columns, Eigen::Index kinds) {
  const Matrix independent = random_matrix(500, kinds, 3);
  Matrix rows = 0.05F * random_matrix(500, columns, 4);
  for (Eigen::Index j = 0; j < columns; ++j) {
    rows.col(j) += independent.col(j / (columns / kinds));
  }
  return rows;
}

TEST(GroupingContiguous, SplitsAsEvenlyAsPossible) {
  EXPECT_EQ(columns_of(Grouping::kContiguous, random_matrix(5, 7, 1), 3),
            (GroupColumns{{0, 1, 2}, {3, 4}, {5, 6}}));
}

TEST(GroupingShuffled, IsARandomOrderOfTheSeed) {
  const Matrix rows = random_matrix(5, 64, 1);
  const GroupColumns groups = columns_of(Grouping::kShuffled, rows, 4);
  EXPECT_EQ(groups, columns_of(Grouping::kShuffled, random_matrix(9, 64, 2), 4));
  EXPECT_NE(groups, columns_of(Grouping::kContiguous, rows, 4));
}

TEST(GroupingCorrelated, PutsWhatVariesTogetherTogether) {
  EXPECT_EQ(columns_of(Grouping::kCorrelated, alike_columns(12, 4), 4),
            (GroupColumns{{0, 1, 2}, {3, 4, 5}, {6, 7, 8}, {9, 10, 11}}));
}

TEST(GroupingDecorrelated, KeepsWhatVariesTogetherApart) {
  for (const auto& group : columns_of(Grouping::kDecorrelated, alike_columns(12, 4), 3)) {
    std::vector<std::uint32_t> kinds;
    for (const std::uint32_t column : group) {
      kinds.push_back(column / 3);
    }
    std::sort(kinds.begin(), kinds.end());
    EXPECT_EQ(kinds, (std::vector<std::uint32_t>{0, 1, 2, 3}));
  }
}

TEST(GroupingCorrelated, TakesConstantColumns) {
  Matrix rows = alike_columns(12, 4);
  rows.col(5).setConstant(3.0F);
  rows.col(6).setZero();
  EXPECT_EQ(columns_of(Grouping::kCorrelated, rows, 4).size(), 4U);
  EXPECT_EQ(columns_of(Grouping::kDecorrelated, rows, 4).size(), 4U);
}

TEST(GroupingPca, KeepsDistancesWhenItKeepsAllAxes) {
  const Matrix rows = random_matrix(60, 10, 5, 2.0F);
  for (const Grouping grouping : {Grouping::kRotated, Grouping::kPcaRotated}) {
    const Transform transform = lay_out(grouping, rows, 5).value().transform;
    ASSERT_EQ(transform.width(10), 10U);
    const Matrix moved = rows * transform.basis.transpose();
    for (Eigen::Index row = 1; row < rows.rows(); ++row) {
      EXPECT_NEAR(squared_distance(moved, 0, moved, row), squared_distance(rows, 0, rows, row),
                  1e-4);
    }
  }
}

TEST(GroupingPca, DropsWhatDoesNotVary) {
  Matrix rows = 0.001F * random_matrix(400, 20, 6);
  rows.leftCols(4) += 10.0F * random_matrix(400, 4, 7);
  const Transform transform = lay_out(Grouping::kPcaRotated, rows, 2, 4).value().transform;
  ASSERT_EQ(transform.width(20), 4U);
  EXPECT_LT(transform.basis.rightCols(16).cwiseAbs().maxCoeff(), 1e-3F);
  // Without a number: 4 axes a group, or more to hold 98.5 % of the variance.
  EXPECT_EQ(lay_out(Grouping::kPcaRotated, rows, 2).value().transform.width(20), 8U);
  EXPECT_EQ(
      lay_out(Grouping::kPcaRotated, random_matrix(400, 20, 8), 2).value().transform.width(20),
      20U);
}

TEST(GroupingPcaBalanced, SpreadsTheVariance) {
  Matrix rows = random_matrix(400, 8, 9);
  for (Eigen::Index j = 0; j < 8; ++j) {
    rows.col(j) *= std::pow(2.0F, static_cast<float>(8 - j));
  }
  const DimensionLayout layout = lay_out(Grouping::kPcaBalanced, rows, 4, 8).value();
  std::vector<std::uint32_t> sums;
  for (const auto& group : layout.columns) {
    ASSERT_EQ(group.size(), 2U);
    sums.push_back(std::accumulate(group.begin(), group.end(), 0U));
  }
  // Halving variances: the products are alike when the ranks add up to the same.
  EXPECT_EQ(sums, std::vector<std::uint32_t>(4, 7));
}

TEST(Grouping, CoversEveryColumnOnceWithEveryMethod) {
  for (const GroupingMethod& method : grouping_methods()) {
    for (std::uint32_t dimensions = 1; dimensions <= 9; ++dimensions) {
      const Matrix rows = random_matrix(30, dimensions, dimensions);
      for (std::uint32_t count = 1; count <= dimensions; ++count) {
        const auto layout = lay_out(method.grouping, rows, count);
        ASSERT_TRUE(layout.has_value());
        ASSERT_EQ(layout->columns.size(), count);
        std::vector<int> seen(layout->transform.width(dimensions));
        for (const auto& group : layout->columns) {
          EXPECT_FALSE(group.empty());
          for (const std::uint32_t column : group) {
            ++seen.at(column);
          }
        }
        EXPECT_EQ(seen, std::vector<int>(seen.size(), 1)) << method.name;
      }
    }
  }
}

TEST(Grouping, TakesRowsThatAreAllEqual) {
  for (const GroupingMethod& method : grouping_methods()) {
    const auto layout = lay_out(method.grouping, Matrix::Constant(10, 6, 2.0F), 3);
    ASSERT_TRUE(layout.has_value()) << method.name;
    EXPECT_EQ(layout->columns.size(), 3U);
    EXPECT_TRUE(layout->transform.basis.allFinite());
  }
}

TEST(Grouping, RefusesImpossibleNumbers) {
  const Matrix rows = random_matrix(9, 7, 1);
  for (const std::uint32_t count : {0U, 8U, 4000000000U}) {
    const auto layout = lay_out(Grouping::kContiguous, rows, count);
    ASSERT_FALSE(layout.has_value());
    EXPECT_EQ(layout.error().message(),
              "the number of groups must be between 1 and the 7 dimensions of the vectors, found " +
                  std::to_string(count));
  }
  EXPECT_EQ(lay_out(Grouping::kShuffled, rows, 2, 4).error().message(),
            "the grouping shuffled keeps all dimensions");
  for (const std::uint32_t kept : {1U, 8U}) {
    EXPECT_EQ(lay_out(Grouping::kPcaRotated, rows, 2, kept).error().message(),
              "the number of dimensions to keep must be between the 2 groups and the 7 dimensions "
              "of the vectors, found " +
                  std::to_string(kept));
  }
}

TEST(Grouping, NamesReadBack) {
  for (const GroupingMethod& method : grouping_methods()) {
    EXPECT_EQ(parse_grouping(to_string(method.grouping)), method.grouping);
  }
  EXPECT_EQ(parse_metric("l2"), Metric::kL2);
  EXPECT_EQ(parse_metric(to_string(Metric::kCosine)), Metric::kCosine);
  EXPECT_EQ(parse_grouping("random").error().message(),
            "unknown grouping [random], expected one of: contiguous, shuffled, decorrelated, "
            "correlated, rotated, pca-rotated, pca-balanced");
  EXPECT_EQ(parse_metric("L2").error().message(),
            "unknown metric [L2], expected one of: l2, cosine");
}

}  // namespace
}  // namespace likewise
