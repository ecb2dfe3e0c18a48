#include "engine/quantizer/projection.h"

#include <algorithm>
#include <numeric>

#include "engine/base/check.h"
#include "engine/quantizer/projection_kernel.h"

namespace likewise {

Projection::Projection(const Transform& transform)
    : width_(static_cast<std::size_t>(transform.basis.rows())),
      mean_(transform.mean),
      columns_(transform.mean.size()) {
  LIKEWISE_CHECK(width_ > 0 && static_cast<std::size_t>(transform.basis.cols()) == mean_.size(),
                 "a transform with one mean per column");
  std::iota(columns_.begin(), columns_.end(), 0U);
  const std::size_t padded = (width_ + kOutputBlock - 1) / kOutputBlock * kOutputBlock;
  coefficients_.assign(padded * mean_.size(), 0.0F);
  for (std::size_t output = 0; output < width_; ++output) {
    float* const block = coefficients_.data() + output / kOutputBlock * kOutputBlock * mean_.size();
    for (std::size_t j = 0; j < mean_.size(); ++j) {
      block[j * kOutputBlock + output % kOutputBlock] =
          transform.basis(static_cast<Eigen::Index>(output), static_cast<Eigen::Index>(j));
    }
  }
}

void Projection::apply(const MatrixView& block, std::span<const float> scales, std::size_t first,
                       Section& out) const {
  LIKEWISE_CHECK(static_cast<std::size_t>(block.rows()) <= kRowBlock && first % kRowBlock == 0 &&
                     out.dimensions == width_ && first + kRowBlock <= out.stride,
                 "one block of rows of the output");
  Section centred;
  gather_section(block, columns_, scales, mean_, centred);
  run_projection_kernel({centred.values.data(), mean_.size(), coefficients_.data(), width_,
                         out.values.data() + first, out.stride});
}

Section empty_section(std::size_t rows, std::size_t dimensions) {
  Section section{rows, dimensions, padded_rows(rows), {}};
  section.values.assign(section.dimensions * section.stride, 0.0F);
  return section;
}

Section project_all(const Projection& projection, const MatrixView& rows,
                    std::span<const float> scales, const ParallelFor& parallel_for) {
  const auto count = static_cast<std::size_t>(rows.rows());
  Section out = empty_section(count, projection.width());
  parallel_for(out.stride / kRowBlock, [&](std::size_t block) {
    const std::size_t first = block * kRowBlock;
    const std::size_t size = std::min(kRowBlock, count - first);
    projection.apply(
        rows.middleRows(static_cast<Eigen::Index>(first), static_cast<Eigen::Index>(size)),
        scales.empty() ? scales : scales.subspan(first, size), first, out);
  });
  return out;
}

}  // namespace likewise
