#include "engine/quantizer/encoder.h"

#include <algorithm>
#include <atomic>
#include <numeric>

#include <fmt/format.h>

#include "engine/quantizer/row_scales.h"
#include "engine/quantizer/section.h"
#include "engine/quantizer/token.h"

namespace likewise {
namespace {

// Few enough for a block of wide rows to stay in the second-level cache.
constexpr Eigen::Index kBlockRows = static_cast<Eigen::Index>(kRowBlock);

std::vector<std::uint32_t> first_columns(std::size_t count) {
  std::vector<std::uint32_t> columns(count);
  std::iota(columns.begin(), columns.end(), 0U);
  return columns;
}

}  // namespace

Encoder::Encoder(const Codebook& codebook)
    : dimensions_(codebook.dimensions), metric_(codebook.metric) {
  if (!codebook.transform.is_identity()) {
    projection_.emplace(codebook.transform);
  }
  for (const CodebookGroup& group : codebook.groups) {
    // Transformed rows lie around zero already.
    const std::vector<float> origin =
        projection_ ? std::vector<float>(group.dimensions.size())
                    : choose_origin(group.centroids, first_columns(group.dimensions.size()));
    Matrix centroids = group.centroids;
    for (std::size_t j = 0; j < origin.size(); ++j) {
      centroids.col(static_cast<Eigen::Index>(j)).array() -= origin[j];
    }
    groups_.push_back({group.dimensions, origin, NearestCentroid(centroids)});
  }
}

Section Encoder::projected_block(const MatrixView& block, std::span<const float> scales) const {
  Section projected = empty_section(static_cast<std::size_t>(block.rows()), projection_->width());
  projection_->apply(block, scales, 0, projected);
  return projected;
}

bool Encoder::encode_block(const MatrixView& rows, Eigen::Index first, Codes& codes) const {
  const Eigen::Index count = std::min(kBlockRows, rows.rows() - first);
  const MatrixView block = rows.middleRows(first, count);
  if (!all_values_usable(block)) {
    return false;
  }
  const std::vector<float> scales = row_scales(block, metric_);
  std::vector<std::uint32_t> nearest(static_cast<std::size_t>(kBlockRows));
  std::vector<float> scores(static_cast<std::size_t>(kBlockRows));
  const Section projected = projection_ ? projected_block(block, scales) : Section();
  Section section;
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    const Group& group = groups_[g];
    if (projection_) {
      copy_columns(projected, group.columns, section);
    } else {
      gather_section(block, group.columns, scales, group.origin, section);
    }
    group.nearest.assign(section, nearest, scores);
    for (Eigen::Index row = 0; row < count; ++row) {
      codes(first + row, static_cast<Eigen::Index>(g)) =
          static_cast<std::uint16_t>(nearest[static_cast<std::size_t>(row)]);
    }
  }
  return true;
}

Result<Codes> Encoder::encode(const MatrixView& rows, const ParallelFor& parallel_for) const {
  if (rows.cols() != static_cast<Eigen::Index>(dimensions_)) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("the codebook encodes vectors of {} dimensions, found {}", dimensions_,
                            rows.cols()));
  }
  Codes codes(rows.rows(), static_cast<Eigen::Index>(groups_.size()));
  const auto blocks = static_cast<std::size_t>((rows.rows() + kBlockRows - 1) / kBlockRows);
  std::atomic<bool> usable{true};
  parallel_for(blocks, [&](std::size_t block) {
    if (!encode_block(rows, static_cast<Eigen::Index>(block) * kBlockRows, codes)) {
      usable.store(false);
    }
  });
  if (!usable.load()) {
    LIKEWISE_TRY_STATUS(check_values(rows));
  }
  return codes;
}

std::vector<std::string> token_texts(const Codes& codes, Eigen::Index row) {
  std::vector<std::string> texts;
  for (Eigen::Index group = 0; group < codes.cols(); ++group) {
    texts.push_back(to_string(Token{static_cast<std::uint32_t>(group), codes(row, group)}));
  }
  return texts;
}

}  // namespace likewise
