#pragma once

#include "engine/quantizer/grouping.h"

namespace likewise {

// Greedy: the best grouping of either kind is a hard problem, and quality hardly depends on it.

/// Group after group: the first dimension left, then those most correlated with the group so far.
DimensionLayout lay_out_correlated(const GroupingRequest& request);

/// All groups in turn: each takes the dimension least correlated with what it has.
DimensionLayout lay_out_decorrelated(const GroupingRequest& request);

}  // namespace likewise
