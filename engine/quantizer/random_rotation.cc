#include "engine/quantizer/random_rotation.h"

#include <cmath>
#include <numbers>

#include <Eigen/QR>

#include "engine/base/random.h"

namespace likewise {
namespace {

// Box and Muller 1958.
double standard_normal(Random& random) {
  const double radius = std::sqrt(-2.0 * std::log(1.0 - random.unit()));
  return radius * std::cos(2.0 * std::numbers::pi * random.unit());
}

}  // namespace

Matrix random_rotation(std::uint32_t size, std::uint64_t seed) {
  Random random(seed);
  Eigen::MatrixXd gaussian(size, size);
  for (Eigen::Index i = 0; i < gaussian.size(); ++i) {
    gaussian.data()[i] = standard_normal(random);
  }
  const Eigen::HouseholderQR<Eigen::MatrixXd> decomposed(gaussian);
  Eigen::MatrixXd rotation = decomposed.householderQ();
  for (Eigen::Index column = 0; column < rotation.cols(); ++column) {
    if (decomposed.matrixQR()(column, column) < 0.0) {
      rotation.col(column) = -rotation.col(column);
    }
  }
  return rotation.cast<float>();
}

}  // namespace likewise
