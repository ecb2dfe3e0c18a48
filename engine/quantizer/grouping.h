#pragma once

/// @file
/// Which dimensions of a vector form which group. Another grouping is one file
/// (grouping_<name>.{h,cc}), one value of Grouping and one row of the table.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/quantizer/codebook.h"

namespace likewise {

/// The columns of each group, in the order in which the codebook stores them.
using GroupColumns = std::vector<std::vector<std::uint32_t>>;

/// What a grouping may decide from.
struct GroupingRequest {
  std::uint32_t dimensions = 0;
  std::uint32_t groups = 0;  ///< 1 <= groups <= dimensions.
};

struct GroupingMethod {
  Grouping grouping;
  std::string_view name;     ///< In files and on the command line; never changed once released.
  std::string_view summary;  ///< One line for --help.
  GroupColumns (*split)(const GroupingRequest& request);
};

std::span<const GroupingMethod> grouping_methods();

std::string_view to_string(Grouping grouping);
/// Errors: kInvalidArgument naming the known ones.
Result<Grouping> parse_grouping(std::string_view name);

std::string_view to_string(Metric metric);
/// Errors: kInvalidArgument naming the known ones.
Result<Metric> parse_metric(std::string_view name);

/// Each column in exactly one group, no group empty.
/// Errors: kInvalidArgument if groups is 0 or exceeds dimensions.
Result<GroupColumns> split_dimensions(Grouping grouping, const GroupingRequest& request);

}  // namespace likewise
