#pragma once

/// @file
/// The columns of one group, copied out of the rows into the layout that the kernels read.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/vectors/matrix.h"

namespace likewise {

/// The kernels work on whole blocks of this many rows.
inline constexpr std::size_t kRowBlock = 64;

/// The multiple of kRowBlock that holds `rows`.
constexpr std::size_t padded_rows(std::size_t rows) {
  return (rows + kRowBlock - 1) / kRowBlock * kRowBlock;
}

/// One row of floats per dimension: value(j, r) at values[j * stride + r]. Rows beyond `rows` are
/// 0. Values are relative to an origin, so that a large common offset costs no digits.
struct Section {
  std::size_t rows = 0;
  std::size_t dimensions = 0;
  std::size_t stride = 0;  ///< padded_rows(rows)
  std::vector<float> values;

  const float* column(std::size_t j) const { return values.data() + j * stride; }
  float at(std::size_t j, std::size_t row) const { return values[j * stride + row]; }
};

/// A point near the middle of each column. Its coordinates are multiples of a power of two about as
/// large as the column's spread: whole numbers stay whole numbers, and distances between them
/// exact.
std::vector<float> choose_origin(const MatrixView& rows, std::span<const std::uint32_t> columns);

/// (rows(r, columns[j]) * scales[r]) - origin[j]; empty `scales` means 1. Reuses the memory of
/// `out`. REQUIRES: every column < rows.cols(); origin.size() == columns.size().
void gather_section(const MatrixView& rows, std::span<const std::uint32_t> columns,
                    std::span<const float> scales, std::span<const float> origin, Section& out);

/// The columns `columns` of `from`, which may have more of them. REQUIRES: each < from.dimensions.
void copy_columns(const Section& from, std::span<const std::uint32_t> columns, Section& out);

}  // namespace likewise
