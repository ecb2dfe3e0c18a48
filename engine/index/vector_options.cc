#include "engine/index/vector_options.h"

#include <array>
#include <utility>

namespace likewise {
namespace {

constexpr auto kSimilarities = std::to_array<std::pair<std::string_view, VectorSimilarity>>({
    {"l2_norm", VectorSimilarity::kL2Norm},
    {"cosine", VectorSimilarity::kCosine},
    {"dot_product", VectorSimilarity::kDotProduct},
    {"max_inner_product", VectorSimilarity::kMaxInnerProduct},
});

}  // namespace

std::string_view to_string(VectorSimilarity similarity) {
  for (const auto& [name, value] : kSimilarities) {
    if (value == similarity) {
      return name;
    }
  }
  return "";
}

std::optional<VectorSimilarity> parse_vector_similarity(std::string_view name) {
  for (const auto& [known, value] : kSimilarities) {
    if (known == name) {
      return value;
    }
  }
  return std::nullopt;
}

}  // namespace likewise
