#pragma once

/// @file
/// Lloyd's k-means for the section of one group. Distances are squared Euclidean throughout; no
/// square root is ever taken.

#include <cstdint>
#include <functional>

#include "engine/base/error.h"
#include "engine/base/random.h"
#include "engine/quantizer/section.h"
#include "engine/vectors/matrix.h"

namespace likewise {

struct KMeansOptions {
  std::uint32_t clusters = 32;
  std::uint32_t max_iterations = 25;
  double tolerance = 1e-3;  ///< Stop when an iteration lowers the inertia by less than this share.
  std::function<bool()> stop;  ///< Asked between iterations; true: give up. May be empty.
};

struct KMeansModel {
  Matrix centroids;                   ///< clusters x d, relative to the section's origin.
  double inertia = 0.0;               ///< Sum of squared distances to these centroids.
  std::uint32_t iterations = 0;       ///< Updates of the centroids.
  std::vector<double> inertia_after;  ///< Of the seeds, then after each iteration; never rises.
};

/// k-means++ seeds, then Lloyd iterations. An empty cluster takes the row farthest from its
/// centroid (the first of equals); if every row lies on a centroid it stays where it is, a twin of
/// another.
///
/// The same rows, options and random stream give the same model on every machine.
/// Errors: kInvalidArgument for clusters < 1 or > 65536 and for fewer rows than clusters;
/// kUnavailable when `stop` said so. REQUIRES: values are finite.
/// Cost: O(iterations * n * clusters * d) time, O(n) memory beyond the section.
Result<KMeansModel> train_kmeans(const Section& section, const KMeansOptions& options,
                                 Random random);

}  // namespace likewise
