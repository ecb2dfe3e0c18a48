#include "engine/quantizer/row_statistics.h"

#include <algorithm>

#include "engine/vectors/row_sample.h"

namespace likewise {
namespace {

// Columns of the covariance computed by one task, and rows added up in float before they are added
// in double.
constexpr Eigen::Index kTileColumns = 128;
constexpr Eigen::Index kRowsAtOnce = 256;

// More rows change the leading axes less than the choice of the random rotation does.
std::uint64_t sample_size(std::uint64_t dimensions) {
  return std::max<std::uint64_t>(10'000, 4 * dimensions);
}

Matrix scaled_sample(const MatrixView& rows, std::span<const float> scales, std::uint64_t seed) {
  const std::vector<std::uint64_t> chosen =
      sample_rows(static_cast<std::uint64_t>(rows.rows()),
                  sample_size(static_cast<std::uint64_t>(rows.cols())), seed);
  Matrix sample(static_cast<Eigen::Index>(chosen.size()), rows.cols());
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    sample.row(static_cast<Eigen::Index>(i)) = rows.row(static_cast<Eigen::Index>(chosen[i])) *
                                               (scales.empty() ? 1.0F : scales[chosen[i]]);
  }
  return sample;
}

// The columns [first, first + kTileColumns) of rows^T * rows, from the diagonal down.
void add_products(const Matrix& rows, Eigen::Index first, Eigen::MatrixXd& products) {
  const Eigen::Index columns = std::min(kTileColumns, rows.cols() - first);
  const Eigen::Index below = rows.cols() - first;
  for (Eigen::Index row = 0; row < rows.rows(); row += kRowsAtOnce) {
    const auto block = rows.middleRows(row, std::min(kRowsAtOnce, rows.rows() - row));
    const Eigen::MatrixXf partial =
        block.rightCols(below).transpose() * block.middleCols(first, columns);
    products.block(first, first, below, columns) += partial.cast<double>();
  }
}

}  // namespace

RowStatistics row_statistics(const MatrixView& rows, std::span<const float> scales,
                             std::uint64_t seed, const ParallelFor& parallel_for) {
  Matrix sample = scaled_sample(rows, scales, seed);
  const Eigen::RowVectorXf mean = sample.cast<double>().colwise().mean().cast<float>();
  sample.rowwise() -= mean;
  RowStatistics statistics;
  statistics.mean.assign(mean.data(), mean.data() + mean.size());
  const Eigen::Index width = rows.cols();
  statistics.covariance = Eigen::MatrixXd::Zero(width, width);
  const auto tiles = static_cast<std::size_t>((width + kTileColumns - 1) / kTileColumns);
  parallel_for(tiles, [&](std::size_t tile) {
    add_products(sample, static_cast<Eigen::Index>(tile) * kTileColumns, statistics.covariance);
  });
  statistics.covariance /= static_cast<double>(std::max<Eigen::Index>(1, sample.rows()));
  statistics.covariance = statistics.covariance.selfadjointView<Eigen::Lower>();
  return statistics;
}

}  // namespace likewise
