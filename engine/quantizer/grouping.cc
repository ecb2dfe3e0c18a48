#include "engine/quantizer/grouping.h"

#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/check.h"
#include "engine/quantizer/grouping_contiguous.h"

namespace likewise {
namespace {

constexpr std::array<GroupingMethod, 1> kMethods = {{
    {Grouping::kContiguous, "contiguous", "sections of neighbouring dimensions, as published",
     split_contiguous},
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

Result<GroupColumns> split_dimensions(Grouping grouping, const GroupingRequest& request) {
  if (request.groups == 0 || request.groups > request.dimensions) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("the number of groups must be between 1 and the {} dimensions of the "
                            "vectors, found {}",
                            request.dimensions, request.groups));
  }
  return method_of(grouping).split(request);
}

}  // namespace likewise
