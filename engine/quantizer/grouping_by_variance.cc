#include "engine/quantizer/grouping_by_variance.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/quantizer/grouping_by_position.h"
#include "engine/quantizer/principal_axes.h"
#include "engine/quantizer/random_rotation.h"
#include "engine/quantizer/shared_statistics.h"

namespace likewise {
namespace {

// See docs/quality.md for the measurements behind both.
constexpr std::uint32_t kAxesPerGroup = 4;
constexpr double kVarianceKept = 0.985;

std::uint32_t kept_axes(const GroupingRequest& request, const PrincipalAxes& axes) {
  if (request.kept > 0) {
    return request.kept;
  }
  const std::uint64_t by_groups = std::uint64_t{kAxesPerGroup} * request.groups;
  const std::uint64_t wanted =
      std::max<std::uint64_t>(by_groups, axes_for_variance(axes, kVarianceKept));
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(wanted, request.dimensions()));
}

/// The emptiest of the groups with room: the one whose product of variances is least.
GroupColumns allocate(const std::vector<double>& variances, std::uint32_t kept,
                      std::uint32_t groups) {
  GroupColumns columns = neighbouring_columns(kept, groups);
  std::vector<std::size_t> room;
  for (std::vector<std::uint32_t>& group : columns) {
    room.push_back(group.size());
    group.clear();
  }
  // Axes without variance have no logarithm; next to the others they weigh nothing.
  const double least = std::max(variances.front() * 1e-12, std::numeric_limits<double>::min());
  std::vector<double> log_product(groups);
  for (std::uint32_t axis = 0; axis < kept; ++axis) {
    std::size_t best = groups;
    for (std::size_t group = 0; group < groups; ++group) {
      if (columns[group].size() < room[group] &&
          (best == groups || log_product[group] < log_product[best])) {
        best = group;
      }
    }
    columns[best].push_back(axis);
    log_product[best] += std::log(std::max(variances[axis], least) / least);
  }
  return columns;
}

}  // namespace

DimensionLayout lay_out_rotated(const GroupingRequest& request) {
  DimensionLayout layout;
  layout.transform.mean = statistics_of(request).mean;
  layout.transform.basis = random_rotation(request.dimensions(), request.seed);
  layout.columns = neighbouring_columns(request.dimensions(), request.groups);
  return layout;
}

DimensionLayout lay_out_pca_rotated(const GroupingRequest& request) {
  RowStatistics statistics = statistics_of(request);
  const PrincipalAxes axes = axes_of(request, statistics);
  const std::uint32_t kept = kept_axes(request, axes);
  DimensionLayout layout;
  layout.transform.mean = std::move(statistics.mean);
  layout.transform.basis = random_rotation(kept, request.seed) * axes.axes.topRows(kept);
  layout.columns = neighbouring_columns(kept, request.groups);
  return layout;
}

DimensionLayout lay_out_pca_balanced(const GroupingRequest& request) {
  RowStatistics statistics = statistics_of(request);
  const PrincipalAxes axes = axes_of(request, statistics);
  const std::uint32_t kept = kept_axes(request, axes);
  DimensionLayout layout;
  layout.transform.mean = std::move(statistics.mean);
  layout.transform.basis = axes.axes.topRows(kept);
  layout.columns = allocate(axes.variances, kept, request.groups);
  return layout;
}

}  // namespace likewise
