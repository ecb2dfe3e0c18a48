#pragma once

/// @file
/// How well tokens find true neighbours: the modes in which a vector can be searched, side by side.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/quantizer/code_table.h"
#include "engine/quantizer/codebook.h"
#include "engine/vectors/matrix.h"

namespace likewise::tools {

struct RecallOptions {
  std::size_t k = 10;                            ///< True neighbours looked for.
  std::vector<std::size_t> weighted{512, 1024};  ///< Tokens of asymmetric queries, each a mode.
  std::size_t rerank = 100;                      ///< Candidates ordered by exact distance.
  bool defaults = false;                         ///< Also `defaults`.
  bool adc = true;                               ///< Also `adc` and `exact-C`.
};

/// Shares of the k true neighbours, means over the queries.
struct ModeRecall {
  std::string mode;             ///< "tokens", "asymmetric-512", "adc", "exact-100"
  double recall = 0.0;          ///< Among the first k hits.
  double standard_error = 0.0;  ///< Of `recall`.
  double among_100 = 0.0;       ///< Among the first 100: what re-ranking them can reach.
  double among_1000 = 0.0;
};

/// Searches `rows` for each query in every mode:
///   defaults      the 25 rarest of the query's own tokens, 30 % of which must match: as
///                 more_like_this without further parameters;
///   tokens        the query's own tokens, weighted by idf, one match suffices: more_like_this with
///                 all tokens;
///   asymmetric-T  the T most telling tokens, weighted;
///   adc           asymmetric distance over all codes;
///   exact-C       the C best of adc in the order of their true distances.
/// Errors: kInvalidArgument if dimensions differ, a value is not finite, or there are fewer than k
/// rows.
Result<std::vector<ModeRecall>> measure_recall(const Codebook& codebook, const MatrixView& rows,
                                               const MatrixView& queries,
                                               const RecallOptions& options,
                                               const ParallelFor& parallel_for);

/// The same with the true neighbours given, at least k a query, for several codebooks of the same
/// metric.
Result<std::vector<ModeRecall>> measure_recall(const Codebook& codebook, const MatrixView& rows,
                                               const MatrixView& queries,
                                               std::span<const std::vector<RankedRow>> truth,
                                               const RecallOptions& options,
                                               const ParallelFor& parallel_for);

}  // namespace likewise::tools
