#include "engine/quantizer/encoder.h"

#include <algorithm>
#include <array>
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

/// Where the codes of a block go, and how many each group has.
struct Encoder::BlockCodes {
  Codes& codes;
  std::uint32_t per_group;
  bool outliers;  ///< Leave them out.
};

Encoder::Encoder(const Codebook& codebook)
    : dimensions_(codebook.dimensions),
      tokens_per_group_(codebook.tokens_per_group),
      metric_(codebook.metric) {
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
    groups_.push_back(
        {group.dimensions, origin, NearestCentroid(centroids), group.outlier_distance});
  }
}

Section Encoder::projected_block(const MatrixView& block, std::span<const float> scales) const {
  Section projected = empty_section(static_cast<std::size_t>(block.rows()), projection_->width());
  projection_->apply(block, scales, 0, projected);
  return projected;
}

bool Encoder::encode_block(const MatrixView& rows, Eigen::Index first,
                           const BlockCodes& out) const {
  const Eigen::Index count = std::min(kBlockRows, rows.rows() - first);
  const MatrixView block = rows.middleRows(first, count);
  if (!all_values_usable(block)) {
    return false;
  }
  const std::vector<float> scales = row_scales(block, metric_);
  const Section projected = projection_ ? projected_block(block, scales) : Section();
  Section section;
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    const Group& group = groups_[g];
    if (projection_) {
      copy_columns(projected, group.columns, section);
    } else {
      gather_section(block, group.columns, scales, group.origin, section);
    }
    write_group(g, section, first, out);
  }
  return true;
}

void Encoder::write_group(std::size_t number, const Section& section, Eigen::Index first,
                          const BlockCodes& out) const {
  std::array<std::uint32_t, kRowBlock> nearest;
  std::array<float, kRowBlock> scores;
  const Group& group = groups_[number];
  group.nearest.assign(section, nearest, scores);
  const auto column = static_cast<Eigen::Index>(number * out.per_group);
  for (std::size_t row = 0; row < section.rows; ++row) {
    out.codes(first + static_cast<Eigen::Index>(row), column) =
        static_cast<std::uint16_t>(nearest[row]);
  }
  if (out.per_group > 1) {
    std::array<std::uint32_t, kRowBlock> second;
    group.nearest.assign_second(section, nearest, second);
    for (std::size_t row = 0; row < section.rows; ++row) {
      out.codes(first + static_cast<Eigen::Index>(row), column + 1) =
          static_cast<std::uint16_t>(second[row]);
    }
  }
  for (std::size_t row = 0; out.outliers && row < section.rows; ++row) {
    float half = scores[row];
    for (std::size_t j = 0; j < section.dimensions; ++j) {
      half += 0.5F * section.at(j, row) * section.at(j, row);
    }
    if (group.outlier_distance > 0.0F && 2.0F * half > group.outlier_distance) {
      for (std::uint32_t i = 0; i < out.per_group; ++i) {
        out.codes(first + static_cast<Eigen::Index>(row), column + i) = kNoToken;
      }
    }
  }
}

Result<Codes> Encoder::encode_blocks(const MatrixView& rows, std::uint32_t per_group, bool outliers,
                                     const ParallelFor& parallel_for) const {
  if (rows.cols() != static_cast<Eigen::Index>(dimensions_)) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("the codebook encodes vectors of {} dimensions, found {}", dimensions_,
                            rows.cols()));
  }
  Codes codes(rows.rows(), static_cast<Eigen::Index>(groups_.size() * per_group));
  const BlockCodes out = {codes, per_group, outliers};
  const auto blocks = static_cast<std::size_t>((rows.rows() + kBlockRows - 1) / kBlockRows);
  std::atomic<bool> usable{true};
  parallel_for(blocks, [&](std::size_t block) {
    if (!encode_block(rows, static_cast<Eigen::Index>(block) * kBlockRows, out)) {
      usable.store(false);
    }
  });
  if (!usable.load()) {
    LIKEWISE_TRY_STATUS(check_values(rows));
  }
  return codes;
}

Result<Codes> Encoder::encode(const MatrixView& rows, const ParallelFor& parallel_for) const {
  return encode_blocks(rows, 1, false, parallel_for);
}

Result<Codes> Encoder::encode_tokens(const MatrixView& rows,
                                     const ParallelFor& parallel_for) const {
  const bool outliers = std::any_of(groups_.begin(), groups_.end(), [](const Group& group) {
    return group.outlier_distance > 0.0F;
  });
  return encode_blocks(rows, tokens_per_group_, outliers, parallel_for);
}

std::vector<std::string> token_texts(const Codes& codes, Eigen::Index row,
                                     std::uint32_t tokens_per_group) {
  std::vector<std::string> texts;
  for (Eigen::Index column = 0; column < codes.cols(); ++column) {
    const auto group = static_cast<std::uint32_t>(column) / tokens_per_group;
    if (codes(row, column) != kNoToken) {
      texts.push_back(to_string(Token{group, codes(row, column)}));
    }
  }
  return texts;
}

}  // namespace likewise
