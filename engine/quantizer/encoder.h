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

/// In a table of tokens: this vector gets no token here. One more than the greatest code.
inline constexpr std::uint16_t kNoToken = 65535;

/// A codebook made ready for encoding. Immutable; thread-safe.
class Encoder {
 public:
  /// Copies what it needs. REQUIRES: check_codebook(codebook) holds.
  explicit Encoder(const Codebook& codebook);

  std::uint32_t dimensions() const { return dimensions_; }
  std::size_t groups() const { return groups_.size(); }
  std::uint32_t tokens_per_group() const { return tokens_per_group_; }

  /// The nearest centroid of each group, the lower number of equals; cosine scales each row first.
  /// Errors: kInvalidArgument if rows.cols() != dimensions() or a value is not finite (with its
  /// row). Cost: O(n * d * clusters), in blocks through `parallel_for`.
  Result<Codes> encode(const MatrixView& rows, const ParallelFor& parallel_for) const;

  /// What is indexed: n x (groups * tokens_per_group), the tokens of a group side by side, nearest
  /// first; kNoToken where a vector is too far from every centroid. With one token per group and no
  /// outliers the same as encode(). Errors and cost: as encode().
  Result<Codes> encode_tokens(const MatrixView& rows, const ParallelFor& parallel_for) const;

 private:
  struct Group {
    std::vector<std::uint32_t> columns;
    std::vector<float> origin;
    NearestCentroid nearest;
    float outlier_distance;
  };
  struct BlockCodes;

  Result<Codes> encode_blocks(const MatrixView& rows, std::uint32_t per_group, bool outliers,
                              const ParallelFor& parallel_for) const;
  /// False if a value is not usable; its codes then mean nothing.
  bool encode_block(const MatrixView& rows, Eigen::Index first, const BlockCodes& out) const;
  void write_group(std::size_t group, const Section& section, Eigen::Index first,
                   const BlockCodes& out) const;

  /// The transformed rows of a block; see Transform.
  Section projected_block(const MatrixView& block, std::span<const float> scales) const;

  std::uint32_t dimensions_;
  std::uint32_t tokens_per_group_;
  Metric metric_;
  std::optional<Projection> projection_;
  std::vector<Group> groups_;
};

/// The tokens of one row of codes, in the order of the groups.
std::vector<std::string> token_texts(const Codes& codes, Eigen::Index row,
                                     std::uint32_t tokens_per_group = 1);

}  // namespace likewise
