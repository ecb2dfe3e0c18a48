#include "engine/quantizer/balanced_kmeans.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "engine/quantizer/clustering_model.h"
#include "engine/quantizer/kmeans_seeding.h"

namespace likewise {
namespace {

// In shares of rows / clusters: what calls for a second centroid, and what can do without its own.
constexpr double kCrowded = 1.6;
constexpr double kSparse = 0.6;
// The last iterations only let centroids settle.
constexpr double kSettling = 0.3;

/// A row of the cluster, each with the same probability.
std::size_t draw_row(const Lloyd& lloyd, std::size_t cluster, std::uint32_t count, std::size_t rows,
                     Random& random) {
  std::uint64_t left = random.below(count);
  for (std::size_t row = 0; row < rows; ++row) {
    if (lloyd.cluster_of(row) == cluster && left-- == 0) {
      return row;
    }
  }
  return 0;  // count is the number of such rows
}

/// Pairs the most crowded clusters with the sparsest. REQUIRES: assigned.
void move_centroids(const Section& section, Lloyd& lloyd, Random& random) {
  const std::vector<std::uint32_t> counts = lloyd.cluster_rows();
  std::vector<std::size_t> by_size(counts.size());
  std::iota(by_size.begin(), by_size.end(), std::size_t{0});
  std::stable_sort(by_size.begin(), by_size.end(),
                   [&counts](std::size_t a, std::size_t b) { return counts[a] > counts[b]; });
  const double share = static_cast<double>(section.rows) / static_cast<double>(counts.size());
  for (std::size_t i = 0; i < by_size.size() / 2; ++i) {
    const std::size_t crowded = by_size[i];
    const std::size_t sparse = by_size[by_size.size() - 1 - i];
    if (static_cast<double>(counts[crowded]) < kCrowded * share ||
        static_cast<double>(counts[sparse]) > kSparse * share) {
      return;
    }
    lloyd.move_centroid(sparse, draw_row(lloyd, crowded, counts[crowded], section.rows, random));
  }
}

}  // namespace

Result<KMeansModel> train_balanced(const Section& section, const KMeansOptions& options,
                                   Random random) {
  Lloyd lloyd(section, choose_seeds(section, options.clusters, random));
  lloyd.assign();
  KMeansModel model;
  model.inertia_after.push_back(lloyd.inertia());
  const double moving = (1.0 - kSettling) * options.max_iterations;
  while (model.iterations < options.max_iterations) {
    if (options.stop && options.stop()) {
      return stopped();
    }
    lloyd.update();
    if (static_cast<double>(model.iterations) < moving && model.iterations % 2 == 1) {
      lloyd.assign();
      move_centroids(section, lloyd, random);
    }
    lloyd.assign();
    ++model.iterations;
    model.inertia_after.push_back(lloyd.inertia());
  }
  describe(lloyd, options, model);
  return model;
}

}  // namespace likewise
