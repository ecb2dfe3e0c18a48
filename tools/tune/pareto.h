#pragma once

#include <string>
#include <vector>

#include "tools/tune/tuning.h"

namespace likewise::tools {

/// One way to search with one codebook.
struct SearchChoice {
  Candidate candidate;
  ModeRecall recall;
  double milliseconds = 0.0;
  double code_bytes = 0.0;   ///< A vector.
  double index_bytes = 0.0;  ///< A vector.
  bool on_front = false;     ///< No other has more recall, less time and fewer bytes.
};

/// Every mode of every finalist; those on the front first, each part by falling recall.
std::vector<SearchChoice> search_choices(const TuningResult& result);

/// What to do, in sentences.
std::vector<std::string> recommendation(const TuningResult& result, const TuningOptions& options);

/// The best m for each number of rows of the scaling study, and all that it does not beat beyond
/// doubt (2 standard errors of a difference).
struct BestClusters {
  std::uint64_t rows = 0;
  std::uint32_t best = 0;
  std::uint32_t least = 0;
  std::uint32_t most = 0;
  double recall = 0.0;
};
std::vector<BestClusters> best_clusters(const std::vector<ScalingPoint>& points);

}  // namespace likewise::tools
