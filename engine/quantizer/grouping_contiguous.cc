#include "engine/quantizer/grouping_contiguous.h"

namespace likewise {

GroupColumns split_contiguous(const GroupingRequest& request) {
  GroupColumns groups(request.groups);
  const std::uint32_t size = request.dimensions / request.groups;
  const std::uint32_t larger = request.dimensions % request.groups;
  std::uint32_t column = 0;
  for (std::uint32_t group = 0; group < request.groups; ++group) {
    const std::uint32_t end = column + size + (group < larger ? 1 : 0);
    while (column < end) {
      groups[group].push_back(column++);
    }
  }
  return groups;
}

}  // namespace likewise
