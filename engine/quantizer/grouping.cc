#include "engine/quantizer/grouping.h"

#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/check.h"
#include "engine/quantizer/grouping_by_correlation.h"
#include "engine/quantizer/grouping_by_position.h"
#include "engine/quantizer/grouping_by_variance.h"

namespace likewise {
namespace {

constexpr std::array<GroupingMethod, 7> kMethods = {{
    {Grouping::kContiguous, "contiguous", "sections of neighbouring dimensions, as published",
     false, lay_out_contiguous},
    {Grouping::kShuffled, "shuffled", "sections of a random order", false, lay_out_shuffled},
    {Grouping::kDecorrelated, "decorrelated", "least correlation within a group", false,
     lay_out_decorrelated},
    {Grouping::kCorrelated, "correlated", "most correlation within a group", false,
     lay_out_correlated},
    {Grouping::kRotated, "rotated", "sections after a random rotation", false, lay_out_rotated},
    {Grouping::kPcaRotated, "pca-rotated", "principal axes, then a random rotation", true,
     lay_out_pca_rotated},
    {Grouping::kPcaBalanced, "pca-balanced", "principal axes, variance spread over the groups",
     true, lay_out_pca_balanced},
}};

struct MetricName {
  Metric metric;
  std::string_view name;
};
constexpr std::array<MetricName, 2> kMetrics = {{{Metric::kL2, "l2"}, {Metric::kCosine, "cosine"}}};

template <class Rows>
tl::unexpected<Error> unknown(std::string_view what, std::string_view name, const Rows& rows) {
  std::vector<std::string_view> names;
  for (const auto& row : rows) {
    names.push_back(row.name);
  }
  return fail(ErrorCode::kInvalidArgument, fmt::format("unknown {} [{}], expected one of: {}", what,
                                                       name, fmt::join(names, ", ")));
}

const GroupingMethod& method_of(Grouping grouping) {
  for (const GroupingMethod& method : kMethods) {
    if (method.grouping == grouping) {
      return method;
    }
  }
  check_failed(__FILE__, __LINE__, "grouping", "a grouping without a row in the table");
}

}  // namespace

std::span<const GroupingMethod> grouping_methods() {
  return kMethods;
}

std::string_view to_string(Grouping grouping) {
  return method_of(grouping).name;
}

Result<Grouping> parse_grouping(std::string_view name) {
  for (const GroupingMethod& method : kMethods) {
    if (method.name == name) {
      return method.grouping;
    }
  }
  return unknown("grouping", name, kMethods);
}

std::string_view to_string(Metric metric) {
  for (const MetricName& row : kMetrics) {
    if (row.metric == metric) {
      return row.name;
    }
  }
  check_failed(__FILE__, __LINE__, "metric", "a metric without a name");
}

Result<Metric> parse_metric(std::string_view name) {
  for (const MetricName& row : kMetrics) {
    if (row.name == name) {
      return row.metric;
    }
  }
  return unknown("metric", name, kMetrics);
}

Result<DimensionLayout> lay_out_dimensions(Grouping grouping, const GroupingRequest& request) {
  if (request.groups == 0 || request.groups > request.dimensions()) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("the number of groups must be between 1 and the {} dimensions of the "
                            "vectors, found {}",
                            request.dimensions(), request.groups));
  }
  const GroupingMethod& method = method_of(grouping);
  if (request.kept != 0 && !method.keeps_some) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("the grouping {} keeps all dimensions", method.name));
  }
  if (request.kept != 0 && (request.kept < request.groups || request.kept > request.dimensions())) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("the number of dimensions to keep must be between the {} groups and "
                            "the {} dimensions of the vectors, found {}",
                            request.groups, request.dimensions(), request.kept));
  }
  return method.lay_out(request);
}

}  // namespace likewise
