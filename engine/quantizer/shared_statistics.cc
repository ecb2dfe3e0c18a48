#include "engine/quantizer/shared_statistics.h"

namespace likewise {

RowStatistics statistics_of(const GroupingRequest& request) {
  if (request.shared != nullptr && request.shared->statistics) {
    return *request.shared->statistics;
  }
  RowStatistics statistics =
      row_statistics(request.rows, request.scales, request.seed, request.parallel_for);
  if (request.shared != nullptr) {
    request.shared->statistics = statistics;
  }
  return statistics;
}

PrincipalAxes axes_of(const GroupingRequest& request, const RowStatistics& statistics) {
  if (request.shared != nullptr && request.shared->axes) {
    return *request.shared->axes;
  }
  PrincipalAxes axes = principal_axes(statistics.covariance);
  if (request.shared != nullptr) {
    request.shared->axes = axes;
  }
  return axes;
}

}  // namespace likewise
