#include "engine/quantizer/nearest_centroid.h"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/engine/quantizer/instruction_sets.h"
#include "tests/engine/quantizer/random_matrix.h"

namespace likewise {
namespace {

struct Assignment {
  std::vector<std::uint32_t> clusters;
  std::vector<float> scores;
};

Assignment assign(const Matrix& rows, const Matrix& centroids) {
  const Section section = section_of(rows);
  Assignment result{std::vector<std::uint32_t>(section.stride), std::vector<float>(section.stride)};
  NearestCentroid(centroids).assign(section, result.clusters, result.scores);
  return result;
}

// Small whole numbers make every distance exact and ties frequent: the lower cluster must win.
TEST(NearestCentroid, EqualsBruteForceWithTies) {
  for (const Eigen::Index width : {1, 2, 3, 4, 7, 16, 33}) {
    for (const Eigen::Index clusters : {1, 2, 3, 4, 5, 31, 32, 70}) {
      const auto seed = static_cast<std::uint64_t>(100 * width + clusters);
      const Matrix rows = random_whole_matrix(70, width, 4, seed);
      const Matrix centroids = random_whole_matrix(clusters, width, 4, seed + 1);
      const Assignment found = assign(rows, centroids);
      for (Eigen::Index row = 0; row < rows.rows(); ++row) {
        const std::uint32_t expected = brute_force_nearest(rows, row, centroids);
        const auto at = static_cast<std::size_t>(row);
        ASSERT_EQ(found.clusters[at], expected) << width << " x " << clusters << ", row " << row;
        const double score = (squared_distance(rows, row, centroids, expected) -
                              rows.row(row).cast<double>().squaredNorm()) /
                             2.0;
        ASSERT_EQ(static_cast<double>(found.scores[at]), score);
      }
    }
  }
}

TEST(NearestCentroid, GivesTheSameBitsOnEveryInstructionSet) {
  const Matrix rows = random_matrix(100, 7, 1);
  const Matrix centroids = random_matrix(37, 7, 2);
  const Assignment expected = assign(rows, centroids);
  for_each_instruction_set([&](const char* name) {
    const Assignment found = assign(rows, centroids);
    EXPECT_EQ(found.clusters, expected.clusters) << name;
    EXPECT_EQ(found.scores, expected.scores) << name;
  });
}

TEST(NearestCentroid, TakesNoRowsAndOneRow) {
  const Matrix centroids = random_whole_matrix(3, 2, 9, 1);
  EXPECT_TRUE(assign(Matrix(0, 2), centroids).clusters.empty());
  EXPECT_EQ(assign(centroids.row(2), centroids).clusters.at(0), 2U);
}

TEST(Section, OriginKeepsWholeNumbersWhole) {
  const Matrix rows = random_whole_matrix(50, 6, 256, 3);
  const std::vector<std::uint32_t> columns = {5, 0, 3};
  const std::vector<float> origin = choose_origin(rows, columns);
  for (const float value : origin) {
    EXPECT_EQ(value, std::floor(value));
  }
  Section section;
  gather_section(rows, columns, {}, origin, section);
  for (std::size_t j = 0; j < columns.size(); ++j) {
    for (std::size_t row = 0; row < section.rows; ++row) {
      EXPECT_EQ(section.at(j, row) + origin[j], rows(static_cast<Eigen::Index>(row), columns[j]));
    }
  }
}

TEST(Section, CopiesNeighboursAndOthersAlike) {
  const Matrix rows = random_matrix(70, 13, 8);
  std::vector<float> scales;
  for (int row = 0; row < 70; ++row) {
    scales.push_back(1.0F + 0.1F * static_cast<float>(row));
  }
  const std::vector<std::uint32_t> columns = {12, 2, 3, 4, 5, 0, 7, 8, 9, 10, 11, 6};
  const std::vector<float> origin = choose_origin(rows, columns);
  Section section;
  section.values.assign(5, 99.0F);  // memory of an earlier use
  gather_section(rows, columns, scales, origin, section);
  ASSERT_EQ(section.values.size(), 12 * 128U);
  for (std::size_t j = 0; j < columns.size(); ++j) {
    for (std::size_t row = 0; row < section.stride; ++row) {
      const float expected =
          row < 70 ? rows(static_cast<Eigen::Index>(row), columns[j]) * scales[row] - origin[j]
                   : 0.0F;
      EXPECT_EQ(section.at(j, row), expected);
    }
  }
}

TEST(Section, OriginLiesWithinTheDataWhenItIsFarFromZero) {
  const Matrix rows = random_matrix(50, 2, 3, 1000.0F);
  const std::vector<std::uint32_t> columns = {0, 1};
  for (const float value : choose_origin(rows, columns)) {
    EXPECT_NEAR(value, 1000.0F, 2.0F);
  }
}

}  // namespace
}  // namespace likewise
