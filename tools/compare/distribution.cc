#include "tools/compare/distribution.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace likewise::tools {
namespace {

constexpr std::size_t kMostExactDepth = 20;
constexpr std::size_t kTenths = 10;

/// A difference belongs to the first bin whose bound it is below.
struct Bound {
  float below;
  const char* label;
};
constexpr std::array<Bound, 7> kBounds = {{{1e-6F, "< 10⁻⁶"},
                                           {1e-5F, "< 10⁻⁵"},
                                           {1e-4F, "< 10⁻⁴"},
                                           {1e-3F, "< 10⁻³"},
                                           {1e-2F, "< 0.01"},
                                           {1e-1F, "< 0.1"},
                                           {1.0F, "< 1"}}};

}  // namespace

std::size_t common_depth(std::span<const PairOutcome> outcomes) {
  if (outcomes.empty()) {
    return 0;
  }
  const std::size_t depth = outcomes.front().depth;
  const bool all = std::all_of(outcomes.begin(), outcomes.end(),
                               [depth](const PairOutcome& o) { return o.depth == depth; });
  return all ? depth : 0;
}

std::vector<Bin> overlap_bins(std::span<const PairOutcome> outcomes) {
  const std::size_t depth = common_depth(outcomes);
  const std::size_t steps = depth > 0 && depth <= kMostExactDepth ? depth : kTenths;
  std::vector<Bin> bins;
  for (std::size_t i = 0; i <= steps; ++i) {
    bins.push_back({fmt::format("{:.3g}", static_cast<double>(i) / static_cast<double>(steps)), 0});
  }
  for (const PairOutcome& outcome : outcomes) {
    const double place = std::round(outcome.overlap * static_cast<double>(steps));
    ++bins[static_cast<std::size_t>(place)].count;
  }
  return bins;
}

std::vector<Bin> score_difference_bins(std::span<const PairOutcome> outcomes) {
  std::vector<Bin> bins = {{"0", 0}};
  for (const Bound& bound : kBounds) {
    bins.push_back({bound.label, 0});
  }
  bins.push_back({"≥ 1", 0});
  for (const PairOutcome& outcome : outcomes) {
    if (!outcome.error.empty()) {
      continue;
    }
    const auto is_above = [&](const Bound& b) { return outcome.score_difference >= b.below; };
    const auto above = std::count_if(kBounds.begin(), kBounds.end(), is_above);
    ++bins[outcome.score_difference > 0 ? static_cast<std::size_t>(above) + 1 : 0].count;
  }
  return bins;
}

}  // namespace likewise::tools
