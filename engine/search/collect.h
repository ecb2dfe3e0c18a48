#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>

#include "engine/index/snapshot.h"
#include "engine/search/counting_plan.h"
#include "engine/search/match_collector.h"
#include "engine/search/match_filter.h"
#include "engine/search/top_k_collector.h"
#include "engine/search/weight.h"

namespace likewise {

struct CollectOptions {
  std::optional<float> min_score;                ///< Lower scores are no hits.
  std::function<bool()> should_stop;             ///< Polled once per window; may be empty.
  MatchFilter* post_filter = nullptr;            ///< What else a hit must match; null: nothing.
  std::optional<std::uint64_t> terminate_after;  ///< No more hits than this.
};

struct Collected {
  std::uint64_t total = 0;  ///< Hits; exact, unless stopped or terminated.
  bool stopped = false;
  bool terminated = false;  ///< There were more hits than terminate_after.
};

/// Scores every document of the snapshot, window by window: the truth that others are checked with.
/// Shows all matches to `every`, and those that pass the post filter to `hits` (null: only
/// counted).
Collected collect_exhaustively(const Weight& weight, const IndexSnapshot& snapshot,
                               const CollectOptions& options,
                               std::span<MatchCollector* const> every, MatchCollector* hits);

/// The same best hits by counting. REQUIRES: `options` say nothing but should_stop.
Collected collect_counting_plan(const CountingPlan& plan, WeightFactory& factory,
                                const CollectOptions& options, TopKCollector& top);

}  // namespace likewise
