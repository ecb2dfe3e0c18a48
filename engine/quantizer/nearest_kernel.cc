#include "engine/quantizer/nearest_kernel.h"

#include <limits>

#include "engine/quantizer/nearest_centroid.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/quantizer/nearest_kernel.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace likewise {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Lanes = hn::CappedTag<float, 16>;
using Floats = hn::Vec<Lanes>;
using Numbers = hn::Vec<hn::RebindToSigned<Lanes>>;

// The best centroid so far for two vectors of rows.
struct Best {
  Floats score0, score1;
  Numbers cluster0, cluster1;
};

HWY_INLINE void keep_better(Floats score0, Floats score1, std::size_t cluster, Best& best) {
  const hn::RebindToSigned<Lanes> numbers;
  const Numbers number = hn::Set(numbers, static_cast<std::int32_t>(cluster));
  // Strictly less: of equal centroids the first stays.
  const auto better0 = hn::Lt(score0, best.score0);
  const auto better1 = hn::Lt(score1, best.score1);
  best.score0 = hn::IfThenElse(better0, score0, best.score0);
  best.score1 = hn::IfThenElse(better1, score1, best.score1);
  best.cluster0 = hn::IfThenElse(hn::RebindMask(numbers, better0), number, best.cluster0);
  best.cluster1 = hn::IfThenElse(hn::RebindMask(numbers, better1), number, best.cluster1);
}

// Four centroids against two vectors of rows. Each product is rounded before it is subtracted (no
// fused multiply-add), so that machines with and without it agree.
HWY_INLINE void compare_block(const NearestKernelRun& run, std::size_t row, std::size_t cluster,
                              Best& best) {
  const Lanes lanes;
  const std::size_t width = hn::Lanes(lanes);
  const float* norms = run.half_norms + cluster;
  const float* coordinates = run.coordinates + cluster * run.dimensions;
  const float* values = run.values + row;
  Floats a0 = hn::Set(lanes, norms[0]), a1 = a0;
  Floats b0 = hn::Set(lanes, norms[1]), b1 = b0;
  Floats c0 = hn::Set(lanes, norms[2]), c1 = c0;
  Floats d0 = hn::Set(lanes, norms[3]), d1 = d0;
  for (std::size_t j = 0; j < run.dimensions; ++j) {
    const Floats x0 = hn::LoadU(lanes, values);
    const Floats x1 = hn::LoadU(lanes, values + width);
    const Floats a = hn::Set(lanes, coordinates[0]);
    a0 = hn::Sub(a0, hn::Mul(x0, a));
    a1 = hn::Sub(a1, hn::Mul(x1, a));
    const Floats b = hn::Set(lanes, coordinates[1]);
    b0 = hn::Sub(b0, hn::Mul(x0, b));
    b1 = hn::Sub(b1, hn::Mul(x1, b));
    const Floats c = hn::Set(lanes, coordinates[2]);
    c0 = hn::Sub(c0, hn::Mul(x0, c));
    c1 = hn::Sub(c1, hn::Mul(x1, c));
    const Floats d = hn::Set(lanes, coordinates[3]);
    d0 = hn::Sub(d0, hn::Mul(x0, d));
    d1 = hn::Sub(d1, hn::Mul(x1, d));
    values += run.stride;
    coordinates += kClusterBlock;
  }
  keep_better(a0, a1, cluster, best);
  keep_better(b0, b1, cluster + 1, best);
  keep_better(c0, c1, cluster + 2, best);
  keep_better(d0, d1, cluster + 3, best);
}

void nearest(const NearestKernelRun& run) {
  static_assert(kClusterBlock == 4, "compare_block is written for four");
  const Lanes lanes;
  const hn::RebindToSigned<Lanes> numbers;
  const std::size_t width = hn::Lanes(lanes);
  for (std::size_t row = 0; row < run.stride; row += 2 * width) {
    Best best;
    best.score0 = best.score1 = hn::Set(lanes, std::numeric_limits<float>::infinity());
    best.cluster0 = best.cluster1 = hn::Zero(numbers);
    for (std::size_t cluster = 0; cluster < run.clusters; cluster += kClusterBlock) {
      compare_block(run, row, cluster, best);
    }
    auto* out = reinterpret_cast<std::int32_t*>(run.nearest) + row;
    hn::StoreU(best.cluster0, numbers, out);
    hn::StoreU(best.cluster1, numbers, out + width);
    hn::StoreU(best.score0, lanes, run.scores + row);
    hn::StoreU(best.score1, lanes, run.scores + row + width);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace likewise
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace likewise {

HWY_EXPORT(nearest);

void run_nearest_kernel(const NearestKernelRun& run) {
  HWY_DYNAMIC_DISPATCH(nearest)(run);
}

}  // namespace likewise
#endif
