#include "engine/dsl/duplicate_names.h"

#include <algorithm>
#include <cstddef>
#include <unordered_set>

namespace likewise {
namespace {

/// Objects up to this size look for duplicate names one by one.
constexpr std::size_t kLinearNames = 16;

}  // namespace

bool has_duplicate(std::span<const std::string_view> names) {
  const auto last = names.end() - 1;
  return names.size() <= kLinearNames && std::find(names.begin(), last, *last) != last;
}

bool has_late_duplicate(std::span<const std::string_view> names) {
  if (names.size() <= kLinearNames) {
    return false;
  }
  std::unordered_set<std::string_view> seen;
  return std::any_of(names.begin(), names.end(),
                     [&seen](std::string_view name) { return !seen.insert(name).second; });
}

}  // namespace likewise
