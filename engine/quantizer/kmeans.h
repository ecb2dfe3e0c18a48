#pragma once

/// @file
/// Clusterings of the section of one group. Distances are squared Euclidean throughout; no square
/// root is ever taken.

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/random.h"
#include "engine/quantizer/codebook.h"
#include "engine/quantizer/section.h"
#include "engine/vectors/matrix.h"

namespace likewise {

struct KMeansOptions {
  std::uint32_t clusters = 32;
  std::uint32_t max_iterations = 25;
  double tolerance = 1e-3;  ///< Stop when an iteration lowers the inertia by less than this share.
  std::function<bool()> stop;  ///< Asked between iterations; true: give up. May be empty.
  Clustering clustering = Clustering::kKMeans;
  double outliers = 0.0;  ///< The share of rows that is too far from every centroid for a token.
};

struct KMeansModel {
  Matrix centroids;                         ///< clusters x d, relative to the section's origin.
  float outlier_distance = 0.0F;            ///< See CodebookGroup.
  double inertia = 0.0;                     ///< Sum of squared distances to these centroids.
  double spread = 0.0;                      ///< Sum of squared distances to the mean of the rows.
  std::uint32_t iterations = 0;             ///< Updates of the centroids.
  std::vector<double> inertia_after;        ///< Of the seeds, then after each iteration.
  std::vector<std::uint32_t> cluster_rows;  ///< Rows of each cluster.
};

/// k-means++ seeds, then one of:
///   k-means     Lloyd iterations; the inertia never rises. An empty cluster takes the row farthest
///               from its centroid; if every row lies on a centroid it stays, a twin of another;
///   mini-batch  each iteration moves the centroids towards a sample of the rows (Sculley 2010);
///   balanced    Lloyd iterations between which centroids move from sparse to crowded clusters.
///
/// The same rows, options and random stream give the same model on every machine.
/// Errors: kInvalidArgument for clusters < 1 or > 65535 and for fewer rows than clusters;
/// kUnavailable when `stop` said so. REQUIRES: values are finite; 0 <= outliers < 1.
/// Cost: O(iterations * n * clusters * d) time, O(n) memory beyond the section.
Result<KMeansModel> train_kmeans(const Section& section, const KMeansOptions& options,
                                 Random random);

struct ClusteringMethod {
  Clustering clustering;
  std::string_view name;  ///< In files and on the command line; never changed once released.
  std::string_view summary;
  Result<KMeansModel> (*train)(const Section& section, const KMeansOptions& options, Random random);
};

std::span<const ClusteringMethod> clustering_methods();
std::string_view to_string(Clustering clustering);
/// Errors: kInvalidArgument naming the known ones.
Result<Clustering> parse_clustering(std::string_view name);

}  // namespace likewise
