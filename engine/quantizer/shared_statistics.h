#pragma once

#include <optional>

#include "engine/quantizer/grouping.h"
#include "engine/quantizer/principal_axes.h"
#include "engine/quantizer/row_statistics.h"

namespace likewise {

/// What several requests for the same rows, scales and seed compute only once, when they point at
/// one of these. Not thread-safe.
struct SharedStatistics {
  std::optional<RowStatistics> statistics;
  std::optional<PrincipalAxes> axes;
};

/// Shared or computed afresh. Cost: as row_statistics().
RowStatistics statistics_of(const GroupingRequest& request);
/// Of these statistics. Cost: as principal_axes().
PrincipalAxes axes_of(const GroupingRequest& request, const RowStatistics& statistics);

}  // namespace likewise
