#include "tools/compare/comparison.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

namespace likewise::tools {
namespace {

constexpr double kPersistence = 0.9;

std::vector<std::string> only_in(Ranking these, Ranking others) {
  std::unordered_set<std::string_view> known;
  for (const RankedHit& hit : others) {
    known.insert(hit.id);
  }
  std::vector<std::string> ids;
  for (const RankedHit& hit : these) {
    if (!known.contains(hit.id)) {
      ids.push_back(hit.id);
    }
  }
  return ids;
}

std::string errors_of(const SearchAnswer& left, const SearchAnswer& right) {
  if (left.error == right.error) {
    return "";
  }
  return fmt::format("left: {}; right: {}", left.error.empty() ? "hits" : left.error,
                     right.error.empty() ? "hits" : right.error);
}

double percentile(const std::vector<double>& sorted, double share) {
  const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
  return sorted[std::max<std::size_t>(rank, 1) - 1];
}

}  // namespace

PairOutcome compare_answers(std::string query, const SearchAnswer& left, const SearchAnswer& right,
                            std::size_t depth, const Ignored& ignored) {
  PairOutcome outcome;
  outcome.query = std::move(query);
  outcome.error = errors_of(left, right);
  outcome.same_total =
      left.total == right.total && left.total_is_lower_bound == right.total_is_lower_bound;
  outcome.exact = is_exact(left.hits, right.hits);
  outcome.total_matters = !ignored.total;
  outcome.same_hits = agrees_but_for(ignored, left.hits, right.hits, depth);
  outcome.overlap = overlap(left.hits, right.hits, depth);
  outcome.rank_biased_overlap = rank_biased_overlap(left.hits, right.hits, kPersistence);
  outcome.kendall_tau = kendall_tau(left.hits, right.hits);
  outcome.score_difference = largest_score_difference(left.hits, right.hits);
  outcome.missing_left = only_in(right.hits, left.hits);
  outcome.missing_right = only_in(left.hits, right.hits);
  outcome.left_milliseconds = left.milliseconds;
  outcome.right_milliseconds = right.milliseconds;
  outcome.depth = depth;
  outcome.left_hits = left.hits;
  outcome.right_hits = right.hits;
  return outcome;
}

Latency latency_of(std::vector<double> milliseconds) {
  if (milliseconds.empty()) {
    return {};
  }
  std::sort(milliseconds.begin(), milliseconds.end());
  return {percentile(milliseconds, 0.50), percentile(milliseconds, 0.95),
          percentile(milliseconds, 0.99)};
}

ComparisonSummary summarise(std::span<const PairOutcome> outcomes) {
  ComparisonSummary summary;
  if (outcomes.empty()) {
    return summary;
  }
  double overlaps = 0;
  double biased = 0;
  double taus = 0;
  std::vector<double> left;
  std::vector<double> right;
  for (const PairOutcome& outcome : outcomes) {
    summary.same_total += outcome.same_total ? 1U : 0U;
    summary.exact += outcome.exact && outcome.error.empty() ? 1U : 0U;
    summary.agreeing += outcome.agrees() ? 1U : 0U;
    summary.errors += outcome.error.empty() ? 0U : 1U;
    summary.largest_score_difference =
        std::max(summary.largest_score_difference, outcome.score_difference);
    overlaps += outcome.overlap;
    biased += outcome.rank_biased_overlap;
    taus += outcome.kendall_tau;
    left.push_back(outcome.left_milliseconds);
    right.push_back(outcome.right_milliseconds);
  }
  summary.queries = outcomes.size();
  const auto count = static_cast<double>(outcomes.size());
  summary.mean_overlap = overlaps / count;
  summary.mean_rank_biased_overlap = biased / count;
  summary.mean_kendall_tau = taus / count;
  summary.left = latency_of(std::move(left));
  summary.right = latency_of(std::move(right));
  return summary;
}

std::vector<std::size_t> worst(std::span<const PairOutcome> outcomes, std::size_t count) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (!outcomes[i].agrees()) {
      places.push_back(i);
    }
  }
  std::stable_sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
    const bool error_a = !outcomes[a].error.empty();
    const bool error_b = !outcomes[b].error.empty();
    return error_a != error_b ? error_a
                              : outcomes[a].rank_biased_overlap < outcomes[b].rank_biased_overlap;
  });
  places.resize(std::min(places.size(), count));
  return places;
}

}  // namespace likewise::tools
