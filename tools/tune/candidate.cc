#include "tools/tune/candidate.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include <fmt/format.h>

#include "engine/quantizer/grouping.h"
#include "engine/quantizer/kmeans.h"

namespace likewise::tools {
namespace {

constexpr std::array<Grouping, 7> kLikelyFirst = {
    Grouping::kPcaRotated,  Grouping::kContiguous,   Grouping::kRotated,   Grouping::kShuffled,
    Grouping::kPcaBalanced, Grouping::kDecorrelated, Grouping::kCorrelated};
constexpr double kLikelyGroups = 128.0;
constexpr double kLikelyClusters = 32.0;
constexpr double kVariantOutliers = 0.02;

/// 64, 96, 128, 192, or a quarter to the whole of few dimensions.
std::vector<std::uint32_t> fitting_groups(std::uint32_t dimensions) {
  std::vector<std::uint32_t> groups;
  for (const std::uint32_t count : {64U, 96U, 128U, 192U}) {
    if (count <= dimensions) {
      groups.push_back(count);
    }
  }
  for (std::uint32_t part = 4; groups.size() < 2 && part >= 1; --part) {
    groups.push_back(std::max(1U, dimensions / part));
  }
  std::sort(groups.begin(), groups.end());
  groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
  return groups;
}

/// How far from what usually serves, in powers of two.
double unlikeliness(const Candidate& candidate) {
  return std::abs(std::log2(candidate.groups / kLikelyGroups)) +
         std::abs(std::log2(candidate.clusters / kLikelyClusters));
}

}  // namespace

std::string to_string(const Candidate& candidate) {
  std::string text = fmt::format("{}, n {}, m {}", to_string(candidate.grouping), candidate.groups,
                                 candidate.clusters);
  if (candidate.clustering != Clustering::kKMeans) {
    text += fmt::format(", {}", to_string(candidate.clustering));
  }
  if (candidate.tokens_per_group > 1) {
    text += fmt::format(", {} tokens per group", candidate.tokens_per_group);
  }
  if (candidate.outliers > 0.0) {
    text += fmt::format(", {:g} % outliers", 100 * candidate.outliers);
  }
  return text;
}

std::string train_options(const Candidate& candidate) {
  std::string text = fmt::format("--groups {} --clusters {} --grouping {}", candidate.groups,
                                 candidate.clusters, to_string(candidate.grouping));
  if (candidate.clustering != Clustering::kKMeans) {
    text += fmt::format(" --clustering {}", to_string(candidate.clustering));
  }
  if (candidate.tokens_per_group > 1) {
    text += fmt::format(" --assign {}", candidate.tokens_per_group);
  }
  if (candidate.outliers > 0.0) {
    text += fmt::format(" --outliers {:g}", candidate.outliers);
  }
  return text;
}

std::vector<Candidate> candidate_grid(std::uint32_t dimensions, std::uint64_t rows,
                                      const CandidateRanges& ranges) {
  const std::vector<std::uint32_t> groups =
      ranges.groups.empty() ? fitting_groups(dimensions) : ranges.groups;
  const std::vector<std::uint32_t> clusters =
      ranges.clusters.empty() ? std::vector<std::uint32_t>{8, 16, 32, 64} : ranges.clusters;
  std::vector<Candidate> grid;
  for (const Grouping grouping : kLikelyFirst) {
    for (const std::uint32_t n : groups) {
      for (const std::uint32_t m : clusters) {
        if (n <= dimensions && m <= rows / 10) {
          Candidate candidate;
          candidate.grouping = grouping;
          candidate.groups = n;
          candidate.clusters = m;
          grid.push_back(candidate);
        }
      }
    }
  }
  std::stable_sort(grid.begin(), grid.end(), [](const Candidate& a, const Candidate& b) {
    return unlikeliness(a) < unlikeliness(b);
  });
  return grid;
}

std::vector<Candidate> variants_of(const Candidate& candidate,
                                   std::uint32_t most_tokens_per_group) {
  std::vector<Candidate> variants;
  for (const double outliers : {0.0, kVariantOutliers}) {
    for (std::uint32_t tokens = 1; tokens <= most_tokens_per_group; ++tokens) {
      Candidate variant = candidate;
      variant.outliers = outliers;
      variant.tokens_per_group = tokens;
      variants.push_back(variant);
    }
  }
  for (const Clustering clustering : {Clustering::kBalanced, Clustering::kMiniBatch}) {
    Candidate variant = candidate;
    variant.clustering = clustering;
    variants.push_back(variant);
  }
  variants.erase(variants.begin());  // the candidate itself
  return variants;
}

}  // namespace likewise::tools
