#include "engine/quantizer/principal_axes.h"

#include <algorithm>
#include <numeric>

#include <Eigen/Eigenvalues>

namespace likewise {

PrincipalAxes principal_axes(const Eigen::MatrixXd& covariance) {
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(covariance);
  const Eigen::Index width = covariance.rows();
  PrincipalAxes result;
  result.axes.resize(width, width);
  for (Eigen::Index axis = 0; axis < width; ++axis) {
    const Eigen::Index from = width - 1 - axis;  // The solver's order is ascending.
    Eigen::VectorXd vector = solver.eigenvectors().col(from);
    Eigen::Index greatest = 0;
    vector.cwiseAbs().maxCoeff(&greatest);
    if (vector[greatest] < 0.0) {
      vector = -vector;
    }
    result.axes.row(axis) = vector.cast<float>();
    result.variances.push_back(std::max(0.0, solver.eigenvalues()[from]));
  }
  return result;
}

std::uint32_t axes_for_variance(const PrincipalAxes& axes, double share) {
  const double total = std::accumulate(axes.variances.begin(), axes.variances.end(), 0.0);
  double held = 0.0;
  for (std::size_t i = 0; i < axes.variances.size(); ++i) {
    held += axes.variances[i];
    if (held >= share * total) {
      return static_cast<std::uint32_t>(i + 1);
    }
  }
  return static_cast<std::uint32_t>(std::max<std::size_t>(1, axes.variances.size()));
}

}  // namespace likewise
