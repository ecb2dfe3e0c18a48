#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace likewise {

/// The terms with low <= term < high, in byte order; no `high`: to the last one.
struct TermRange {
  std::string low;
  std::optional<std::string> high;
};

/// The text that ends all texts beginning with `prefix` in byte order: none of them is at or above
/// it. Nothing: they reach to the end.
std::optional<std::string> end_of_prefix(std::string_view prefix);

}  // namespace likewise
