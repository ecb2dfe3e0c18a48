#include "engine/quantizer/nearest_centroid.h"

#include <limits>

#include "engine/base/check.h"
#include "engine/quantizer/nearest_kernel.h"

namespace likewise {

NearestCentroid::NearestCentroid(const MatrixView& centroids)
    : dimensions_(static_cast<std::size_t>(centroids.cols())) {
  const auto clusters = static_cast<std::size_t>(centroids.rows());
  LIKEWISE_CHECK(clusters >= 1 && clusters <= 65536, "a code has 16 bits");
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

}  // namespace likewise
