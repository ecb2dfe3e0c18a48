#include "engine/quantizer/grouping_by_position.h"

#include <utility>

#include "engine/base/random.h"

namespace likewise {

GroupColumns neighbouring_columns(std::uint32_t columns, std::uint32_t groups) {
  GroupColumns result;
  std::uint32_t next = 0;
  for (std::uint32_t group = 0; group < groups; ++group) {
    const std::uint32_t size = columns / groups + (group < columns % groups ? 1 : 0);
    std::vector<std::uint32_t>& section = result.emplace_back();
    for (std::uint32_t i = 0; i < size; ++i) {
      section.push_back(next++);
    }
  }
  return result;
}

DimensionLayout lay_out_contiguous(const GroupingRequest& request) {
  return {{}, neighbouring_columns(request.dimensions(), request.groups)};
}

DimensionLayout lay_out_shuffled(const GroupingRequest& request) {
  std::vector<std::uint32_t> order(request.dimensions());
  Random random(request.seed);
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    const auto other = static_cast<std::uint32_t>(random.below(i + 1));
    order[i] = order[other];
    order[other] = i;
  }
  GroupColumns columns = neighbouring_columns(request.dimensions(), request.groups);
  for (std::vector<std::uint32_t>& section : columns) {
    for (std::uint32_t& column : section) {
      column = order[column];
    }
  }
  return {{}, std::move(columns)};
}

}  // namespace likewise
