#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/base/error.h"
#include "engine/index/vector_options.h"

namespace likewise {

/// What Elasticsearch demands of every vector, stored or asked for: finite values, a finite
/// magnitude, and what the similarity needs. `squared_magnitude`: the sum of the squares in float.
/// Errors: illegal_argument_exception.
Status check_vector(std::span<const float> vector, std::optional<VectorSimilarity> similarity,
                    float squared_magnitude);

/// True for what Elasticsearch takes for a vector of length 1.
bool is_unit_length(float squared_magnitude);

/// Divides the values by the square root; returns it.
float make_unit_length(std::vector<float>& vector, float squared_magnitude);

}  // namespace likewise
