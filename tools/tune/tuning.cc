#include "tools/tune/tuning.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "tools/tune/halving.h"

namespace likewise::tools {
namespace {

using Clock = std::chrono::steady_clock;

// Shares of the budget: the rest is for the report and the scaling study.
const std::vector<Rung> kRungs = {
    {0.125, 0.4, 1.0, 0.30}, {0.5, 0.7, 0.3, 0.50}, {1.0, 1.0, 0.25, 0.65}};
constexpr double kVariantsUntil = 0.75;
constexpr double kFinalistsUntil = 0.85;
constexpr double kScalingUntil = 0.95;
constexpr std::size_t kMostFinalists = 5;

class Tuning {
 public:
  Tuning(const TuningInput& input, const TuningOptions& options, const ParallelFor& parallel_for)
      : input_(input),
        options_(options),
        parallel_for_(parallel_for),
        start_(Clock::now()),
        bench_(input.rows, options.metric, options.seed, parallel_for, options.stop),
        quick_(quick_measurement(options)) {}

  Result<TuningResult> run() {
    LIKEWISE_TRY(const TrialSet choosing,
                 make_trial_set(input_.rows, input_.choose, options_.recall.k, options_.metric,
                                parallel_for_));
    LIKEWISE_TRY_STATUS(search_grid(choosing));
    LIKEWISE_TRY_STATUS(try_variants(choosing));
    LIKEWISE_TRY_STATUS(measure_finalists());
    LIKEWISE_TRY_STATUS(study_scaling(choosing));
    result_.rows = static_cast<std::uint64_t>(input_.rows.rows());
    result_.dimensions = static_cast<std::uint32_t>(input_.rows.cols());
    result_.choose_queries = static_cast<std::uint64_t>(input_.choose.rows());
    result_.report_queries = static_cast<std::uint64_t>(input_.report.rows());
    result_.seconds = std::chrono::duration<double>(Clock::now() - start_).count();
    return std::move(result_);
  }

 private:
  /// Only what the objective needs: candidates are many.
  static RecallOptions quick_measurement(const TuningOptions& options) {
    RecallOptions quick = options.recall;
    quick.defaults = options.objective == "defaults";
    quick.adc = options.objective == "adc" || options.objective.starts_with("exact");
    quick.weighted.clear();
    for (const std::size_t count : options.recall.weighted) {
      if (options.objective == fmt::format("asymmetric-{}", count)) {
        quick.weighted.push_back(count);
      }
    }
    return quick;
  }

  double spent() const {
    return std::chrono::duration<double>(Clock::now() - start_).count() / options_.budget.count();
  }

  void tell(const std::string& what) const {
    if (options_.on_progress) {
      options_.on_progress(what, spent());
    }
  }

  double recall_of(const Trial& trial) const { return trial.mode(options_.objective).recall; }

  Status search_grid(const TrialSet& choosing) {
    const std::vector<Candidate> grid =
        candidate_grid(static_cast<std::uint32_t>(input_.rows.cols()),
                       static_cast<std::uint64_t>(input_.rows.rows()), options_.ranges);
    if (grid.empty()) {
      return fail(ErrorCode::kInvalidArgument,
                  fmt::format("no candidate fits {} vectors of {} dimensions", input_.rows.rows(),
                              input_.rows.cols()));
    }
    HalvingOptions halving;
    halving.mode = options_.objective;
    halving.recall = quick_;
    halving.start = start_;
    halving.time = options_.budget;
    halving.rungs = kRungs;
    halving.stop = options_.stop;
    halving.on_trial = [&](std::size_t rung, std::size_t done, const Trial& trial) {
      tell(fmt::format("round {} of {}, {} done, {}: {:.3f}", rung + 1, kRungs.size(), done,
                       to_string(trial.candidate), recall_of(trial)));
    };
    LIKEWISE_TRY(result_.rungs,
                 halve(grid, choosing, options_.metric, bench_, halving, parallel_for_));
    return {};
  }

  Status try_variants(const TrialSet& choosing) {
    const Candidate best = result_.rungs.back().front().candidate;
    for (const Candidate& variant : variants_of(best, options_.most_tokens_per_group)) {
      if (spent() > kVariantsUntil) {
        break;
      }
      LIKEWISE_TRY(Trial trial, bench_.run(variant, choosing, quick_));
      tell(fmt::format("variant {}: {:.3f}", to_string(variant), recall_of(trial)));
      result_.variants.push_back(std::move(trial));
    }
    return {};
  }

