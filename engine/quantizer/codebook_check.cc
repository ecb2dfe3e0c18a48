#include "engine/quantizer/codebook_check.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "engine/vectors/read_rows.h"

namespace likewise {
namespace {

tl::unexpected<Error> corrupt(std::string message) {
  return fail(ErrorCode::kCorruption, "inconsistent codebook: " + std::move(message));
}

bool is_usable(float value) {
  return std::abs(value) <= kMaxMagnitude;
}

Status check_transform(const Codebook& codebook) {
  const Transform& transform = codebook.transform;
  if (transform.is_identity()) {
    return {};
  }
  const Matrix& basis = transform.basis;
  if (static_cast<std::size_t>(basis.cols()) != codebook.dimensions ||
      transform.mean.size() != codebook.dimensions || basis.rows() > basis.cols()) {
    return corrupt(
        fmt::format("its transform has {} means and a basis of {} x {} for {} dimensions",
                    transform.mean.size(), basis.rows(), basis.cols(), codebook.dimensions));
  }
  if (!std::all_of(transform.mean.begin(), transform.mean.end(), is_usable) ||
      !std::all_of(basis.data(), basis.data() + basis.size(), is_usable)) {
    return corrupt("its transform has a value that is not finite");
  }
  return {};
}

Status check_group(const CodebookGroup& group, std::size_t number, std::vector<bool>& covered) {
  for (const std::uint32_t dimension : group.dimensions) {
    if (dimension >= covered.size() || covered[dimension]) {
      return corrupt(fmt::format("group {} has dimension {}, which is {}", number, dimension,
                                 dimension >= covered.size() ? "out of range" : "taken already"));
    }
    covered[dimension] = true;
  }
  const Matrix& centroids = group.centroids;
  if (group.dimensions.empty() || centroids.rows() < 1 || centroids.rows() > kMaxClusters ||
      static_cast<std::size_t>(centroids.cols()) != group.dimensions.size()) {
    return corrupt(fmt::format("group {} has {} dimensions and {} centroids of {}", number,
                               group.dimensions.size(), centroids.rows(), centroids.cols()));
  }
  if (!std::all_of(centroids.data(), centroids.data() + centroids.size(), is_usable)) {
    return corrupt(fmt::format("group {} has a centroid that is not finite", number));
  }
  if (!(group.outlier_distance >= 0.0F)) {
    return corrupt(fmt::format("group {} has an unusable outlier distance", number));
  }
  return {};
}

}  // namespace

Status check_codebook(const Codebook& codebook) {
  LIKEWISE_TRY_STATUS(check_transform(codebook));
  const std::uint32_t width = codebook.transform.width(codebook.dimensions);
  std::size_t columns = 0;
  for (const CodebookGroup& group : codebook.groups) {
    columns += group.dimensions.size();
  }
  // Before anything is allocated: `dimensions` may be any number.
  if (codebook.groups.empty() || columns != width) {
    return corrupt(
        fmt::format("{} groups cover {} of {} dimensions", codebook.groups.size(), columns, width));
  }
  if (codebook.facts.group_inertia.size() != codebook.groups.size()) {
    return corrupt(fmt::format("{} groups and {} inertias", codebook.groups.size(),
                               codebook.facts.group_inertia.size()));
  }
  std::vector<bool> covered(width);
  std::size_t clusters = 0;
  for (std::size_t g = 0; g < codebook.groups.size(); ++g) {
    LIKEWISE_TRY_STATUS(check_group(codebook.groups[g], g, covered));
    const CodebookGroup& group = codebook.groups[g];
    clusters += static_cast<std::size_t>(group.centroids.rows());
    if (codebook.tokens_per_group < 1 || codebook.tokens_per_group > kMaxTokensPerGroup ||
        group.centroids.rows() < static_cast<Eigen::Index>(codebook.tokens_per_group)) {
      return corrupt(fmt::format("group {} of {} clusters cannot give {} tokens", g,
                                 group.centroids.rows(), codebook.tokens_per_group));
    }
  }
  const TrainingFacts& facts = codebook.facts;
  if ((!facts.group_spread.empty() && facts.group_spread.size() != codebook.groups.size()) ||
      (!facts.cluster_rows.empty() && facts.cluster_rows.size() != clusters)) {
    return corrupt("its facts are of another number of groups or clusters");
  }
  return {};
}

}  // namespace likewise
