#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/quantizer/grouping.h"
#include "engine/quantizer/shared_statistics.h"
#include "engine/quantizer/train_codebook.h"
#include "tools/recall_measurement.h"
#include "tools/tune/candidate.h"

namespace likewise::tools {

/// Some rows and some queries with their true neighbours among the rows.
struct TrialSet {
  Matrix rows;
  Matrix queries;
  std::vector<std::vector<RankedRow>> truth;  ///< One per query.
};

/// Errors: as exact_neighbours.
Result<TrialSet> make_trial_set(Matrix rows, Matrix queries, std::size_t k, Metric metric,
                                const ParallelFor& parallel_for);

/// What a candidate reaches.
struct Trial {
  Candidate candidate;
  std::uint64_t rows = 0;
  std::vector<ModeRecall> modes;
  double seconds = 0.0;  ///< To train and to measure it.

  /// REQUIRES: the mode was measured.
  const ModeRecall& mode(std::string_view name) const;
};

/// Trains and measures candidates. The dimensions of a grouping are laid out once, on the rows
/// given here, and reused for samples of them. Not thread-safe.
class TrialBench {
 public:
  /// `layout_rows` must outlive it.
  TrialBench(const MatrixView& layout_rows, Metric metric, std::uint64_t seed,
             ParallelFor parallel_for, std::function<bool()> stop);

  /// Errors: as train_codebook; kUnavailable when `stop` said so.
  Result<Codebook> train(const Candidate& candidate, const MatrixView& rows);
  Result<Trial> run(const Candidate& candidate, const TrialSet& set, const RecallOptions& options);

 private:
  Result<const DimensionLayout*> layout_of(const Candidate& candidate);

  const MatrixView layout_rows_;
  const Metric metric_;
  const std::uint64_t seed_;
  const ParallelFor parallel_for_;
  const std::function<bool()> stop_;
  SharedStatistics statistics_;
  std::map<std::pair<Grouping, std::uint32_t>, DimensionLayout> layouts_;
};

}  // namespace likewise::tools