  /// The last round and the variants, best first by the queries of the choice.
  std::vector<Candidate> finalists() const {
    std::vector<Trial> trials = result_.rungs.back();
    trials.resize(std::min(kMostFinalists - 2, trials.size()));
    trials.insert(trials.end(), result_.variants.begin(), result_.variants.end());
    std::stable_sort(trials.begin(), trials.end(), [this](const Trial& a, const Trial& b) {
      return recall_of(a) > recall_of(b);
    });
    trials.resize(std::min(kMostFinalists, trials.size()));
    // The cheapest of those that the first does not beat beyond doubt wins.
    const double doubt = trials.front().mode(options_.objective).standard_error;
    const double enough = recall_of(trials.front()) - doubt;
    const auto winner = std::min_element(
        trials.begin(), trials.end(), [this, enough](const Trial& a, const Trial& b) {
          const bool good_a = recall_of(a) >= enough;
          const bool good_b = recall_of(b) >= enough;
          return good_a != good_b ? good_a
                                  : good_a && code_bits(a.candidate) < code_bits(b.candidate);
        });
    std::rotate(trials.begin(), winner, winner + 1);
    std::vector<Candidate> chosen;
    for (const Trial& trial : trials) {
      chosen.push_back(trial.candidate);
    }
    return chosen;
  }

  Status measure_finalists() {
    LIKEWISE_TRY(const TrialSet reporting,
                 make_trial_set(input_.rows, input_.report, options_.recall.k, options_.metric,
                                parallel_for_));
    for (const Candidate& candidate : finalists()) {
      if (!result_.finalists.empty() && spent() > kFinalistsUntil) {
        break;
      }
      tell("measuring " + to_string(candidate));
      LIKEWISE_TRY(Codebook codebook, bench_.train(candidate, input_.rows));
      Finalist finalist;
      finalist.trial.candidate = candidate;
      finalist.trial.rows = static_cast<std::uint64_t>(input_.rows.rows());
      LIKEWISE_TRY(finalist.trial.modes,
                   measure_recall(codebook, reporting.rows, reporting.queries, reporting.truth,
                                  options_.recall, parallel_for_));
      CostOptions cost;
      cost.weighted = options_.recall.weighted;
      cost.rerank = options_.recall.rerank;
      LIKEWISE_TRY(finalist.cost,
                   measure_cost(codebook, reporting.rows, reporting.queries, cost, parallel_for_));
      if (result_.finalists.empty()) {
        result_.winner = std::move(codebook);
        result_.winner.facts.source = input_.source;
      }
      result_.finalists.push_back(std::move(finalist));
    }
    return {};
  }

  /// m over the number of rows, for the grouping and n of the winner.
  Status study_scaling(const TrialSet& choosing) {
    const Candidate winner = result_.finalists.front().trial.candidate;
    for (const double share : {0.125, 0.25, 0.5, 1.0}) {
      const auto count =
          static_cast<Eigen::Index>(share * static_cast<double>(choosing.rows.rows()));
      if (count < 1000) {
        continue;
      }
      LIKEWISE_TRY(const TrialSet set,
                   make_trial_set(choosing.rows.topRows(count), choosing.queries, options_.recall.k,
                                  options_.metric, parallel_for_));
      for (const std::uint32_t clusters : {8U, 16U, 32U, 64U, 128U}) {
        if (spent() > kScalingUntil || static_cast<Eigen::Index>(clusters) * 10 > count) {
          break;
        }
        Candidate candidate = winner;
        candidate.clusters = clusters;
        LIKEWISE_TRY(const Trial trial, bench_.run(candidate, set, quick_));
        const ModeRecall& mode = trial.mode(options_.objective);
        tell(fmt::format("scaling, {} vectors, m {}: {:.3f}", count, clusters, mode.recall));
        result_.scaling.push_back({trial.rows, clusters, mode.recall, mode.standard_error});
      }
    }
    return {};
  }

  const TuningInput& input_;
  const TuningOptions& options_;
  const ParallelFor& parallel_for_;
  const Clock::time_point start_;
  TrialBench bench_;
  const RecallOptions quick_;
  TuningResult result_;
};

}  // namespace

Result<TuningResult> tune(const TuningInput& input, const TuningOptions& options,
                          const ParallelFor& parallel_for) {
  return Tuning(input, options, parallel_for).run();
}

}  // namespace likewise::tools
