#pragma once

#include <cstddef>

namespace likewise {

/// Outputs that the kernel computes in one pass over a block of rows.
inline constexpr std::size_t kOutputBlock = 4;

/// The arguments of one run of the SIMD kernel: kRowBlock rows by `outputs` columns.
struct ProjectionKernelRun {
  const float* values;  ///< dimensions x kRowBlock
  std::size_t dimensions;
  const float* coefficients;  ///< Blocks of dimensions x kOutputBlock.
  std::size_t outputs;        ///< Of the last block only these are written.
  float* out;                 ///< Column k at out + k * out_stride.
  std::size_t out_stride;
};

/// Chooses the instruction set at run time.
void run_projection_kernel(const ProjectionKernelRun& run);

}  // namespace likewise
