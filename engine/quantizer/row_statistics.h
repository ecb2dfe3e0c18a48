#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "engine/base/parallel.h"
#include "engine/vectors/matrix.h"

namespace likewise {

/// How the columns of a set of rows vary, alone and together.
struct RowStatistics {
  std::vector<float> mean;     ///< d
  Eigen::MatrixXd covariance;  ///< d x d, symmetric
};

/// Of all rows, or of a seeded sample when there are far more rows than a covariance needs.
/// `scales`: what rows are multiplied with first, or empty for 1.
/// The same on any number of threads. Cost: O(sample * d^2) time, O((sample + d) * d) memory.
RowStatistics row_statistics(const MatrixView& rows, std::span<const float> scales,
                             std::uint64_t seed, const ParallelFor& parallel_for);

}  // namespace likewise
