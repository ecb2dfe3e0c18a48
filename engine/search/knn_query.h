#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/search/query.h"

namespace likewise {

/// `knn`: the k documents whose vectors are nearest to a vector.
struct KnnQuery {
  std::string field;
  std::vector<float> vector;
  std::optional<std::int32_t> k;               ///< Absent: as many as the search shows.
  std::optional<std::int32_t> num_candidates;  ///< Absent: half as many again as k.
  std::vector<Query> filter;                   ///< All of them must match.
  std::optional<float> similarity;             ///< The least that a hit must have.
  bool is_section = false;                     ///< Of the search body, not a clause.
};

/// `_likewise/search` in the ways that are no query of Elasticsearch.
struct TokenSearchQuery {
  std::string codebook;
  std::vector<float> vector;
  std::string token_field;   ///< Whose tokens are weighed.
  std::string vector_field;  ///< Whose vectors decide in the end; empty: the tokens do.
  std::int32_t k = 10;
  std::int32_t candidates = 100;  ///< How many the vectors are asked about.
  std::vector<Query> filter;
};

}  // namespace likewise
