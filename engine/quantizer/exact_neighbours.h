#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/quantizer/code_table.h"
#include "engine/quantizer/codebook.h"
#include "engine/vectors/matrix.h"

namespace likewise {

/// The true k nearest rows of each query, nearest first, of equals the lower row: what recall is
/// measured against. The score is minus the squared distance (of rows scaled to length 1 under
/// cosine). Sums are of doubles, so that neighbours with nearly equal distances come in true order.
///
/// Errors: kInvalidArgument if the columns differ or a value is not finite. Queries go through
/// `parallel_for`. Cost: O(queries * rows * d).
Result<std::vector<std::vector<RankedRow>>> exact_neighbours(const MatrixView& rows,
                                                             const MatrixView& queries,
                                                             std::size_t k, Metric metric,
                                                             const ParallelFor& parallel_for);

/// Puts candidates into the order of their true distances. Immutable; thread-safe.
class ExactRanker {
 public:
  /// `rows` must outlive it.
  ExactRanker(const MatrixView& rows, Metric metric);

  /// Nearest first, of equals the lower row. REQUIRES: query.size() == rows.cols(); every candidate
  /// is a row.
  std::vector<RankedRow> rank(std::span<const float> query,
                              std::span<const RankedRow> candidates) const;

 private:
  double distance(std::uint32_t row, std::span<const float> query, double query_scale) const;

  const MatrixView& rows_;
  Metric metric_;
  std::vector<float> scales_;
};

/// The share of the first k of `truth` among the first k of `found`. REQUIRES: truth.size() >= k >
/// 0.
double recall_at(std::size_t k, std::span<const RankedRow> truth, std::span<const RankedRow> found);

/// The share of the first k of `truth` among all of `found`: what a re-ranking of them can reach.
double candidate_recall(std::size_t k, std::span<const RankedRow> truth,
                        std::span<const RankedRow> found);

}  // namespace likewise
