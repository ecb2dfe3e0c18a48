#include "engine/quantizer/projection_kernel.h"

#include "engine/quantizer/section.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/quantizer/projection_kernel.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace likewise {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Lanes = hn::CappedTag<float, 16>;
using Floats = hn::Vec<Lanes>;

// Two vectors of rows of one output column, if there is such a column.
HWY_INLINE void store(const ProjectionKernelRun& run, std::size_t output, std::size_t row,
                      Floats y0, Floats y1) {
  if (output < run.outputs) {
    const Lanes lanes;
    float* to = run.out + output * run.out_stride + row;
    hn::StoreU(y0, lanes, to);
    hn::StoreU(y1, lanes, to + hn::Lanes(lanes));
  }
}

// Four outputs of two vectors of rows. Products are rounded before they are added, as in the kernel
// of the nearest centroid, so that machines with and without fused multiply-add agree.
HWY_INLINE void project_block(const ProjectionKernelRun& run, std::size_t row, std::size_t output) {
  static_assert(kOutputBlock == 4, "written for four");
  const Lanes lanes;
  const std::size_t width = hn::Lanes(lanes);
  const float* values = run.values + row;
  const float* coefficients = run.coefficients + output * run.dimensions;
  Floats a0 = hn::Zero(lanes), a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0, d0 = a0, d1 = a0;
  for (std::size_t j = 0; j < run.dimensions; ++j) {
    const Floats x0 = hn::LoadU(lanes, values);
    const Floats x1 = hn::LoadU(lanes, values + width);
    const Floats a = hn::Set(lanes, coefficients[0]);
    a0 = hn::Add(a0, hn::Mul(x0, a));
    a1 = hn::Add(a1, hn::Mul(x1, a));
    const Floats b = hn::Set(lanes, coefficients[1]);
    b0 = hn::Add(b0, hn::Mul(x0, b));
    b1 = hn::Add(b1, hn::Mul(x1, b));
    const Floats c = hn::Set(lanes, coefficients[2]);
    c0 = hn::Add(c0, hn::Mul(x0, c));
    c1 = hn::Add(c1, hn::Mul(x1, c));
    const Floats d = hn::Set(lanes, coefficients[3]);
    d0 = hn::Add(d0, hn::Mul(x0, d));
    d1 = hn::Add(d1, hn::Mul(x1, d));
    values += kRowBlock;
    coefficients += kOutputBlock;
  }
  store(run, output, row, a0, a1);
  store(run, output + 1, row, b0, b1);
  store(run, output + 2, row, c0, c1);
  store(run, output + 3, row, d0, d1);
}

void project(const ProjectionKernelRun& run) {
  const std::size_t step = 2 * hn::Lanes(Lanes());
  // Outputs outside: their coefficients stay in the first-level cache for all rows of the block.
  for (std::size_t output = 0; output < run.outputs; output += kOutputBlock) {
    for (std::size_t row = 0; row < kRowBlock; row += step) {
      project_block(run, row, output);
    }
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace likewise
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace likewise {

HWY_EXPORT(project);

void run_projection_kernel(const ProjectionKernelRun& run) {
  HWY_DYNAMIC_DISPATCH(project)(run);
}

}  // namespace likewise
#endif
