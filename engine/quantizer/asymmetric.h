#pragma once

/// @file
/// Asymmetric queries: only the documents are quantised, the query vector is known exactly (Jégou,
/// Douze, Schmid, "Product quantization for nearest neighbor search", 2011).

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/base/error.h"
#include "engine/quantizer/code_table.h"
#include "engine/quantizer/codebook.h"
#include "engine/quantizer/projection.h"
#include "engine/quantizer/token.h"

namespace likewise {

/// A token and what it is worth to a query.
struct WeightedToken {
  Token token;
  float weight = 0.0F;

  friend bool operator==(const WeightedToken&, const WeightedToken&) = default;
};

/// Makes tables from query vectors. Immutable; thread-safe.
class AsymmetricQuantizer {
 public:
  /// Copies what it needs. REQUIRES: check_codebook(codebook) holds.
  explicit AsymmetricQuantizer(const Codebook& codebook);

  std::uint32_t dimensions() const { return dimensions_; }

  /// Minus the squared distance between the query's section and each centroid: the sum over a row's
  /// codes is minus its asymmetric distance. Cosine scales the query first.
  /// Errors: kInvalidArgument for another number of dimensions or a value that is not finite.
  Result<CodeTable> distances(std::span<const float> query) const;

 private:
  struct Group {
    std::vector<std::uint32_t> columns;
    Matrix centroids;
  };

  std::uint32_t dimensions_;
  Metric metric_;
  std::optional<Projection> projection_;
  std::vector<Group> groups_;
  std::vector<std::uint32_t> clusters_;
};

/// The `count` tokens that tell most about nearness, heaviest first, of equals the lower token. A
/// token weighs how much nearer its centroid is to the query than the group's centroids on average;
/// only those that are nearer count. `distances`: from AsymmetricQuantizer.
std::vector<WeightedToken> weighted_tokens(const CodeTable& distances, std::size_t count);

/// The weights as a table, 0 for every other token. `like` gives the shape.
CodeTable table_of(std::span<const WeightedToken> tokens, const CodeTable& like);

}  // namespace likewise
