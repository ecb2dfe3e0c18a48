#pragma once

/// @file
/// What `likewise tune` chooses among.

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/quantizer/codebook.h"

namespace likewise::tools {

struct Candidate {
  Grouping grouping = Grouping::kContiguous;
  std::uint32_t groups = 128;   ///< n
  std::uint32_t clusters = 32;  ///< m
  Clustering clustering = Clustering::kKMeans;
  std::uint32_t tokens_per_group = 1;
  double outliers = 0.0;

  friend auto operator<=>(const Candidate&, const Candidate&) = default;
};

/// "pca-rotated, n 128, m 32", and what is not the default of the rest.
std::string to_string(const Candidate& candidate);

/// The options of `likewise train` that make it.
std::string train_options(const Candidate& candidate);

struct CandidateRanges {
  std::vector<std::uint32_t> groups;    ///< Empty: fitting the dimensions.
  std::vector<std::uint32_t> clusters;  ///< Empty: 8, 16, 32, 64.
};

/// Every n with every m and every grouping, the likely ones first, so that a search that runs out
/// of time has seen those. Leaves out n beyond the dimensions and m beyond a tenth of the rows.
std::vector<Candidate> candidate_grid(std::uint32_t dimensions, std::uint64_t rows,
                                      const CandidateRanges& ranges);

/// The same n, m and grouping with other clusterings, two tokens per group, and without outliers.
std::vector<Candidate> variants_of(const Candidate& candidate, std::uint32_t most_tokens_per_group);

}  // namespace likewise::tools
