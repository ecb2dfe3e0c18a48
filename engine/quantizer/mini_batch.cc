#include "engine/quantizer/mini_batch.h"

#include <algorithm>
#include <vector>

#include "engine/quantizer/clustering_model.h"
#include "engine/quantizer/kmeans_seeding.h"
#include "engine/quantizer/nearest_centroid.h"

namespace likewise {
namespace {

constexpr std::size_t kBatchRows = 1024;
constexpr std::size_t kBatchRowsPerCluster = 32;

/// Rows drawn with replacement, in the section's layout.
void draw_batch(const Section& section, Random& random, Section& batch) {
  for (std::size_t i = 0; i < batch.rows; ++i) {
    const std::size_t row = random.below(section.rows);
    for (std::size_t j = 0; j < section.dimensions; ++j) {
      batch.values[j * batch.stride + i] = section.at(j, row);
    }
  }
}

}  // namespace

Result<KMeansModel> train_mini_batch(const Section& section, const KMeansOptions& options,
                                     Random random) {
  Matrix centroids = choose_seeds(section, options.clusters, random);
  Section batch;
  batch.rows = std::max(kBatchRows, kBatchRowsPerCluster * options.clusters);
  batch.dimensions = section.dimensions;
  batch.stride = padded_rows(batch.rows);
  batch.values.assign(batch.dimensions * batch.stride, 0.0F);
  std::vector<std::uint32_t> nearest(batch.stride);
  std::vector<float> scores(batch.stride);
  std::vector<double> seen(options.clusters);
  KMeansModel model;
  for (; model.iterations < options.max_iterations; ++model.iterations) {
    if (options.stop && options.stop()) {
      return stopped();
    }
    draw_batch(section, random, batch);
    NearestCentroid(centroids).assign(batch, nearest, scores);
    for (std::size_t i = 0; i < batch.rows; ++i) {
      const auto rate = static_cast<float>(1.0 / (seen[nearest[i]] += 1.0));
      for (std::size_t j = 0; j < batch.dimensions; ++j) {
        float& coordinate = centroids(nearest[i], static_cast<Eigen::Index>(j));
        coordinate += rate * (batch.at(j, i) - coordinate);
      }
    }
  }
  Lloyd lloyd(section, std::move(centroids));
  lloyd.assign();
  model.inertia_after.push_back(lloyd.inertia());
  describe(lloyd, options, model);
  return model;
}

}  // namespace likewise
