#pragma once

/// @file
/// Two servers' answers to the same queries: what agrees, one by one and over all. Pure.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "tools/compare/search_answer.h"

namespace likewise::tools {

/// One query's pair of answers.
struct PairOutcome {
  std::string query;  ///< The body, to find it again.
  bool same_total = true;
  bool exact = true;      ///< The same hits, scores and order.
  bool same_hits = true;  ///< But for the order of equal scores, and what is ignored.
  bool total_matters = true;
  double overlap = 1.0;  ///< At the depth of the comparison.
  double rank_biased_overlap = 1.0;
  double kendall_tau = 1.0;
  float score_difference = 0;
  std::vector<std::string> missing_left;   ///< Ids that only the right answer has.
  std::vector<std::string> missing_right;  ///< Ids that only the left answer has.
  std::string error;                       ///< Of an answer that is none; empty: both are.
  double left_milliseconds = 0;
  double right_milliseconds = 0;
  std::size_t depth = 0;  ///< The `size` of the query.
  std::vector<RankedHit> left_hits;
  std::vector<RankedHit> right_hits;

  /// Nothing differs that a user could see, but for the order inside of ties and what is ignored.
  bool agrees() const { return error.empty() && (same_total || !total_matters) && same_hits; }
};

/// `depth`: the `size` of the query. Both refusing with the same error agree.
PairOutcome compare_answers(std::string query, const SearchAnswer& left, const SearchAnswer& right,
                            std::size_t depth, const Ignored& ignored = {});

struct Latency {
  double p50 = 0;
  double p95 = 0;
  double p99 = 0;
};

/// Percentiles by nearest rank; zeros without times.
Latency latency_of(std::vector<double> milliseconds);

struct ComparisonSummary {
  std::size_t queries = 0;
  std::size_t same_total = 0;
  std::size_t exact = 0;
  std::size_t agreeing = 0;
  std::size_t errors = 0;
  double mean_overlap = 1.0;
  double mean_rank_biased_overlap = 1.0;
  double mean_kendall_tau = 1.0;
  float largest_score_difference = 0;
  Latency left;
  Latency right;

  double agreement() const {
    return queries == 0 ? 1.0 : static_cast<double>(agreeing) / static_cast<double>(queries);
  }
};

ComparisonSummary summarise(std::span<const PairOutcome> outcomes);

/// Places of the worst outcomes that do not agree, the worst first, at most `count`.
std::vector<std::size_t> worst(std::span<const PairOutcome> outcomes, std::size_t count);

}  // namespace likewise::tools
