#include "engine/quantizer/kmeans.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "tests/engine/quantizer/random_matrix.h"

namespace likewise {
namespace {

KMeansModel train(const Matrix& rows, const KMeansOptions& options, std::uint64_t seed) {
  auto model = train_kmeans(section_of(rows), options, Random(seed));
  EXPECT_TRUE(model.has_value()) << model.error().message();
  return *std::move(model);
}

KMeansOptions with_clusters(std::uint32_t clusters) {
  KMeansOptions options;
  options.clusters = clusters;
  options.tolerance = 0.0;
  options.max_iterations = 50;
  return options;
}

double inertia_of(const Matrix& rows, const Matrix& centroids) {
  double sum = 0.0;
  for (Eigen::Index row = 0; row < rows.rows(); ++row) {
    sum += squared_distance(rows, row, centroids, brute_force_nearest(rows, row, centroids));
  }
  return sum;
}

TEST(KMeans, InertiaNeverRisesAndIsTheOneOfTheCentroids) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Matrix rows = random_matrix(300, 3, seed);
    const KMeansModel model = train(rows, with_clusters(8), seed);
    ASSERT_EQ(model.inertia_after.size(), model.iterations + 1);
    for (std::size_t i = 1; i < model.inertia_after.size(); ++i) {
      EXPECT_LE(model.inertia_after[i], model.inertia_after[i - 1] * (1 + 1e-6)) << seed;
    }
    EXPECT_NEAR(model.inertia, inertia_of(rows, model.centroids), 1e-4 * model.inertia);
    EXPECT_EQ(model.inertia, model.inertia_after.back());
  }
}

TEST(KMeans, FindsWellSeparatedClusters) {
  Matrix rows(90, 2);
  for (Eigen::Index row = 0; row < rows.rows(); ++row) {
    const auto center = static_cast<float>(100 * (row % 3));
    rows(row, 0) = center + static_cast<float>(row % 2);
    rows(row, 1) = -center;
  }
  KMeansModel model = train(rows, with_clusters(3), 5);
  std::vector<float> centers = {model.centroids(0, 0), model.centroids(1, 0),
                                model.centroids(2, 0)};
  std::sort(centers.begin(), centers.end());
  EXPECT_EQ(centers, (std::vector<float>{0.5F, 100.5F, 200.5F}));
  EXPECT_DOUBLE_EQ(model.inertia, 90 * 0.25);
}

TEST(KMeans, GivesEachRowItsOwnClusterWhenThereAreAsManyClusters) {
  const Matrix rows = random_whole_matrix(20, 3, 1000, 2);
  const KMeansModel model = train(rows, with_clusters(20), 1);
  EXPECT_EQ(model.inertia, 0.0);
}

TEST(KMeans, IsTheSameForASeed) {
  const Matrix rows = random_matrix(500, 4, 9);
  EXPECT_EQ(train(rows, with_clusters(16), 3).centroids,
            train(rows, with_clusters(16), 3).centroids);
  EXPECT_NE(train(rows, with_clusters(16), 3).centroids,
            train(rows, with_clusters(16), 4).centroids);
}

// Thirty equal rows and three others: seeding draws the others at once, since all weight is theirs,
// and the remaining clusters are twins.
TEST(KMeans, AcceptsFewerDifferentRowsThanClusters) {
  Matrix rows = Matrix::Zero(33, 2);
  rows.row(30) << 5, 0;
  rows.row(31) << 0, 7;
  rows.row(32) << 9, 9;
  const KMeansModel model = train(rows, with_clusters(10), 1);
  EXPECT_EQ(model.inertia, 0.0);
  EXPECT_TRUE(model.centroids.allFinite());
}

// The seeds come from a sample of 128 rows per cluster; a far row outside of it leaves a cluster
// empty or badly placed only until the iterations see all rows.
TEST(KMeans, ReseedsEmptyClustersWithTheFarthestRow) {
  // All rows equal but the last: the sample of 256 of 2,000 rows nearly always misses it, so both
  // seeds are twins and the second cluster starts empty.
  Matrix rows = Matrix::Zero(2000, 1);
  rows(1999, 0) = 8.0F;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const KMeansModel model = train(rows, with_clusters(2), seed);
    EXPECT_EQ(model.inertia, 0.0) << seed;
    EXPECT_EQ(model.centroids.maxCoeff(), 8.0F);
  }
}

TEST(KMeans, SaysWhatIsWrong) {
  const Section section = section_of(random_matrix(5, 2, 1));
  const auto too_few = train_kmeans(section, with_clusters(6), Random(1));
  ASSERT_FALSE(too_few.has_value());
  EXPECT_EQ(too_few.error().message(),
            "5 rows cannot form 6 clusters: at least as many rows are needed");
  for (const std::uint32_t clusters : {0U, 65536U}) {
    const auto wrong = train_kmeans(section, with_clusters(clusters), Random(1));
    ASSERT_FALSE(wrong.has_value());
    EXPECT_EQ(
        wrong.error().message(),
        "the number of clusters must be between 1 and 65535, found " + std::to_string(clusters));
  }
}

TEST(KMeans, StopsWhenAskedAndAtItsLimit) {
  const Section section = section_of(random_matrix(500, 4, 1));
  KMeansOptions options = with_clusters(16);
  options.max_iterations = 2;
  const auto limited = train_kmeans(section, options, Random(1));
  ASSERT_TRUE(limited.has_value());
  EXPECT_EQ(limited->iterations, 2U);
  options.stop = [] { return true; };
  const auto stopped = train_kmeans(section, options, Random(1));
  ASSERT_FALSE(stopped.has_value());
  EXPECT_EQ(stopped.error().code(), ErrorCode::kUnavailable);
}

}  // namespace
}  // namespace likewise
