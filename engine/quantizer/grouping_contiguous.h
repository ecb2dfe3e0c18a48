#pragma once

#include "engine/quantizer/grouping.h"

namespace likewise {

/// Neighbouring columns; sizes differ by at most one, the larger sections first.
GroupColumns split_contiguous(const GroupingRequest& request);

}  // namespace likewise
