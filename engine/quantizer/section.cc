#include "engine/quantizer/section.h"

#include <algorithm>
#include <cmath>
#include <cstring>

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

// Four floats that every instruction set has a register for (GCC's and clang's vector extension).
using Four = float __attribute__((vector_size(16)));

Four load_four(const float* from) {
  Four value;
  std::memcpy(&value, from, sizeof(value));
  return value;
}

// Where values come from and go to; see gather_section.
struct Gather {
  const float* rows;
  std::size_t row_stride;
  std::span<const std::uint32_t> columns;
  std::span<const float> scales;
  std::span<const float> origin;
  Section& out;
};

void gather_one(const Gather& gather, std::size_t row, std::size_t j) {
  const float scale = gather.scales.empty() ? 1.0F : gather.scales[row];
  const float value = gather.rows[row * gather.row_stride + gather.columns[j]];
  gather.out.values[j * gather.out.stride + row] = value * scale - gather.origin[j];
}

// Four rows and four neighbouring columns at once: what would be sixteen scattered stores is a
// transposition in registers. The arithmetic is that of gather_one.
void gather_four_by_four(const Gather& gather, std::size_t row, std::size_t j) {
  const float* from = gather.rows + row * gather.row_stride + gather.columns[j];
  const Four row0 = load_four(from);
  const Four row1 = load_four(from + gather.row_stride);
  const Four row2 = load_four(from + 2 * gather.row_stride);
  const Four row3 = load_four(from + 3 * gather.row_stride);
  const Four low02 = __builtin_shufflevector(row0, row2, 0, 4, 1, 5);
  const Four low13 = __builtin_shufflevector(row1, row3, 0, 4, 1, 5);
  const Four high02 = __builtin_shufflevector(row0, row2, 2, 6, 3, 7);
  const Four high13 = __builtin_shufflevector(row1, row3, 2, 6, 3, 7);
  const Four columns[4] = {__builtin_shufflevector(low02, low13, 0, 4, 1, 5),
                           __builtin_shufflevector(low02, low13, 2, 6, 3, 7),
                           __builtin_shufflevector(high02, high13, 0, 4, 1, 5),
                           __builtin_shufflevector(high02, high13, 2, 6, 3, 7)};
  const Four scale =
      gather.scales.empty() ? Four{1.0F, 1.0F, 1.0F, 1.0F} : load_four(&gather.scales[row]);
  for (std::size_t i = 0; i < 4; ++i) {
    const Four value = columns[i] * scale - gather.origin[j + i];
    std::memcpy(&gather.out.values[(j + i) * gather.out.stride + row], &value, sizeof(value));
  }
}

bool four_neighbours(std::span<const std::uint32_t> columns, std::size_t j) {
  return j + 4 <= columns.size() && columns[j + 1] == columns[j] + 1 &&
         columns[j + 2] == columns[j] + 2 && columns[j + 3] == columns[j] + 3;
}

void gather_four_rows(const Gather& gather, std::size_t row) {
  for (std::size_t j = 0; j < gather.columns.size();) {
    if (four_neighbours(gather.columns, j)) {
      gather_four_by_four(gather, row, j);
      j += 4;
      continue;
    }
    for (std::size_t i = 0; i < 4; ++i) {
      gather_one(gather, row + i, j);
    }
    ++j;
  }
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
  out.values.resize(out.dimensions * out.stride);
  const Gather gather = {
      rows.data(), static_cast<std::size_t>(rows.outerStride()), columns, scales, origin, out};
  std::size_t row = 0;
  for (; row + 4 <= out.rows; row += 4) {
    gather_four_rows(gather, row);
  }
  for (; row < out.rows; ++row) {
    for (std::size_t j = 0; j < out.dimensions; ++j) {
      gather_one(gather, row, j);
    }
  }
  for (std::size_t j = 0; j < out.dimensions; ++j) {
    float* column = out.values.data() + j * out.stride;
    std::fill(column + out.rows, column + out.stride, 0.0F);
  }
}

void copy_columns(const Section& from, std::span<const std::uint32_t> columns, Section& out) {
  out.rows = from.rows;
  out.dimensions = columns.size();
  out.stride = from.stride;
  out.values.resize(out.dimensions * out.stride);
  for (std::size_t j = 0; j < columns.size(); ++j) {
    std::copy_n(from.column(columns[j]), from.stride, out.values.data() + j * out.stride);
  }
}

}  // namespace likewise
