#pragma once

/// @file
/// The whole of `likewise tune`: what is measured in which order, and what comes out.

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/quantizer/codebook.h"
#include "engine/vectors/matrix.h"
#include "tools/tune/candidate.h"
#include "tools/tune/latency.h"
#include "tools/tune/trial.h"

namespace likewise::tools {

struct TuningInput {
  Matrix rows;    ///< In random order.
  Matrix choose;  ///< Queries that the choice is made with.
  Matrix report;  ///< Other queries, for what is reported.
  std::string source;
};

struct TuningOptions {
  Metric metric = Metric::kL2;
  std::string objective = "tokens";  ///< The mode whose recall counts.
  CandidateRanges ranges;
  std::uint32_t most_tokens_per_group = kMaxTokensPerGroup;
  std::chrono::duration<double> budget{600.0};
  std::uint64_t seed = 1;
  RecallOptions recall{10, {256, 512, 1024}, 100, true, true};
  /// What goes on, for people; the share of the budget that is spent. May be empty.
  std::function<void(const std::string& what, double spent)> on_progress;
  std::function<bool()> stop;
};

/// A codebook that was measured in every mode on the queries of the report.
struct Finalist {
  Trial trial;
  SearchCost cost;
};

/// The best m for a number of rows, all else as in the winner.
struct ScalingPoint {
  std::uint64_t rows = 0;
  std::uint32_t clusters = 0;
  double recall = 0.0;
  double standard_error = 0.0;
};

struct TuningResult {
  std::vector<std::vector<Trial>> rungs;  ///< As of halve(), measured with the choosing queries.
  std::vector<Trial> variants;            ///< Of the best of the grid; choosing queries.
  std::vector<Finalist> finalists;        ///< The winner first; queries of the report.
  std::vector<ScalingPoint> scaling;      ///< By rows, then clusters; choosing queries.
  Codebook winner;
  double seconds = 0.0;
  std::uint64_t rows = 0;
  std::uint32_t dimensions = 0;
  std::uint64_t choose_queries = 0;
  std::uint64_t report_queries = 0;
};

/// Halves the grid, tries variants of its best, measures the finalists with other queries, and uses
/// what is left of the time for the scaling study.
/// Errors: kInvalidArgument when nothing fits the rows; as halve() and measure_cost().
Result<TuningResult> tune(const TuningInput& input, const TuningOptions& options,
                          const ParallelFor& parallel_for);

}  // namespace likewise::tools
