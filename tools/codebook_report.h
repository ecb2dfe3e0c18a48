#pragma once

/// @file
/// What a codebook is, in words and numbers: for `likewise inspect` and for model cards.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/quantizer/codebook.h"

namespace likewise::tools {

struct GroupReport {
  std::size_t dimensions = 0;
  std::size_t clusters = 0;
  double variance = 0.0;   ///< Of the training rows within the group's dimensions.
  double share = 0.0;      ///< Of the variance of all groups.
  double explained = 0.0;  ///< The share of `variance` that the choice of a centroid tells.
  double smallest = 0.0;   ///< Share of the training rows in the smallest cluster.
  double largest = 0.0;
  double effective = 0.0;  ///< exp(entropy): clusters of equal size that would tell as much.
};

struct CodebookReport {
  std::vector<GroupReport> groups;  ///< Numbers are 0 where an old codebook does not tell them.
  bool has_details = false;         ///< It tells them.
  double explained = 0.0;           ///< Over all groups.
  double effective_share = 0.0;     ///< Mean of effective / clusters.
  double top_tenth_share = 0.0;     ///< Variance held by the most varied tenth of the groups.
  double bytes_per_vector = 0.0;    ///< Codes packed into bits.
  std::uint64_t tokens = 0;         ///< Different ones.
};

CodebookReport report_on(const Codebook& codebook);

/// Lines of "name  text", then a table of groups unless `summary_only`. `name`: the file.
std::string render_report(const Codebook& codebook, const std::string& name, bool summary_only);
/// One JSON object on one line.
std::string render_report_json(const Codebook& codebook, const std::string& name);

/// Sentences that say what the numbers mean for searching.
std::vector<std::string> advice_on(const Codebook& codebook, const CodebookReport& report);

}  // namespace likewise::tools
