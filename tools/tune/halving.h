#pragma once

/// @file
/// Successive halving (Jamieson, Talwalkar 2016): many candidates on few rows, the better ones on
/// more, the best few on all.

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "tools/tune/trial.h"

namespace likewise::tools {

struct Rung {
  double rows = 1.0;     ///< Share of the rows.
  double queries = 1.0;  ///< Share of the queries.
  double keep = 1.0;     ///< Share of the candidates of the rung before that take part.
  double until = 1.0;    ///< Share of the time after which no further candidate starts.
};

struct HalvingOptions {
  std::string mode = "tokens";  ///< Whose recall counts.
  RecallOptions recall;
  std::chrono::steady_clock::time_point start;
  std::chrono::duration<double> time{600.0};
  std::vector<Rung> rungs;
  std::function<void(std::size_t rung, std::size_t done, const Trial& trial)> on_trial;
  std::function<bool()> stop;
};

/// For each rung its trials, best first; of equal recall the one with fewer bytes, then the
/// earlier. A rung whose time is over before a first trial is left out; the first always has one.
/// Errors: as TrialBench::run; kUnavailable when `stop` said so.
Result<std::vector<std::vector<Trial>>> halve(const std::vector<Candidate>& candidates,
                                              const TrialSet& all, Metric metric, TrialBench& bench,
                                              const HalvingOptions& options,
                                              const ParallelFor& parallel_for);

/// Bits of the codes of a vector.
double code_bits(const Candidate& candidate);

}  // namespace likewise::tools
