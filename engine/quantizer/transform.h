#pragma once

#include <cstdint>
#include <vector>

#include "engine/vectors/matrix.h"

namespace likewise {

/// What a grouping does to vectors before their columns are split: y = basis * (x - mean), x being
/// the row after the metric's scaling. A value; an empty one leaves vectors as they are.
///
/// The rows of `basis` are orthonormal: distances between transformed vectors are those between the
/// parts of the vectors that the basis spans.
struct Transform {
  std::vector<float> mean;  ///< d
  Matrix basis;             ///< kept x d

  bool is_identity() const { return basis.rows() == 0; }

  /// Columns of a transformed vector of `dimensions` columns.
  std::uint32_t width(std::uint32_t dimensions) const {
    return is_identity() ? dimensions : static_cast<std::uint32_t>(basis.rows());
  }
};

}  // namespace likewise
