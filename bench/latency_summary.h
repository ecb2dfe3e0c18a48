#pragma once

#include <vector>

namespace likewise::bench {

/// Milliseconds below which half, 95 % and 99 % of the requests stayed, and the mean.
struct LatencySummary {
  double p50 = 0.0;
  double p95 = 0.0;
  double p99 = 0.0;
  double mean = 0.0;
};

/// Nearest-rank percentiles. REQUIRES: not empty.
LatencySummary summarise(std::vector<double> milliseconds);

}  // namespace likewise::bench
