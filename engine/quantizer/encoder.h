#pragma once

/// @file
/// Vectors to codes: for each group the number of the nearest centroid.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/quantizer/codebook.h"
#include "engine/quantizer/nearest_centroid.h"
#include "engine/quantizer/projection.h"
#include "engine/vectors/matrix.h"

namespace likewise {

/// n x groups; code(r, g) is the cluster of row r in group g.
using Codes = Eigen::Matrix<std::uint16_t, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// A codebook made ready for encoding. Immutable; thread-safe.
class Encoder {
 public:
  /// Copies what it needs. REQUIRES: check_codebook(codebook) holds.
  explicit Encoder(const Codebook& codebook);

  std::uint32_t dimensions() const { return dimensions_; }
  std::size_t groups() const { return groups_.size(); }

  /// The nearest centroid of each group, the lower number of equals; cosine scales each row first.
  /// Errors: kInvalidArgument if rows.cols() != dimensions() or a value is not finite (with its
  /// row). Cost: O(n * d * clusters), in blocks through `parallel_for`.
  Result<Codes> encode(const MatrixView& rows, const ParallelFor& parallel_for) const;

 private:
  struct Group {
    std::vector<std::uint32_t> columns;
    std::vector<float> origin;
    NearestCentroid nearest;
  };

  /// False if a value is not usable; its codes then mean nothing.
  bool encode_block(const MatrixView& rows, Eigen::Index first, Codes& codes) const;

  /// The transformed rows of a block; see Transform.
  Section projected_block(const MatrixView& block, std::span<const float> scales) const;

  std::uint32_t dimensions_;
  Metric metric_;
  std::optional<Projection> projection_;
  std::vector<Group> groups_;
};

/// The tokens of one row of codes, in the order of the groups.
std::vector<std::string> token_texts(const Codes& codes, Eigen::Index row);

}  // namespace likewise
