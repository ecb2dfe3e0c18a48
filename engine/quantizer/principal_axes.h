#pragma once

#include <cstdint>
#include <vector>

#include <Eigen/Core>

#include "engine/vectors/matrix.h"

namespace likewise {

/// The directions in which rows vary most, and how much (Pearson 1901).
struct PrincipalAxes {
  Matrix axes;                    ///< d x d, one orthonormal axis per row, greatest variance first
  std::vector<double> variances;  ///< d, descending, not negative
};

/// Each axis has its greatest coefficient positive, so that it does not depend on the solver.
/// REQUIRES: symmetric, finite. Cost: O(d^3); about a second for d = 1,000.
PrincipalAxes principal_axes(const Eigen::MatrixXd& covariance);

/// The fewest leading axes that hold `share` of the total variance; at least 1.
std::uint32_t axes_for_variance(const PrincipalAxes& axes, double share);

}  // namespace likewise
