#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "engine/dsl/search_request.h"
#include "storage/database/catalog.h"
#include "storage/database/database.h"
#include "storage/database/document_access.h"

namespace likewise::storage {

/// What a search runs over.
struct SearchTargets {
  std::vector<std::shared_ptr<OpenIndex>> indices;
  IndexDocuments::FindIndex find_index;
  Dialect dialect = Dialect::kElasticsearch7;
  bool typed = false;    ///< Answer as Elasticsearch 7.10.
  std::int64_t now = 0;  ///< Of date math, milliseconds since the epoch.
  /// See SearchOptions.
  std::function<Result<std::shared_ptr<const LoadedCodebook>>(std::string_view)> find_codebook;
};

/// How the bodies of requests to these targets are read.
QueryParserOptions parser_options(const SearchTargets& targets);

/// What a search needs to know of its index.
SearchOptions search_options(const SearchTargets& targets, const Index& index,
                             const SearchRequest& request);

/// Runs a search body over each target's published snapshot and merges the hits: score descending,
/// then in the order of the targets. Errors: as Database::search.
Result<SearchResponse> execute_search(const SearchTargets& targets, std::string_view body,
                                      const SearchParameters& parameters);

Result<std::uint64_t> execute_count(const SearchTargets& targets, std::string_view body);

}  // namespace likewise::storage
