#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/dsl/json.h"
#include "tools/compare/ranking.h"

namespace likewise::tools {

/// What of a search answer is compared.
struct SearchAnswer {
  long status = 0;
  std::string error;  ///< Type and reason; empty of a success.
  std::optional<std::uint64_t> total;
  bool total_is_lower_bound = false;
  std::vector<RankedHit> hits;
  double milliseconds = 0;  ///< From the request to the last byte.
};

/// Reads the body of an answer to `_search`; hits without a score (sorted by a field) have score 0.
/// Errors: kUnavailable for anything that is neither a search answer nor an error body.
Result<SearchAnswer> parse_search_answer(long status, std::string_view body);
/// The same of a body that is parsed already.
Result<SearchAnswer> read_search_answer(long status, const json::Value& body);

}  // namespace likewise::tools
