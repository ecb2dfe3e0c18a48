#pragma once

/// @file
/// Applies a Transform to rows, block by block, straight into the layout of sections. As with the
/// nearest centroid, nothing is added across SIMD lanes: results are the same bit for bit on every
/// instruction set and for every division of the rows into blocks.

#include <cstddef>
#include <span>
#include <vector>

#include "engine/base/parallel.h"
#include "engine/quantizer/section.h"
#include "engine/quantizer/transform.h"
#include "engine/vectors/matrix.h"

namespace likewise {

/// A transform in the layout of its kernel. Immutable; thread-safe.
class Projection {
 public:
  /// REQUIRES: not the identity; mean.size() == basis.cols().
  explicit Projection(const Transform& transform);

  std::size_t dimensions() const { return mean_.size(); }
  std::size_t width() const { return width_; }

  /// The block of at most kRowBlock rows that begins at `first`, a multiple of kRowBlock, into the
  /// same rows of `out`. `scales`: one per row of the block, or empty for 1. Blocks may be written
  /// by several threads at once. REQUIRES: `out` has width() dimensions and room for the rows.
  void apply(const MatrixView& block, std::span<const float> scales, std::size_t first,
             Section& out) const;

 private:
  std::size_t width_;
  std::vector<float> mean_;
  std::vector<std::uint32_t> columns_;  ///< 0 … d - 1: all of them are gathered.
  std::vector<float> coefficients_;     ///< Blocks of kOutputBlock: d x kOutputBlock each.
};

/// A section of `rows` rows and `dimensions` columns, all 0.
Section empty_section(std::size_t rows, std::size_t dimensions);

/// All rows transformed, width() columns relative to zero. Blocks go through `parallel_for`.
Section project_all(const Projection& projection, const MatrixView& rows,
                    std::span<const float> scales, const ParallelFor& parallel_for);

}  // namespace likewise
