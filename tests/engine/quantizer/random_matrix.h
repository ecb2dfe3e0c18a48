#pragma once

#include <cstdint>
#include <numeric>
#include <vector>

#include "engine/base/random.h"
#include "engine/quantizer/section.h"
#include "engine/vectors/matrix.h"

namespace likewise {

/// Whole numbers below `bound`: distances are exact, and ties frequent when `bound` is small.
inline Matrix random_whole_matrix(Eigen::Index rows, Eigen::Index columns, std::uint64_t bound,
                                  std::uint64_t seed) {
  Random random(seed);
  Matrix matrix(rows, columns);
  for (Eigen::Index i = 0; i < matrix.size(); ++i) {
    matrix.data()[i] = static_cast<float>(random.below(bound));
  }
  return matrix;
}

/// Uniform in [-1, 1) + offset.
inline Matrix random_matrix(Eigen::Index rows, Eigen::Index columns, std::uint64_t seed,
                            float offset = 0.0F) {
  Random random(seed);
  Matrix matrix(rows, columns);
  for (Eigen::Index i = 0; i < matrix.size(); ++i) {
    matrix.data()[i] = static_cast<float>(2.0 * random.unit() - 1.0) + offset;
  }
  return matrix;
}

inline std::vector<std::uint32_t> all_columns(const Matrix& matrix) {
  std::vector<std::uint32_t> columns(static_cast<std::size_t>(matrix.cols()));
  std::iota(columns.begin(), columns.end(), 0U);
  return columns;
}

/// All columns, relative to zero.
inline Section section_of(const Matrix& matrix) {
  Section section;
  gather_section(matrix, all_columns(matrix), {},
                 std::vector<float>(static_cast<std::size_t>(matrix.cols())), section);
  return section;
}

inline double squared_distance(const Matrix& a, Eigen::Index row, const Matrix& b,
                               Eigen::Index other) {
  return (a.row(row).cast<double>() - b.row(other).cast<double>()).squaredNorm();
}

/// The obvious implementation: the first of the nearest.
inline std::uint32_t brute_force_nearest(const Matrix& rows, Eigen::Index row,
                                         const Matrix& centroids) {
  Eigen::Index best = 0;
  for (Eigen::Index cluster = 1; cluster < centroids.rows(); ++cluster) {
    if (squared_distance(rows, row, centroids, cluster) <
        squared_distance(rows, row, centroids, best)) {
      best = cluster;
    }
  }
  return static_cast<std::uint32_t>(best);
}

}  // namespace likewise
