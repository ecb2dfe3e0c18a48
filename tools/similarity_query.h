#pragma once

/// @file
/// The seed's query, "more like this picture", as a request body, and its answer as rows.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/error.h"

namespace likewise::tools {

/// Parameters left out keep Elasticsearch's defaults; min_term_freq is always 1, since a token
/// occurs once in a document and the default of 2 would select nothing.
struct SimilarityQuery {
  std::string index;
  std::string id;
  std::string field = "feature_vector.keyword";
  std::size_t size = 10;
  bool with_source = true;  ///< Else hits have ids and scores alone.
  std::optional<long> max_query_terms;
  std::optional<long> min_doc_freq;
  std::optional<std::string> minimum_should_match;
};

/// The body of `_search`. The tokens themselves are left out of `_source`.
std::string to_body(const SimilarityQuery& query);

struct SimilarHit {
  std::string id;
  std::string score;                                        ///< The digits that the server sent.
  std::vector<std::pair<std::string, std::string>> fields;  ///< Scalars of `_source`, in order.

  /// The value of a field, or an empty text.
  std::string_view value(std::string_view name) const;
};

/// Errors: kUnavailable when `answer` is no search answer.
Result<std::vector<SimilarHit>> parse_hits(std::string_view answer);

}  // namespace likewise::tools
