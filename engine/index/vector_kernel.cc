#include "engine/index/vector_kernel.h"

#include <algorithm>
#include <cmath>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/index/vector_kernel.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#ifndef LIKEWISE_VECTOR_KERNEL_ONCE
#define LIKEWISE_VECTOR_KERNEL_ONCE
namespace likewise {

inline constexpr std::size_t kSums = 16;

// Rows whose sums run side by side, so that none waits for its own last addition.
inline constexpr std::size_t kRowsTogether = 4;

}  // namespace likewise
#endif

HWY_BEFORE_NAMESPACE();
namespace likewise {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Lanes = hn::CappedTag<float, kSums>;
using Floats = hn::Vec<Lanes>;

constexpr std::size_t kParts = kSums / hn::MaxLanes(Lanes());

template <VectorSum kSum>
HWY_INLINE Floats added(Floats query, Floats row, Floats sum) {
  if constexpr (kSum == VectorSum::kDotProduct) {
    return hn::MulAdd(query, row, sum);
  } else {
    const Floats difference = hn::Sub(query, row);
    return hn::MulAdd(difference, difference, sum);
  }
}

// The 16 running sums of some rows.
template <std::size_t kRows>
struct Sums {
  Floats lanes[kRows][kParts];

  HWY_INLINE void clear() {
    for (auto& row : lanes) {
      for (Floats& part : row) {
        part = hn::Zero(Lanes());
      }
    }
  }

  HWY_INLINE float total(std::size_t row) const {
    alignas(64) float values[kSums];
    for (std::size_t part = 0; part < kParts; ++part) {
      hn::Store(lanes[row][part], Lanes(), values + part * hn::MaxLanes(Lanes()));
    }
    float sum = 0.0F;
    for (const float value : values) {
      sum += value;
    }
    return sum;
  }
};

template <VectorSum kSum, std::size_t kRows>
HWY_INLINE void add_block(const float* query, const float* const* rows, std::size_t at,
                          Sums<kRows>& sums) {
  const Lanes lanes;
  constexpr std::size_t kWidth = hn::MaxLanes(Lanes());
  for (std::size_t part = 0; part < kParts; ++part) {
    const Floats values = hn::LoadU(lanes, query + part * kWidth);
    for (std::size_t row = 0; row < kRows; ++row) {
      sums.lanes[row][part] = added<kSum>(values, hn::LoadU(lanes, rows[row] + at + part * kWidth),
                                          sums.lanes[row][part]);
    }
  }
}

template <VectorSum kSum, std::size_t kRows>
void sum_rows(const float* query, std::size_t size, const float* const* rows, float* out) {
  Sums<kRows> sums;
  sums.clear();
  std::size_t at = 0;
  for (; at + kSums <= size; at += kSums) {
    add_block<kSum, kRows>(query + at, rows, at, sums);
  }
  if (at < size) {
    alignas(64) float rest[kSums] = {};
    alignas(64) float row_rest[kRows][kSums] = {};
    const float* row_starts[kRows];
    std::copy(query + at, query + size, rest);
    for (std::size_t row = 0; row < kRows; ++row) {
      std::copy(rows[row] + at, rows[row] + size, row_rest[row]);
      row_starts[row] = row_rest[row];
    }
    add_block<kSum, kRows>(rest, row_starts, 0, sums);
  }
  for (std::size_t row = 0; row < kRows; ++row) {
    out[row] = sums.total(row);
  }
}

// Sums of blocks of four; what follows is added to the first of them.
template <VectorSum kSum>
float sum_of_blocks(std::span<const float> left, const float* right, std::size_t end) {
  Sums<1> sums[4];
  for (Sums<1>& part : sums) {
    part.clear();
  }
  std::size_t at = 0;
  const auto add = [&](Sums<1>& into) {
    const float* const rows[1] = {right};
    add_block<kSum, 1>(left.data() + at, rows, at, into);
    at += kSums;
  };
  while (at + 4 * kSums <= end) {
    for (Sums<1>& part : sums) {
      add(part);
    }
  }
  while (at < end) {
    add(sums[0]);
  }
  for (std::size_t part = 0; part < kParts; ++part) {
    sums[0].lanes[0][part] = hn::Add(hn::Add(sums[0].lanes[0][part], sums[1].lanes[0][part]),
                                     hn::Add(sums[2].lanes[0][part], sums[3].lanes[0][part]));
  }
  return sums[0].total(0);
}

template <VectorSum kSum>
float sum_single(std::span<const float> left, const float* right) {
  const std::size_t end = left.size() > 2 * kSums ? left.size() / kSums * kSums : 0;
  float sum = end == 0 ? 0.0F : sum_of_blocks<kSum>(left, right, end);
  for (std::size_t i = end; i < left.size(); ++i) {
    if constexpr (kSum == VectorSum::kDotProduct) {
      sum = std::fma(left[i], right[i], sum);
    } else {
      const float difference = left[i] - right[i];
      sum = std::fma(difference, difference, sum);
    }
  }
  return sum;
}

template <VectorSum kSum>
void sum_all_rows(std::span<const float> query, std::span<const float* const> rows, float* out) {
  std::size_t row = 0;
  for (; row + kRowsTogether <= rows.size(); row += kRowsTogether) {
    sum_rows<kSum, kRowsTogether>(query.data(), query.size(), rows.data() + row, out + row);
  }
  for (; row < rows.size(); ++row) {
    out[row] = sum_single<kSum>(query, rows[row]);
  }
}

void sums_of_rows(VectorSum sum, std::span<const float> query, std::span<const float* const> rows,
                  float* out) {
  if (sum == VectorSum::kDotProduct) {
    sum_all_rows<VectorSum::kDotProduct>(query, rows, out);
  } else {
    sum_all_rows<VectorSum::kSquareDistance>(query, rows, out);
  }
}

float single_sum(VectorSum sum, std::span<const float> left, const float* right) {
  return sum == VectorSum::kDotProduct ? sum_single<VectorSum::kDotProduct>(left, right)
                                       : sum_single<VectorSum::kSquareDistance>(left, right);
}

}  // namespace HWY_NAMESPACE
}  // namespace likewise
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace likewise {

HWY_EXPORT(sums_of_rows);
HWY_EXPORT(single_sum);

void vector_sums(VectorSum sum, std::span<const float> query, std::span<const float* const> rows,
                 std::span<float> out) {
  HWY_DYNAMIC_DISPATCH(sums_of_rows)(sum, query, rows, out.data());
}

float single_vector_sum(VectorSum sum, std::span<const float> left, const float* right) {
  return HWY_DYNAMIC_DISPATCH(single_sum)(sum, left, right);
}

}  // namespace likewise
#endif
