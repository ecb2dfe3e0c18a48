#include "engine/quantizer/lloyd.h"

#include <algorithm>
#include <utility>

#include "engine/quantizer/nearest_centroid.h"

namespace likewise {

Lloyd::Lloyd(const Section& section, Matrix seeds)
    : section_(section),
      clusters_(static_cast<std::size_t>(seeds.rows())),
      centroids_(std::move(seeds)),
      nearest_(section.stride),
      scores_(section.stride),
      counts_(clusters_),
      sums_(clusters_ * section.dimensions) {
  compute_half_norms();
}

void Lloyd::assign() {
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

void Lloyd::update() {
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

std::vector<std::uint32_t> Lloyd::cluster_rows() const {
  std::vector<std::uint32_t> counts(clusters_);
  for (std::size_t row = 0; row < section_.rows; ++row) {
    ++counts[nearest_[row]];
  }
  return counts;
}

float Lloyd::distance_of_share(double share) const {
  std::vector<float> halves(scores_.begin(),
                            scores_.begin() + static_cast<std::ptrdiff_t>(section_.rows));
  const auto beyond = static_cast<std::size_t>(share * static_cast<double>(section_.rows));
  const auto at =
      halves.end() - 1 - static_cast<std::ptrdiff_t>(std::min(beyond, halves.size() - 1));
  std::nth_element(halves.begin(), at, halves.end());
  return 2.0F * *at;
}

void Lloyd::move_centroid(std::size_t cluster, std::size_t row) {
  for (std::size_t j = 0; j < section_.dimensions; ++j) {
    centroids_(static_cast<Eigen::Index>(cluster), static_cast<Eigen::Index>(j)) =
        section_.at(j, row);
  }
}

double Lloyd::spread() const {
  double spread = 0.0;
  for (std::size_t j = 0; j < section_.dimensions; ++j) {
    double sum = 0.0;
    double squares = 0.0;
    for (std::size_t row = 0; row < section_.rows; ++row) {
      const auto value = static_cast<double>(section_.at(j, row));
      sum += value;
      squares += value * value;
    }
    spread += std::max(0.0, squares - sum * sum / static_cast<double>(section_.rows));
  }
  return spread;
}

void Lloyd::compute_half_norms() {
  half_norms_.assign(section_.stride, 0.0F);
  float* const half_norms = half_norms_.data();
  for (std::size_t j = 0; j < section_.dimensions; ++j) {
    const float* column = section_.column(j);
    for (std::size_t row = 0; row < section_.stride; ++row) {
      half_norms[row] += 0.5F * column[row] * column[row];
    }
  }
}

void Lloyd::sum_rows() {
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

void Lloyd::reseed_empty_clusters() {
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
std::size_t Lloyd::farthest_row() const {
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

void Lloyd::move_row(std::size_t row, std::size_t cluster) {
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

}  // namespace likewise
