#pragma once

#include <span>
#include <string_view>

namespace likewise {

/// True if the last name of an object stands before it, too. Small objects only, name by name:
/// large ones are checked as a whole at their end, by has_late_duplicate(). REQUIRES: not empty.
bool has_duplicate(std::span<const std::string_view> names);

/// True if a name of a large object stands twice. Cost: linear.
bool has_late_duplicate(std::span<const std::string_view> names);

}  // namespace likewise
