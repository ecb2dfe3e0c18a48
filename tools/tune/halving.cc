#include "tools/tune/halving.h"

#include <algorithm>
#include <cmath>

namespace likewise::tools {
namespace {

// Fewer say nothing.
constexpr Eigen::Index kFewestRows = 1000;
constexpr Eigen::Index kFewestQueries = 50;

Eigen::Index part_of(Eigen::Index whole, double share, Eigen::Index least) {
  const auto part = static_cast<Eigen::Index>(std::ceil(static_cast<double>(whole) * share));
  return std::min(whole, std::max(least, part));
}

/// The first rows and queries; callers have shuffled them.
Result<TrialSet> shrunk(const TrialSet& all, const Rung& rung, std::size_t k, Metric metric,
                        const ParallelFor& parallel_for) {
  const Eigen::Index rows = part_of(all.rows.rows(), rung.rows, kFewestRows);
  const Eigen::Index queries = part_of(all.queries.rows(), rung.queries, kFewestQueries);
  return make_trial_set(all.rows.topRows(rows), all.queries.topRows(queries), k, metric,
                        parallel_for);
}

void sort_best_first(std::vector<Trial>& trials, const std::string& mode) {
  std::stable_sort(trials.begin(), trials.end(), [&mode](const Trial& a, const Trial& b) {
    const double recall_a = a.mode(mode).recall;
    const double recall_b = b.mode(mode).recall;
    return recall_a != recall_b ? recall_a > recall_b
                                : code_bits(a.candidate) < code_bits(b.candidate);
  });
}

}  // namespace

double code_bits(const Candidate& candidate) {
  return candidate.groups * candidate.tokens_per_group *
         std::ceil(std::log2(static_cast<double>(candidate.clusters)));
}

Result<std::vector<std::vector<Trial>>> halve(const std::vector<Candidate>& candidates,
                                              const TrialSet& all, Metric metric, TrialBench& bench,
                                              const HalvingOptions& options,
                                              const ParallelFor& parallel_for) {
  std::vector<std::vector<Trial>> rungs;
  std::vector<Candidate> left = candidates;
  for (std::size_t r = 0; r < options.rungs.size(); ++r) {
    const Rung& rung = options.rungs[r];
    const auto deadline =
        options.start +
        std::chrono::duration_cast<std::chrono::steady_clock::duration>(options.time * rung.until);
    const auto count = static_cast<std::size_t>(
        std::ceil(static_cast<double>(left.size()) * std::min(1.0, rung.keep)));
    left.resize(std::max<std::size_t>(1, std::min(count, left.size())));
    LIKEWISE_TRY(const TrialSet set, shrunk(all, rung, options.recall.k, metric, parallel_for));
    std::vector<Trial> trials;
    for (const Candidate& candidate : left) {
      if (options.stop && options.stop()) {
        return fail(ErrorCode::kUnavailable, "tuning was stopped");
      }
      if (std::chrono::steady_clock::now() > deadline && !(r == 0 && trials.empty())) {
        break;
      }
      LIKEWISE_TRY(Trial trial, bench.run(candidate, set, options.recall));
      trials.push_back(std::move(trial));
      if (options.on_trial) {
        options.on_trial(r, trials.size(), trials.back());
      }
    }
    if (trials.empty()) {
      break;
    }
    sort_best_first(trials, options.mode);
    left.clear();
    for (const Trial& trial : trials) {
      left.push_back(trial.candidate);
    }
    rungs.push_back(std::move(trials));
  }
  return rungs;
}

}  // namespace likewise::tools
