#pragma once

#include <Eigen/Core>

namespace likewise {

/// Row-major, one vector per row.
using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// A view on caller-owned rows; also binds to a block of columns of a wider matrix.
using MatrixView = Eigen::Ref<const Matrix, 0, Eigen::OuterStride<>>;

}  // namespace likewise
