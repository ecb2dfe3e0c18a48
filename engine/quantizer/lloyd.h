#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/quantizer/section.h"
#include "engine/vectors/matrix.h"

namespace likewise {

/// The two steps that every k-means here is made of, and what they know between them. Not
/// thread-safe. Sums are made in a fixed order: the same on every machine.
class Lloyd {
 public:
  /// `section` must outlive it. REQUIRES: as many columns.
  Lloyd(const Section& section, Matrix seeds);

  /// Finds the nearest centroid of every row, and the inertia of that.
  void assign();

  /// Moves every centroid to the mean of its rows. An empty cluster takes the row farthest from its
  /// centroid (the first of equals); if every row lies on a centroid it stays where it is.
  void update();

  /// Of the last assign(): sum of squared distances, rows per cluster.
  double inertia() const { return inertia_; }
  std::vector<std::uint32_t> cluster_rows() const;
  /// The squared distance that all but this share of the rows stay within. 0 < share < 1.
  float distance_of_share(double share) const;

  /// Sum of squared distances of the rows from their mean.
  double spread() const;

  /// The cluster of a row by the last assign().
  std::uint32_t cluster_of(std::size_t row) const { return nearest_[row]; }

  /// Puts a centroid where a row is. REQUIRES: assign() before anything else is asked.
  void move_centroid(std::size_t cluster, std::size_t row);

  const Matrix& centroids() const { return centroids_; }

 private:
  void compute_half_norms();
  void sum_rows();
  void reseed_empty_clusters();
  std::size_t farthest_row() const;
  void move_row(std::size_t row, std::size_t cluster);

  const Section& section_;
  std::size_t clusters_;
  Matrix centroids_;
  std::vector<std::uint32_t> nearest_;
  std::vector<float> scores_;  ///< Half the squared distance to the centroid of the row.
  std::vector<float> half_norms_;
  std::vector<std::uint32_t> counts_;
  std::vector<double> sums_;  ///< d x clusters
  double inertia_ = 0.0;
};

}  // namespace likewise
