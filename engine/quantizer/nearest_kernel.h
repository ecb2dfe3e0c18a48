#pragma once

#include <cstddef>
#include <cstdint>

namespace likewise {

/// The arguments of one run of the SIMD kernel; see nearest_centroid.h for the shapes.
struct NearestKernelRun {
  const float* values;
  std::size_t stride;
  std::size_t dimensions;
  const float* coordinates;
  const float* half_norms;
  std::size_t clusters;  ///< Padded to a multiple of kClusterBlock.
  std::uint32_t* nearest;
  float* scores;
};

/// Chooses the instruction set at run time. REQUIRES: stride is a multiple of kRowBlock.
void run_nearest_kernel(const NearestKernelRun& run);

}  // namespace likewise
