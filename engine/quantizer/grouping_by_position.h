#pragma once

#include "engine/quantizer/grouping.h"

namespace likewise {

/// 0 … columns - 1 cut into neighbours; sizes differ by at most one, the larger sections first.
GroupColumns neighbouring_columns(std::uint32_t columns, std::uint32_t groups);

/// The published grouping: sections of neighbouring dimensions.
DimensionLayout lay_out_contiguous(const GroupingRequest& request);

/// Sections of a seeded permutation of the dimensions.
DimensionLayout lay_out_shuffled(const GroupingRequest& request);

}  // namespace likewise
