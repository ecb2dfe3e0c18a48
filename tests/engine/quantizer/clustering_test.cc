// Mini-batch and balanced clusterings, and what they tell.

#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

#include "engine/quantizer/kmeans.h"
#include "tests/engine/quantizer/random_matrix.h"

namespace likewise {
namespace {

/// Half of the rows crowd around one point.
Matrix crowded(Eigen::Index rows, std::uint64_t seed) {
  Matrix matrix = random_matrix(rows, 3, seed);
  matrix.topRows(rows / 2) *= 0.3F;
  return matrix;
}

KMeansModel train(const Matrix& rows, KMeansOptions options, std::uint64_t seed = 1) {
  options.clusters = 8;
  auto model = train_kmeans(section_of(rows), options, Random(seed));
  EXPECT_TRUE(model.has_value()) << model.error().message();
  return *std::move(model);
}

KMeansModel train(const Matrix& rows, Clustering clustering) {
  KMeansOptions options;
  options.clustering = clustering;
  return train(rows, options);
}

TEST(Clustering, HasNamesThatParse) {
  for (const ClusteringMethod& method : clustering_methods()) {
    EXPECT_EQ(parse_clustering(method.name).value(), method.clustering);
    EXPECT_EQ(to_string(method.clustering), method.name);
  }
  EXPECT_EQ(parse_clustering("k").error().message(),
            "unknown clustering [k], expected one of: kmeans, mini-batch, balanced");
}

TEST(Clustering, CountsEveryRowAndKnowsTheSpread) {
  const Matrix rows = crowded(400, 7);
  const Eigen::MatrixXd exact = rows.cast<double>();
  const double spread = (exact.rowwise() - exact.colwise().mean()).squaredNorm();
  for (const ClusteringMethod& method : clustering_methods()) {
    const KMeansModel model = train(rows, method.clustering);
    EXPECT_EQ(std::accumulate(model.cluster_rows.begin(), model.cluster_rows.end(), 0U), 400U);
    EXPECT_NEAR(model.spread, spread, 1e-4 * spread) << method.name;
    EXPECT_LT(model.inertia, model.spread) << method.name;
    EXPECT_EQ(train(rows, method.clustering).centroids, model.centroids) << method.name;
  }
}

TEST(Clustering, BalancedClustersAreMoreAlike) {
  const Matrix rows = crowded(800, 3);
  // The mean size of the cluster that a row is in; 100 is the least.
  const auto crowding = [](const KMeansModel& model) {
    double squares = 0.0;
    for (const std::uint32_t count : model.cluster_rows) {
      squares += static_cast<double>(count) * count;
    }
    return squares / 800.0;
  };
  const KMeansModel plain = train(rows, Clustering::kKMeans);
  const KMeansModel balanced = train(rows, Clustering::kBalanced);
  EXPECT_LT(crowding(balanced), 0.9 * crowding(plain));
  EXPECT_LT(balanced.inertia, balanced.spread);
}

TEST(Clustering, MiniBatchComesNearLloyd) {
  const Matrix rows = random_matrix(20000, 3, 5);
  EXPECT_LT(train(rows, Clustering::kMiniBatch).inertia,
            1.15 * train(rows, Clustering::kKMeans).inertia);
}

TEST(Clustering, OutliersAreTheFarthestShare) {
  const Matrix rows = random_matrix(1000, 3, 9);
  KMeansOptions options;
  options.outliers = 0.02;
  const KMeansModel model = train(rows, options);
  std::size_t beyond = 0;
  for (Eigen::Index row = 0; row < rows.rows(); ++row) {
    const double distance = squared_distance(rows, row, model.centroids,
                                             brute_force_nearest(rows, row, model.centroids));
    beyond += distance > static_cast<double>(model.outlier_distance) * (1 + 1e-5) ? 1U : 0U;
  }
  EXPECT_NEAR(static_cast<double>(beyond), 20.0, 1.0);
  EXPECT_EQ(train(rows, KMeansOptions()).outlier_distance, 0.0F);
}

TEST(Clustering, StopsWhenAsked) {
  for (const ClusteringMethod& method : clustering_methods()) {
    KMeansOptions options;
    options.clustering = method.clustering;
    options.clusters = 4;
    options.stop = [] { return true; };
    const auto model = train_kmeans(section_of(random_matrix(50, 2, 1)), options, Random(1));
    ASSERT_FALSE(model.has_value()) << method.name;
    EXPECT_EQ(model.error().code(), ErrorCode::kUnavailable);
  }
}

}  // namespace
}  // namespace likewise
