#include "engine/quantizer/grouping_by_correlation.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/quantizer/grouping_by_position.h"
#include "engine/quantizer/shared_statistics.h"

namespace likewise {
namespace {

/// |r| of each pair of dimensions; 0 where one of them is constant.
Eigen::MatrixXf correlations(const GroupingRequest& request) {
  const Eigen::MatrixXd covariance = statistics_of(request).covariance;
  const Eigen::VectorXd deviation = covariance.diagonal().cwiseSqrt();
  const Eigen::VectorXd inverse =
      deviation.unaryExpr([](double value) { return value > 0.0 ? 1.0 / value : 0.0; });
  return (inverse.asDiagonal() * covariance * inverse.asDiagonal()).cwiseAbs().cast<float>();
}

/// One group while it grows: how much each dimension is correlated with its members, summed up.
class GrowingGroup {
 public:
  explicit GrowingGroup(std::uint32_t dimensions) : sums_(Eigen::VectorXf::Zero(dimensions)) {}

  void add(std::uint32_t dimension, const Eigen::MatrixXf& correlation) {
    members_.push_back(dimension);
    sums_ += correlation.col(dimension);
  }

  float sum(std::uint32_t dimension) const { return sums_[dimension]; }
  std::vector<std::uint32_t> take_sorted() {
    std::sort(members_.begin(), members_.end());
    return std::move(members_);
  }

 private:
  std::vector<std::uint32_t> members_;
  Eigen::VectorXf sums_;
};

/// Removes the dimension that `better` prefers, the first of equals.
template <class Better>
std::uint32_t take_best(std::vector<std::uint32_t>& left, const GrowingGroup& group,
                        Better better) {
  auto best = left.begin();
  for (auto at = left.begin(); at != left.end(); ++at) {
    best = better(group.sum(*at), group.sum(*best)) ? at : best;
  }
  const std::uint32_t dimension = *best;
  left.erase(best);
  return dimension;
}

std::vector<std::uint32_t> all_dimensions(const GroupingRequest& request) {
  return neighbouring_columns(request.dimensions(), 1).front();
}

}  // namespace

DimensionLayout lay_out_correlated(const GroupingRequest& request) {
  const Eigen::MatrixXf correlation = correlations(request);
  std::vector<std::uint32_t> left = all_dimensions(request);
  DimensionLayout layout;
  for (const auto& sized : neighbouring_columns(request.dimensions(), request.groups)) {
    GrowingGroup group(request.dimensions());
    for (std::size_t i = 0; i < sized.size(); ++i) {
      group.add(take_best(left, group, std::greater<>()), correlation);
    }
    layout.columns.push_back(group.take_sorted());
  }
  return layout;
}

DimensionLayout lay_out_decorrelated(const GroupingRequest& request) {
  const Eigen::MatrixXf correlation = correlations(request);
  std::vector<std::uint32_t> left = all_dimensions(request);
  std::vector<GrowingGroup> groups(request.groups, GrowingGroup(request.dimensions()));
  for (std::size_t turn = 0; !left.empty(); turn = (turn + 1) % groups.size()) {
    groups[turn].add(take_best(left, groups[turn], std::less<>()), correlation);
  }
  DimensionLayout layout;
  for (GrowingGroup& group : groups) {
    layout.columns.push_back(group.take_sorted());
  }
  return layout;
}

}  // namespace likewise
