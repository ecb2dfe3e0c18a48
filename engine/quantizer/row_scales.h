#pragma once

#include <vector>

#include "engine/base/error.h"
#include "engine/quantizer/codebook.h"
#include "engine/vectors/matrix.h"

namespace likewise {

/// What each row is multiplied with before training or encoding: nothing (empty) for l2, 1 / length
/// for cosine. A zero row stays zero.
std::vector<float> row_scales(const MatrixView& rows, Metric metric);

/// True if no value is NaN, infinite or beyond kMaxMagnitude. One pass, vectorised.
bool all_values_usable(const MatrixView& rows);

/// Errors: kInvalidArgument with row and column of the first value that is NaN, infinite or beyond
/// kMaxMagnitude.
Status check_values(const MatrixView& rows);

}  // namespace likewise
