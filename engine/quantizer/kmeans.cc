#include "engine/quantizer/kmeans.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/quantizer/codebook_check.h"
#include "engine/quantizer/kmeans_seeding.h"
#include "engine/quantizer/nearest_centroid.h"

namespace likewise {
namespace {

class Lloyd {
 public:
  Lloyd(const Section& section, Matrix seeds)
      : section_(section),
        clusters_(static_cast<std::size_t>(seeds.rows())),
        centroids_(std::move(seeds)),
        nearest_(section.stride),
        scores_(section.stride),
        counts_(clusters_),
        sums_(clusters_ * section.dimensions) {
    compute_half_norms();
  }

  /// Finds the nearest centroid of every row and the inertia of that.
  void assign() {
    NearestCentroid(centroids_).assign(section_, nearest_, scores_);
    float* const scores = scores_.data();
    const float* const half_norms = half_norms_.data();
    for (std::size_t row = 0; row < section_.stride; ++row) {
      scores[row] = std::max(0.0F, scores[row] + half_norms[row]);
    }
    std::fill(scores + section_.rows, scores + section_.stride, 0.0F);
    // Eight partial sums: fixed in order, yet not one long chain of additions.
    double parts[8] = {};
    for (std::size_t row = 0; row < section_.stride; row += 8) {
      for (std::size_t lane = 0; lane < 8; ++lane) {
        parts[lane] += static_cast<double>(scores[row + lane]);
      }
    }
    inertia_ = 2.0 * (((parts[0] + parts[1]) + (parts[2] + parts[3])) +
                      ((parts[4] + parts[5]) + (parts[6] + parts[7])));
  }

  /// Moves every centroid to the mean of its rows.
  void update() {
    sum_rows();
    reseed_empty_clusters();
    for (std::size_t cluster = 0; cluster < clusters_; ++cluster) {
      for (std::size_t j = 0; counts_[cluster] > 0 && j < section_.dimensions; ++j) {
        centroids_(static_cast<Eigen::Index>(cluster), static_cast<Eigen::Index>(j)) =
            static_cast<float>(sums_[j * clusters_ + cluster] /
                               static_cast<double>(counts_[cluster]));
      }
    }
  }

  double inertia() const { return inertia_; }
  Matrix take_centroids() { return std::move(centroids_); }

 private:
  void compute_half_norms() {
    half_norms_.assign(section_.stride, 0.0F);
    float* const half_norms = half_norms_.data();
    for (std::size_t j = 0; j < section_.dimensions; ++j) {
      const float* column = section_.column(j);
      for (std::size_t row = 0; row < section_.stride; ++row) {
        half_norms[row] += 0.5F * column[row] * column[row];
      }
    }
  }

  void sum_rows() {
    std::fill(counts_.begin(), counts_.end(), 0U);
    std::fill(sums_.begin(), sums_.end(), 0.0);
    const std::uint32_t* const nearest = nearest_.data();
    std::uint32_t* const counts = counts_.data();
    for (std::size_t row = 0; row < section_.rows; ++row) {
      ++counts[nearest[row]];
    }
    for (std::size_t j = 0; j < section_.dimensions; ++j) {
      const float* column = section_.column(j);
      double* sums = sums_.data() + j * clusters_;
      for (std::size_t row = 0; row < section_.rows; ++row) {
        sums[nearest[row]] += static_cast<double>(column[row]);
      }
    }
  }

  void reseed_empty_clusters() {
    for (std::size_t cluster = 0; cluster < clusters_; ++cluster) {
      if (counts_[cluster] > 0) {
        continue;
      }
      const std::size_t row = farthest_row();
      if (scores_[row] <= 0.0F) {
        return;
      }
      move_row(row, cluster);
    }
  }

  // Of the rows that do not stand alone in their cluster.
  std::size_t farthest_row() const {
    std::size_t best = 0;
    float best_score = -1.0F;
    for (std::size_t row = 0; row < section_.rows; ++row) {
      if (scores_[row] > best_score && counts_[nearest_[row]] > 1) {
        best = row;
        best_score = scores_[row];
      }
    }
    return best;
  }

  void move_row(std::size_t row, std::size_t cluster) {
    const std::size_t old = nearest_[row];
    --counts_[old];
    counts_[cluster] = 1;
    for (std::size_t j = 0; j < section_.dimensions; ++j) {
      const auto value = static_cast<double>(section_.at(j, row));
      sums_[j * clusters_ + old] -= value;
      sums_[j * clusters_ + cluster] = value;
    }
    nearest_[row] = static_cast<std::uint32_t>(cluster);
    scores_[row] = 0.0F;
  }

  const Section& section_;
  std::size_t clusters_;
  Matrix centroids_;
  std::vector<std::uint32_t> nearest_;
  std::vector<float> scores_;  ///< Half the squared distance to the nearest centroid.
  std::vector<float> half_norms_;
  std::vector<std::uint32_t> counts_;
  std::vector<double> sums_;  ///< d x clusters
  double inertia_ = 0.0;
};

Status check_options(const Section& section, const KMeansOptions& options) {
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
  return {};
}

}  // namespace

Result<KMeansModel> train_kmeans(const Section& section, const KMeansOptions& options,
                                 Random random) {
  LIKEWISE_TRY_STATUS(check_options(section, options));
  Lloyd lloyd(section, choose_seeds(section, options.clusters, random));
  lloyd.assign();
  KMeansModel model;
  model.inertia_after.push_back(lloyd.inertia());
  while (model.iterations < options.max_iterations) {
    if (options.stop && options.stop()) {
      return fail(ErrorCode::kUnavailable, "training was stopped");
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
  model.inertia = lloyd.inertia();
  model.centroids = lloyd.take_centroids();
  return model;
}

}  // namespace likewise
