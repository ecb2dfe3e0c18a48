#include "engine/quantizer/row_scales.h"

#include <cmath>

#include <fmt/format.h>

#include "engine/vectors/read_rows.h"

namespace likewise {

std::vector<float> row_scales(const MatrixView& rows, Metric metric) {
  std::vector<float> scales;
  if (metric == Metric::kL2) {
    return scales;
  }
  scales.reserve(static_cast<std::size_t>(rows.rows()));
  for (Eigen::Index row = 0; row < rows.rows(); ++row) {
    double squares = 0.0;
    for (Eigen::Index column = 0; column < rows.cols(); ++column) {
      const auto value = static_cast<double>(rows(row, column));
      squares += value * value;
    }
    // The length of the tiniest vectors has an infinite inverse in float; they count as zero.
    const auto scale = static_cast<float>(1.0 / std::sqrt(squares));
    scales.push_back(std::isfinite(scale) ? scale : 0.0F);
  }
  return scales;
}

bool all_values_usable(const MatrixView& rows) {
  bool usable = true;
  for (Eigen::Index row = 0; row < rows.rows(); ++row) {
    const float* values = rows.data() + row * rows.outerStride();
    // A loop without an exit, and whole numbers instead of flags, so that it is vectorised.
    int bad = 0;
    for (Eigen::Index column = 0; column < rows.cols(); ++column) {
      bad += std::abs(values[column]) <= kMaxMagnitude ? 0 : 1;
    }
    usable &= bad == 0;
  }
  return usable;
}

Status check_values(const MatrixView& rows) {
  for (Eigen::Index row = 0; row < rows.rows(); ++row) {
    if (all_values_usable(rows.middleRows(row, 1))) {
      continue;
    }
    for (Eigen::Index column = 0; column < rows.cols(); ++column) {
      const float value = rows(row, column);
      if (!(std::abs(value) <= kMaxMagnitude)) {
        return fail(ErrorCode::kInvalidArgument,
                    fmt::format("row {}, column {}: the value {:g} is not finite or beyond {:g} "
                                "(counting from 0)",
                                row, column, value, kMaxMagnitude));
      }
    }
  }
  return {};
}

}  // namespace likewise
