#pragma once

/// @file
/// Which dimensions of a vector form which group. Another grouping is one function in a file
/// grouping_<what>.{h,cc}, one value of Grouping and one row of the table.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/quantizer/codebook.h"
#include "engine/quantizer/transform.h"
#include "engine/vectors/matrix.h"

namespace likewise {

/// The columns of each group, in the order in which the codebook stores them.
using GroupColumns = std::vector<std::vector<std::uint32_t>>;

struct SharedStatistics;  // quantizer/shared_statistics.h

/// What a grouping may decide from.
struct GroupingRequest {
  const MatrixView& rows;         ///< The training rows, n x d.
  std::span<const float> scales;  ///< What the metric multiplies them with; empty: 1.
  std::uint32_t groups = 0;
  std::uint32_t kept = 0;  ///< Dimensions kept of a PCA; 0: the method chooses.
  std::uint64_t seed = 1;
  const ParallelFor& parallel_for;
  SharedStatistics* shared = nullptr;  ///< Of other requests for the same rows; may be null.

  std::uint32_t dimensions() const { return static_cast<std::uint32_t>(rows.cols()); }
};

/// What to do with a vector before its sections are cut, and where to cut.
struct DimensionLayout {
  Transform transform;
  GroupColumns columns;  ///< Of the transformed vector.
};

struct GroupingMethod {
  Grouping grouping;
  std::string_view name;     ///< In files and on the command line; never changed once released.
  std::string_view summary;  ///< One line for --help.
  bool keeps_some;           ///< True if it reduces the dimensions, to GroupingRequest::kept.
  DimensionLayout (*lay_out)(const GroupingRequest& request);
};

std::span<const GroupingMethod> grouping_methods();

std::string_view to_string(Grouping grouping);
/// Errors: kInvalidArgument naming the known ones.
Result<Grouping> parse_grouping(std::string_view name);

std::string_view to_string(Metric metric);
/// Errors: kInvalidArgument naming the known ones.
Result<Metric> parse_metric(std::string_view name);

/// Each column of the transformed vectors in exactly one group, no group empty. The same for the
/// same rows and seed, whatever parallel_for does.
/// Errors: kInvalidArgument if groups is 0 or exceeds the dimensions, if `kept` is not between the
/// two, or is given to a method that keeps all.
Result<DimensionLayout> lay_out_dimensions(Grouping grouping, const GroupingRequest& request);

}  // namespace likewise
