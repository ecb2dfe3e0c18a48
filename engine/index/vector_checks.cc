#include "engine/index/vector_checks.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/base/java_text.h"

namespace likewise {
namespace {

constexpr float kUnitTolerance = 1e-3F;
constexpr std::size_t kPreviewed = 5;

std::string preview(std::span<const float> vector) {
  std::string text;
  for (const float value : vector.first(std::min(vector.size(), kPreviewed))) {
    text += (text.empty() ? "" : ", ") + java_float(value);
  }
  return "[" + text + (vector.size() > kPreviewed ? ", ...]" : "]");
}

tl::unexpected<Error> refused(std::string reason) {
  return fail(Error(ErrorCode::kInvalidArgument, std::move(reason))
                  .with_type("illegal_argument_exception"));
}

}  // namespace

bool is_unit_length(float squared_magnitude) {
  return std::abs(squared_magnitude - 1.0F) <= kUnitTolerance;
}

Status check_vector(std::span<const float> vector, std::optional<VectorSimilarity> similarity,
                    float squared_magnitude) {
  for (std::size_t i = 0; i < vector.size(); ++i) {
    if (!std::isfinite(vector[i])) {
      return refused(fmt::format(
          "element_type [float] vectors do not support {} values but found [{}] at dim [{}]; "
          "Preview of invalid vector: {}",
          std::isnan(vector[i]) ? "NaN" : "infinite", java_float(vector[i]), i, preview(vector)));
    }
  }
  if (!std::isfinite(squared_magnitude)) {
    return refused(
        "NaN or Infinite magnitude detected, this usually means the vector values are too extreme "
        "to fit within a float. Preview of invalid vector: " +
        preview(vector));
  }
  if (similarity == VectorSimilarity::kCosine && squared_magnitude == 0.0F) {
    return refused(
        "The [cosine] similarity does not support vectors with zero magnitude. Preview of invalid "
        "vector: " +
        preview(vector));
  }
  if (similarity == VectorSimilarity::kDotProduct && !is_unit_length(squared_magnitude)) {
    return refused(
        "The [dot_product] similarity can only be used with unit-length vectors. Preview of "
        "invalid vector: " +
        preview(vector));
  }
  return {};
}

float make_unit_length(std::vector<float>& vector, float squared_magnitude) {
  const auto length = static_cast<float>(std::sqrt(static_cast<double>(squared_magnitude)));
  for (float& value : vector) {
    value /= length;
  }
  return length;
}

}  // namespace likewise
