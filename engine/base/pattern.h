#pragma once

#include <string_view>
#include <vector>

namespace likewise {

/// True if the whole of `name` fits `pattern`, in which `*` stands for any characters, none
/// included. Cost: O(pattern * name) at worst, no memory.
bool matches_pattern(std::string_view pattern, std::string_view name);

/// The parts of `text` between `separator`s; empty parts are left out. The views point into `text`.
std::vector<std::string_view> split_nonempty(std::string_view text, char separator);

}  // namespace likewise
