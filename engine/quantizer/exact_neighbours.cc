#include "engine/quantizer/exact_neighbours.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/quantizer/row_scales.h"

namespace likewise {
namespace {

/// Minus the distances that order the rows for one query, roughly: float, by |x|^2 - 2 q x.
std::vector<float> rough_scores(const MatrixView& rows, const std::vector<float>& half_norms,
                                const Eigen::VectorXf& query) {
  const Eigen::VectorXf products = rows * query;
  std::vector<float> scores(half_norms.size());
  for (std::size_t row = 0; row < scores.size(); ++row) {
    scores[row] = products[static_cast<Eigen::Index>(row)] - half_norms[row];
  }
  return scores;
}

// Rows looked at exactly beyond the k that are wanted: float may misplace neighbours by a little.
constexpr std::size_t kMoreThanWanted = 32;

}  // namespace

ExactRanker::ExactRanker(const MatrixView& rows, Metric metric)
    : rows_(rows), metric_(metric), scales_(row_scales(rows, metric)) {}

double ExactRanker::distance(std::uint32_t row, std::span<const float> query,
                             double query_scale) const {
  const auto row_scale = static_cast<double>(scales_.empty() ? 1.0F : scales_[row]);
  const float* const values = rows_.data() + static_cast<Eigen::Index>(row) * rows_.outerStride();
  double sum = 0.0;
  for (std::size_t j = 0; j < query.size(); ++j) {
    const double difference =
        static_cast<double>(values[j]) * row_scale - static_cast<double>(query[j]) * query_scale;
    sum += difference * difference;
  }
  return sum;
}

std::vector<RankedRow> ExactRanker::rank(std::span<const float> query,
                                         std::span<const RankedRow> candidates) const {
  struct Exact {
    double distance;
    std::uint32_t row;
  };
  const Eigen::Map<const Matrix> as_row(query.data(), 1, static_cast<Eigen::Index>(query.size()));
  const std::vector<float> query_scales = row_scales(as_row, metric_);
  const auto scale = static_cast<double>(query_scales.empty() ? 1.0F : query_scales.front());
  std::vector<Exact> exact;
  exact.reserve(candidates.size());
  for (const RankedRow& candidate : candidates) {
    exact.push_back({distance(candidate.row, query, scale), candidate.row});
  }
  std::sort(exact.begin(), exact.end(), [](const Exact& a, const Exact& b) {
    return a.distance != b.distance ? a.distance < b.distance : a.row < b.row;
  });
  std::vector<RankedRow> ranked;
  ranked.reserve(exact.size());
  for (const Exact& row : exact) {
    ranked.push_back({row.row, static_cast<float>(-row.distance)});
  }
  return ranked;
}

Result<std::vector<std::vector<RankedRow>>> exact_neighbours(const MatrixView& rows,
                                                             const MatrixView& queries,
                                                             std::size_t k, Metric metric,
                                                             const ParallelFor& parallel_for) {
  if (rows.cols() != queries.cols()) {
    return fail(
        ErrorCode::kInvalidArgument,
        fmt::format("the vectors have {} dimensions, the queries {}", rows.cols(), queries.cols()));
  }
  LIKEWISE_TRY_STATUS(check_values(rows));
  LIKEWISE_TRY_STATUS(check_values(queries));
  Matrix scaled = rows;
  const std::vector<float> scales = row_scales(rows, metric);
  std::vector<float> half_norms;
  for (Eigen::Index row = 0; row < scaled.rows(); ++row) {
    scaled.row(row) *= scales.empty() ? 1.0F : scales[static_cast<std::size_t>(row)];
    half_norms.push_back(0.5F * scaled.row(row).squaredNorm());
  }
  const std::vector<float> query_scales = row_scales(queries, metric);
  const ExactRanker ranker(rows, metric);
  std::vector<std::vector<RankedRow>> neighbours(static_cast<std::size_t>(queries.rows()));
  parallel_for(neighbours.size(), [&](std::size_t q) {
    const std::span<const float> query(
        queries.data() + static_cast<Eigen::Index>(q) * queries.outerStride(),
        static_cast<std::size_t>(queries.cols()));
    const float scale = query_scales.empty() ? 1.0F : query_scales[q];
    const Eigen::VectorXf column = scale * queries.row(static_cast<Eigen::Index>(q)).transpose();
    neighbours[q] = ranker.rank(
        query, best_rows(rough_scores(scaled, half_norms, column), k + kMoreThanWanted));
    neighbours[q].resize(std::min(k, neighbours[q].size()));
  });
  return neighbours;
}

double recall_at(std::size_t k, std::span<const RankedRow> truth,
                 std::span<const RankedRow> found) {
  return candidate_recall(k, truth, found.first(std::min(k, found.size())));
}

double candidate_recall(std::size_t k, std::span<const RankedRow> truth,
                        std::span<const RankedRow> found) {
  std::size_t hits = 0;
  for (const RankedRow& wanted : truth.first(k)) {
    const auto is_wanted = [&wanted](const RankedRow& row) { return row.row == wanted.row; };
    if (std::any_of(found.begin(), found.end(), is_wanted)) {
      ++hits;
    }
  }
  return static_cast<double>(hits) / static_cast<double>(k);
}

}  // namespace likewise
