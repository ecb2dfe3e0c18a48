#pragma once

#include <span>
#include <string>
#include <vector>

#include "tools/compare/comparison.h"
#include "tools/compare/server_facts.h"

namespace likewise::tools {

/// All that a comparison found, for showing.
struct ComparisonResult {
  ServerFacts left;
  ServerFacts right;
  std::vector<PairOutcome> outcomes;
  std::size_t shown = 5;  ///< How many of the worst queries are shown.
};

/// A table for a terminal, the worst queries and known reasons after it.
std::string to_table(const ComparisonResult& result);

/// The same as one JSON object in one line.
std::string to_json_text(const ComparisonResult& result);

}  // namespace likewise::tools
