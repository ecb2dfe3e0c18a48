#include "tools/tune/trial.h"

#include <algorithm>
#include <chrono>

#include "engine/base/check.h"
#include "engine/quantizer/exact_neighbours.h"
#include "engine/quantizer/row_scales.h"

namespace likewise::tools {

Result<TrialSet> make_trial_set(Matrix rows, Matrix queries, std::size_t k, Metric metric,
                                const ParallelFor& parallel_for) {
  TrialSet set{std::move(rows), std::move(queries), {}};
  LIKEWISE_TRY(set.truth, exact_neighbours(set.rows, set.queries, k, metric, parallel_for));
  return set;
}

const ModeRecall& Trial::mode(std::string_view name) const {
  const auto found = std::find_if(modes.begin(), modes.end(),
                                  [name](const ModeRecall& mode) { return mode.mode == name; });
  LIKEWISE_CHECK(found != modes.end(), "a mode that was measured");
  return *found;
}

TrialBench::TrialBench(const MatrixView& layout_rows, Metric metric, std::uint64_t seed,
                       ParallelFor parallel_for, std::function<bool()> stop)
    : layout_rows_(layout_rows),
      metric_(metric),
      seed_(seed),
      parallel_for_(std::move(parallel_for)),
      stop_(std::move(stop)) {}

Result<const DimensionLayout*> TrialBench::layout_of(const Candidate& candidate) {
  const auto key = std::make_pair(candidate.grouping, candidate.groups);
  if (const auto known = layouts_.find(key); known != layouts_.end()) {
    return &known->second;
  }
  const std::vector<float> scales = row_scales(layout_rows_, metric_);
  LIKEWISE_TRY(DimensionLayout layout,
               lay_out_dimensions(candidate.grouping, {layout_rows_, scales, candidate.groups, 0,
                                                       seed_, parallel_for_, &statistics_}));
  return &layouts_.emplace(key, std::move(layout)).first->second;
}

Result<Codebook> TrialBench::train(const Candidate& candidate, const MatrixView& rows) {
  LIKEWISE_TRY(const DimensionLayout* layout, layout_of(candidate));
  TrainingOptions options;
  options.grouping = candidate.grouping;
  options.metric = metric_;
  options.groups = candidate.groups;
  options.clusters = candidate.clusters;
  options.clustering = candidate.clustering;
  options.tokens_per_group = candidate.tokens_per_group;
  options.outliers = candidate.outliers;
  options.seed = seed_;
  options.stop = stop_;
  return train_codebook(rows, options, *layout, parallel_for_);
}

Result<Trial> TrialBench::run(const Candidate& candidate, const TrialSet& set,
                              const RecallOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  LIKEWISE_TRY(const Codebook codebook, train(candidate, set.rows));
  Trial trial;
  trial.candidate = candidate;
  trial.rows = static_cast<std::uint64_t>(set.rows.rows());
  LIKEWISE_TRY(trial.modes,
               measure_recall(codebook, set.rows, set.queries, set.truth, options, parallel_for_));
  trial.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return trial;
}

}  // namespace likewise::tools
