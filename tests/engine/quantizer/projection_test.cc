#include "engine/quantizer/projection.h"

#include <cmath>

#include <gtest/gtest.h>
#include <hwy/targets.h>

#include "engine/quantizer/principal_axes.h"
#include "engine/quantizer/random_rotation.h"
#include "engine/quantizer/row_statistics.h"
#include "tests/engine/quantizer/instruction_sets.h"
#include "tests/engine/quantizer/random_matrix.h"

namespace likewise {
namespace {

Transform random_transform(Eigen::Index width, Eigen::Index dimensions) {
  const Matrix mean = random_matrix(1, dimensions, 11);
  return {{mean.data(), mean.data() + mean.size()}, random_matrix(width, dimensions, 12)};
}

TEST(Projection, EqualsTheMatrixProduct) {
  for (const Eigen::Index width : {1, 3, 4, 9}) {
    const Transform transform = random_transform(width, 13);
    const Matrix rows = random_matrix(150, 13, 1);
    std::vector<float> scales;
    for (Eigen::Index row = 0; row < rows.rows(); ++row) {
      scales.push_back(0.5F + 0.01F * static_cast<float>(row));
    }
    const Section found = project_all(Projection(transform), rows, scales, run_serially);
    ASSERT_EQ(found.rows, 150U);
    ASSERT_EQ(found.dimensions, static_cast<std::size_t>(width));
    for (Eigen::Index row = 0; row < rows.rows(); ++row) {
      for (Eigen::Index k = 0; k < width; ++k) {
        double expected = 0.0;
        for (Eigen::Index j = 0; j < 13; ++j) {
          const auto at = static_cast<std::size_t>(j);
          expected += (static_cast<double>(rows(row, j)) *
                           static_cast<double>(scales[static_cast<std::size_t>(row)]) -
                       static_cast<double>(transform.mean[at])) *
                      static_cast<double>(transform.basis(k, j));
        }
        ASSERT_NEAR(static_cast<double>(
                        found.at(static_cast<std::size_t>(k), static_cast<std::size_t>(row))),
                    expected, 1e-5);
      }
    }
  }
}

TEST(Projection, DependsNeitherOnBlocksNorOnTheInstructionSet) {
  const Projection projection(random_transform(10, 33));
  const Matrix rows = random_matrix(200, 33, 2);
  const Section expected = project_all(projection, rows, {}, run_serially);
  for_each_instruction_set([&](const char* name) {
    EXPECT_EQ(project_all(projection, rows, {}, run_serially).values, expected.values) << name;
  });
  // A row alone, in another place of its block.
  const Section alone = project_all(projection, rows.middleRows(77, 3), {}, run_serially);
  for (std::size_t k = 0; k < 10; ++k) {
    EXPECT_EQ(alone.at(k, 0), expected.at(k, 77));
  }
}

TEST(PrincipalAxes, FindsTheDirectionsOfVariance) {
  const Matrix rotation = random_rotation(5, 3);
  Matrix rows = random_matrix(4000, 5, 4);
  for (Eigen::Index j = 0; j < 5; ++j) {
    rows.col(j) *= static_cast<float>(1 << (5 - j));
  }
  rows = (rows * rotation).eval();
  const PrincipalAxes axes = principal_axes(row_statistics(rows, {}, 1, run_serially).covariance);
  EXPECT_LT((axes.axes * axes.axes.transpose() - Matrix::Identity(5, 5)).norm(), 1e-5F);
  for (Eigen::Index j = 0; j < 5; ++j) {
    EXPECT_NEAR(std::abs(axes.axes.row(j).dot(rotation.row(j))), 1.0F, 0.02F);
    // A uniform value of [-a, a) has the variance a^2 / 3.
    const double variance = std::pow(4.0, static_cast<double>(5 - j)) / 3.0;
    EXPECT_NEAR(axes.variances[static_cast<std::size_t>(j)], variance, 0.1 * variance);
  }
  EXPECT_EQ(axes_for_variance(axes, 0.5), 1U);
  EXPECT_EQ(axes_for_variance(axes, 0.93), 2U);
  EXPECT_EQ(axes_for_variance(axes, 1.0), 5U);
}

TEST(RowStatistics, ScalesAndCentres) {
  Matrix rows = random_matrix(300, 6, 4, 100.0F);
  std::vector<float> halves(300, 0.5F);
  const RowStatistics whole = row_statistics(rows, {}, 1, run_serially);
  const RowStatistics half = row_statistics(rows, halves, 1, run_serially);
  EXPECT_LT((whole.covariance - 4.0 * half.covariance).norm(), 1e-4);
  const Eigen::MatrixXd exact =
      rows.cast<double>().rowwise() - rows.cast<double>().colwise().mean();
  EXPECT_LT((whole.covariance - exact.transpose() * exact / 300.0).norm(), 1e-4);
  EXPECT_NEAR(whole.mean[2], 2.0F * half.mean[2], 1e-4F);
}

TEST(RandomRotation, IsOrthogonalAndOfTheSeed) {
  const Matrix rotation = random_rotation(40, 5);
  EXPECT_LT((rotation * rotation.transpose() - Matrix::Identity(40, 40)).norm(), 1e-4F);
  EXPECT_EQ(rotation, random_rotation(40, 5));
  EXPECT_NE(rotation, random_rotation(40, 6));
  EXPECT_EQ(std::abs(random_rotation(1, 5)(0, 0)), 1.0F);
}

}  // namespace
}  // namespace likewise
