#include "engine/quantizer/section.h"

#include <algorithm>
#include <cmath>

#include "engine/base/check.h"

namespace likewise {
namespace {

float origin_of(float low, float high, double mean) {
  const float spread = high - low;
  if (spread <= 0.0F) {
    return low;
  }
  const double grid = std::exp2(std::ceil(std::log2(static_cast<double>(spread))));
  return static_cast<float>(std::round(mean / grid) * grid);
}

}  // namespace

std::vector<float> choose_origin(const MatrixView& rows, std::span<const std::uint32_t> columns) {
  const std::size_t count = columns.size();
  std::vector<float> low(count);
  std::vector<float> high(count);
  std::vector<double> sum(count);
  for (Eigen::Index row = 0; row < rows.rows(); ++row) {
    for (std::size_t j = 0; j < count; ++j) {
      const float value = rows(row, columns[j]);
      low[j] = row == 0 ? value : std::min(low[j], value);
      high[j] = row == 0 ? value : std::max(high[j], value);
      sum[j] += static_cast<double>(value);
    }
  }
  std::vector<float> origin(count);
  for (std::size_t j = 0; j < count && rows.rows() > 0; ++j) {
    origin[j] = origin_of(low[j], high[j], sum[j] / static_cast<double>(rows.rows()));
  }
  return origin;
}

void gather_section(const MatrixView& rows, std::span<const std::uint32_t> columns,
                    std::span<const float> scales, std::span<const float> origin, Section& out) {
  LIKEWISE_CHECK(origin.size() == columns.size(), "one coordinate of the origin per column");
  out.rows = static_cast<std::size_t>(rows.rows());
  out.dimensions = columns.size();
  out.stride = padded_rows(out.rows);
  out.values.assign(out.dimensions * out.stride, 0.0F);
  const auto row_stride = static_cast<std::size_t>(rows.outerStride());
  for (std::size_t row = 0; row < out.rows; ++row) {
    const float* from = rows.data() + row * row_stride;
    const float scale = scales.empty() ? 1.0F : scales[row];
    float* to = out.values.data() + row;
    for (std::size_t j = 0; j < out.dimensions; ++j) {
      to[j * out.stride] = from[columns[j]] * scale - origin[j];
    }
  }
}

}  // namespace likewise
