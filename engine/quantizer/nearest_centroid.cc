#include "engine/quantizer/nearest_centroid.h"

#include <algorithm>
#include <limits>

#include "engine/base/check.h"
#include "engine/quantizer/nearest_kernel.h"

namespace likewise {

NearestCentroid::NearestCentroid(const MatrixView& centroids)
    : dimensions_(static_cast<std::size_t>(centroids.cols())),
      clusters_(static_cast<std::size_t>(centroids.rows())) {
  const std::size_t clusters = clusters_;
  LIKEWISE_CHECK(clusters >= 1 && clusters <= 65535, "a code has 16 bits");
  padded_clusters_ = (clusters + kClusterBlock - 1) / kClusterBlock * kClusterBlock;
  coordinates_.assign(padded_clusters_ * dimensions_, 0.0F);
  half_norms_.assign(padded_clusters_, std::numeric_limits<float>::infinity());
  for (std::size_t cluster = 0; cluster < clusters; ++cluster) {
    float* block = coordinates_.data() + cluster / kClusterBlock * kClusterBlock * dimensions_;
    float norm = 0.0F;
    for (std::size_t j = 0; j < dimensions_; ++j) {
      const float value =
          centroids(static_cast<Eigen::Index>(cluster), static_cast<Eigen::Index>(j));
      block[j * kClusterBlock + cluster % kClusterBlock] = value;
      norm += value * value;
    }
    half_norms_[cluster] = 0.5F * norm;
  }
}

void NearestCentroid::assign(const Section& section, std::span<std::uint32_t> clusters,
                             std::span<float> scores) const {
  LIKEWISE_CHECK(section.dimensions == dimensions_, "section and centroids of different widths");
  LIKEWISE_CHECK(clusters.size() >= section.stride && scores.size() >= section.stride,
                 "outputs too short");
  run_nearest_kernel({section.values.data(), section.stride, dimensions_, coordinates_.data(),
                      half_norms_.data(), padded_clusters_, clusters.data(), scores.data()});
}

void NearestCentroid::assign_second(const Section& section, std::span<const std::uint32_t> nearest,
                                    std::span<std::uint32_t> second) const {
  LIKEWISE_CHECK(clusters_ >= 2, "there is no second centroid");
  std::vector<float> scores(section.stride);
  std::vector<float> best(section.stride, std::numeric_limits<float>::infinity());
  for (std::size_t cluster = 0; cluster < clusters_; ++cluster) {
    const float* block =
        coordinates_.data() + cluster / kClusterBlock * kClusterBlock * dimensions_;
    std::fill(scores.begin(), scores.end(), half_norms_[cluster]);
    float* const score = scores.data();
    for (std::size_t j = 0; j < dimensions_; ++j) {
      const float coordinate = block[j * kClusterBlock + cluster % kClusterBlock];
      const float* const column = section.column(j);
      for (std::size_t row = 0; row < section.stride; ++row) {
        score[row] -= column[row] * coordinate;
      }
    }
    const auto number = static_cast<std::uint32_t>(cluster);
    for (std::size_t row = 0; row < section.stride; ++row) {
      if (score[row] < best[row] && nearest[row] != number) {
        best[row] = score[row];
        second[row] = number;
      }
    }
  }
}

}  // namespace likewise
