#include "engine/dsl/name_distance.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace likewise {
namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) {
    row[j] = j;
  }
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U);
      diagonal = row[j];
      row[j] = std::min({change, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string suggestion_text(std::string_view name, std::span<const std::string_view> candidates) {
  constexpr std::size_t kLongestName = 64;
  if (name.empty() || name.size() > kLongestName) {
    return "";
  }
  std::vector<std::pair<float, std::string_view>> close;
  for (const std::string_view candidate : candidates) {
    const auto longest = static_cast<float>(std::max(name.size(), candidate.size()));
    const float likeness = 1.0F - static_cast<float>(edit_distance(name, candidate)) / longest;
    if (likeness > 0.5F) {
      close.emplace_back(-likeness, candidate);
    }
  }
  if (close.empty()) {
    return "";
  }
  std::sort(close.begin(), close.end());
  if (close.size() == 1) {
    return " did you mean [" + std::string(close.front().second) + "]?";
  }
  std::string list;
  for (const auto& [likeness, candidate] : close) {
    list += (list.empty() ? "" : ", ") + std::string(candidate);
  }
  return " did you mean any of [" + list + "]?";
}

}  // namespace likewise
