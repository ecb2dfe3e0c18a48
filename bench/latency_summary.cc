#include "bench/latency_summary.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace likewise::bench {

LatencySummary summarise(std::vector<double> milliseconds) {
  std::sort(milliseconds.begin(), milliseconds.end());
  const auto percentile = [&milliseconds](double share) {
    const double rank = std::ceil(share * static_cast<double>(milliseconds.size()));
    return milliseconds[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
  };
  const double sum = std::accumulate(milliseconds.begin(), milliseconds.end(), 0.0);
  return {percentile(0.50), percentile(0.95), percentile(0.99),
          sum / static_cast<double>(milliseconds.size())};
}

}  // namespace likewise::bench
