#pragma once

/// @file
/// A trained product quantizer whose codes are written as tokens.
///
/// Shapes: matrices are row-major, one vector per row; `n x d` means n rows of d floats.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/quantizer/transform.h"
#include "engine/vectors/matrix.h"

namespace likewise {

/// Names in files and on the command line; see quantizer/grouping.h for the table.
enum class Grouping : std::uint8_t {
  kContiguous,
  kShuffled,
  kDecorrelated,
  kCorrelated,
  kRotated,
  kPcaRotated,
  kPcaBalanced,
};
enum class Metric : std::uint8_t { kL2, kCosine };
/// See quantizer/kmeans.h.
enum class Clustering : std::uint8_t { kKMeans, kMiniBatch, kBalanced };

/// How a codebook came to be, for `inspect` and reproducibility.
struct TrainingFacts {
  std::uint64_t seed = 0;
  std::uint64_t training_rows = 0;
  std::uint32_t iterations = 0;       ///< Greatest number over the groups.
  double inertia = 0.0;               ///< Sum of squared distances over all groups.
  std::vector<double> group_inertia;  ///< One per group.
  std::vector<double> group_spread;   ///< Inertia of one cluster per group; empty: not known.
  /// Training rows of each cluster, group after group; empty: not known.
  std::vector<std::uint32_t> cluster_rows;
  Clustering clustering = Clustering::kKMeans;
  std::string source;  ///< Name of the vector file.
  std::string writer_version;

  friend bool operator==(const TrainingFacts&, const TrainingFacts&) = default;
};

/// The dimensions of one group and its centroids.
struct CodebookGroup {
  std::vector<std::uint32_t> dimensions;  ///< Columns of the transformed vector.
  Matrix centroids;                       ///< clusters x dimensions.size()
  /// A vector whose squared distance to its centroid is greater gets no token; 0: each gets one.
  float outlier_distance = 0.0F;
};

/// Most tokens that a vector may get from one group.
inline constexpr std::uint32_t kMaxTokensPerGroup = 2;

/// All centroids plus the grouping: everything that encoding needs. A value; immutable by
/// convention once trained or loaded, then thread-safe.
struct Codebook {
  std::uint32_t dimensions = 0;  ///< d of the vectors it encodes.
  Grouping grouping = Grouping::kContiguous;
  Metric metric = Metric::kL2;  ///< kCosine: rows are scaled to length 1 first.
  Transform transform;          ///< Then this is applied; often the identity.
  std::vector<CodebookGroup> groups;
  std::uint32_t tokens_per_group = 1;  ///< Of the nearest centroids; at most kMaxTokensPerGroup.
  TrainingFacts facts;
};

}  // namespace likewise
