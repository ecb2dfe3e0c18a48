#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>

#include "engine/index/snapshot.h"
#include "engine/search/counting_plan.h"
#include "engine/search/match_collector.h"
#include "engine/search/top_k_collector.h"
#include "engine/search/weight.h"

namespace likewise {

struct CollectOptions {
  std::optional<float> min_score;     ///< Lower scores are no hits.
  std::function<bool()> should_stop;  ///< Polled once per window; may be empty.
};

struct Collected {
  std::uint64_t total = 0;  ///< Exact, unless stopped.
  bool stopped = false;
};

/// Scores every document of the snapshot, window by window, and shows the matches to every
/// collector: the truth that others are checked with.
Collected collect_exhaustively(const Weight& weight, const IndexSnapshot& snapshot,
                               const CollectOptions& options,
                               std::span<MatchCollector* const> collectors);

/// The same best hits by counting. REQUIRES: options.min_score is absent.
Collected collect_counting_plan(const CountingPlan& plan, WeightFactory& factory,
                                const CollectOptions& options, TopKCollector& top);

}  // namespace likewise
