#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace likewise {

/// How near two vectors are, and how that becomes a score: Elasticsearch's `similarity`.
enum class VectorSimilarity : std::uint8_t { kL2Norm, kCosine, kDotProduct, kMaxInnerProduct };

/// "l2_norm", "cosine", "dot_product", "max_inner_product".
std::string_view to_string(VectorSimilarity similarity);
std::optional<VectorSimilarity> parse_vector_similarity(std::string_view name);

/// What a mapping says of a `dense_vector` field beyond what every field has.
struct VectorOptions {
  std::uint32_t dimensions = 0;
  /// Absent: `index` is false, and then nothing but scripts reads the vectors.
  std::optional<VectorSimilarity> similarity;
  std::string index_options_json;  ///< As it is shown; without effect. Empty: not indexed.
  std::string codebook;            ///< `likewise_codebook`; empty: searches are exact.

  friend bool operator==(const VectorOptions&, const VectorOptions&) = default;
};

/// The most dimensions that Elasticsearch takes.
inline constexpr std::uint32_t kMaxVectorDimensions = 4'096;

}  // namespace likewise
