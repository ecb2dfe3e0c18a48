#include "engine/quantizer/kmeans.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/base/check.h"
#include "engine/quantizer/balanced_kmeans.h"
#include "engine/quantizer/clustering_model.h"
#include "engine/quantizer/codebook_check.h"
#include "engine/quantizer/kmeans_seeding.h"
#include "engine/quantizer/mini_batch.h"

namespace likewise {
namespace {

Result<KMeansModel> train_lloyd(const Section& section, const KMeansOptions& options,
                                Random random) {
  Lloyd lloyd(section, choose_seeds(section, options.clusters, random));
  lloyd.assign();
  KMeansModel model;
  model.inertia_after.push_back(lloyd.inertia());
  while (model.iterations < options.max_iterations) {
    if (options.stop && options.stop()) {
      return stopped();
    }
    const double before = lloyd.inertia();
    lloyd.update();
    lloyd.assign();
    ++model.iterations;
    model.inertia_after.push_back(lloyd.inertia());
    if (before - lloyd.inertia() <= options.tolerance * before) {
      break;
    }
  }
  describe(lloyd, options, model);
  return model;
}

constexpr std::array<ClusteringMethod, 3> kMethods = {{
    {Clustering::kKMeans, "kmeans", "Lloyd's iterations over all rows", train_lloyd},
    {Clustering::kMiniBatch, "mini-batch", "iterations over samples of the rows", train_mini_batch},
    {Clustering::kBalanced, "balanced", "clusters of about the same size", train_balanced},
}};

const ClusteringMethod& method_of(Clustering clustering) {
  for (const ClusteringMethod& method : kMethods) {
    if (method.clustering == clustering) {
      return method;
    }
  }
  check_failed(__FILE__, __LINE__, "clustering", "a clustering without a row in the table");
}

}  // namespace

Result<KMeansModel> train_kmeans(const Section& section, const KMeansOptions& options,
                                 Random random) {
  if (options.clusters < 1 || options.clusters > kMaxClusters) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("the number of clusters must be between 1 and {}, found {}",
                            kMaxClusters, options.clusters));
  }
  if (section.rows < options.clusters) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("{} rows cannot form {} clusters: at least as many rows are needed",
                            section.rows, options.clusters));
  }
  return method_of(options.clustering).train(section, options, random);
}

std::span<const ClusteringMethod> clustering_methods() {
  return kMethods;
}

std::string_view to_string(Clustering clustering) {
  return method_of(clustering).name;
}

Result<Clustering> parse_clustering(std::string_view name) {
  std::string names;
  for (const ClusteringMethod& method : kMethods) {
    if (method.name == name) {
      return method.clustering;
    }
    names += (names.empty() ? "" : ", ") + std::string(method.name);
  }
  return fail(ErrorCode::kInvalidArgument,
              fmt::format("unknown clustering [{}], expected one of: {}", name, names));
}

}  // namespace likewise
