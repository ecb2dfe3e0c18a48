#pragma once

/// @file
/// The kernel of training and encoding: the nearest of a few centroids for very many short rows.
///
/// Rows lie across the SIMD lanes and dimensions in the inner loop, so nothing is ever added across
/// lanes: the result is the same bit for bit on every instruction set.

#include <cstdint>
#include <span>
#include <vector>

#include "engine/quantizer/section.h"
#include "engine/vectors/matrix.h"

namespace likewise {

/// Centroids in the layout of the kernel. Immutable; thread-safe.
class NearestCentroid {
 public:
  /// `centroids` is clusters x d, relative to the same origin as the sections to come.
  /// REQUIRES: 1 <= clusters <= 65535.
  explicit NearestCentroid(const MatrixView& centroids);

  /// For each row of the section its cluster, and (|x - c|^2 - |x|^2) / 2, which is cheaper than
  /// the distance and orders the same. Ties go to the lower cluster.
  /// REQUIRES: section.dimensions == d; both outputs hold section.stride elements, of which those
  /// beyond section.rows mean nothing.
  void assign(const Section& section, std::span<std::uint32_t> clusters,
              std::span<float> scores) const;

  /// For each row the nearest centroid but for the one in `nearest`, by the same measure.
  /// REQUIRES: at least two centroids; otherwise as assign().
  void assign_second(const Section& section, std::span<const std::uint32_t> nearest,
                     std::span<std::uint32_t> second) const;

 private:
  std::size_t dimensions_;
  std::size_t clusters_;
  std::size_t padded_clusters_;
  std::vector<float> coordinates_;  ///< Blocks of kClusterBlock: dimensions_ x kClusterBlock each.
  std::vector<float> half_norms_;   ///< |c|^2 / 2; infinite for padding.
};

/// Clusters that the kernel handles in one pass over a block of rows.
inline constexpr std::size_t kClusterBlock = 4;

}  // namespace likewise
