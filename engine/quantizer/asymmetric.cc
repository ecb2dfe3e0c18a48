#include "engine/quantizer/asymmetric.h"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "engine/quantizer/row_scales.h"

namespace likewise {
namespace {

/// Columns of the transformed query.
std::vector<float> transformed(const MatrixView& query, std::span<const float> scales,
                               const std::optional<Projection>& projection) {
  if (projection) {
    Section section = empty_section(1, projection->width());
    projection->apply(query, scales, 0, section);
    std::vector<float> values;
    for (std::size_t j = 0; j < section.dimensions; ++j) {
      values.push_back(section.at(j, 0));
    }
    return values;
  }
  std::vector<float> values(query.data(), query.data() + query.cols());
  for (float& value : values) {
    value *= scales.empty() ? 1.0F : scales.front();
  }
  return values;
}

}  // namespace

AsymmetricQuantizer::AsymmetricQuantizer(const Codebook& codebook)
    : dimensions_(codebook.dimensions), metric_(codebook.metric) {
  if (!codebook.transform.is_identity()) {
    projection_.emplace(codebook.transform);
  }
  for (const CodebookGroup& group : codebook.groups) {
    groups_.push_back({group.dimensions, group.centroids});
    clusters_.push_back(static_cast<std::uint32_t>(group.centroids.rows()));
  }
}

Result<CodeTable> AsymmetricQuantizer::distances(std::span<const float> query) const {
  if (query.size() != dimensions_) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("the codebook encodes vectors of {} dimensions, found {}", dimensions_,
                            query.size()));
  }
  const Eigen::Map<const Matrix> row(query.data(), 1, static_cast<Eigen::Index>(query.size()));
  LIKEWISE_TRY_STATUS(check_values(row));
  const std::vector<float> values = transformed(row, row_scales(row, metric_), projection_);
  CodeTable table(clusters_);
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    const Group& group = groups_[g];
    Eigen::RowVectorXf section(static_cast<Eigen::Index>(group.columns.size()));
    for (std::size_t j = 0; j < group.columns.size(); ++j) {
      section[static_cast<Eigen::Index>(j)] = values[group.columns[j]];
    }
    const std::span<float> out = table.group(g);
    for (Eigen::Index cluster = 0; cluster < group.centroids.rows(); ++cluster) {
      out[static_cast<std::size_t>(cluster)] =
          -(group.centroids.row(cluster) - section).squaredNorm();
    }
  }
  return table;
}

std::vector<WeightedToken> weighted_tokens(const CodeTable& distances, std::size_t count) {
  std::vector<WeightedToken> tokens;
  for (std::size_t g = 0; g < distances.groups(); ++g) {
    const std::span<const float> group = distances.group(g);
    const double sum = std::accumulate(group.begin(), group.end(), 0.0);
    const auto average = static_cast<float>(sum / static_cast<double>(group.size()));
    for (std::size_t cluster = 0; cluster < group.size(); ++cluster) {
      if (group[cluster] > average) {
        tokens.push_back({{static_cast<std::uint32_t>(g), static_cast<std::uint16_t>(cluster)},
                          group[cluster] - average});
      }
    }
  }
  std::sort(tokens.begin(), tokens.end(), [](const WeightedToken& a, const WeightedToken& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.token < b.token;
  });
  tokens.resize(std::min(count, tokens.size()));
  return tokens;
}

CodeTable table_of(std::span<const WeightedToken> tokens, const CodeTable& like) {
  std::vector<std::uint32_t> clusters;
  for (std::size_t g = 0; g < like.groups(); ++g) {
    clusters.push_back(static_cast<std::uint32_t>(like.group(g).size()));
  }
  CodeTable table(clusters);
  for (const WeightedToken& token : tokens) {
    table.group(token.token.group)[token.token.cluster] = token.weight;
  }
  return table;
}

}  // namespace likewise
