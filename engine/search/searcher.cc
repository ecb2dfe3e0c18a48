#include "engine/search/searcher.h"

#include <algorithm>
#include <utility>

#include "engine/search/hit_selection.h"
#include "engine/search/prepared_search.h"

namespace likewise {
namespace {

void set_total(std::uint64_t total, const SearchOptions& options, SearchResult& result) {
  result.has_total = options.count_total;
  const std::uint64_t most = options.track_total_hits.value_or(total);
  result.total_is_lower_bound = total > most;
  result.total = std::min(total, most);
}

/// What Elasticsearch says of ending early. Where it shows nothing and has nothing to count, it
/// does not even begin; 9 says so whenever it only counts all.
std::optional<bool> terminated_early(const SearchOptions& options, const Collected& collected,
                                     bool is_counted_ahead) {
  const bool shows_nothing = options.size == 0 && options.collectors.empty();
  if (!options.terminate_after) {
    const bool counts_all = options.count_total && !options.track_total_hits;
    const bool says_so = options.dialect == Dialect::kElasticsearch9 && shows_nothing && counts_all;
    return says_so ? std::optional(false) : std::nullopt;
  }
  const bool counts_nothing = !options.legacy && (!options.count_total || is_counted_ahead);
  return collected.terminated && !(shows_nothing && counts_nothing);
}

}  // namespace

Result<SearchResult> search(const IndexSnapshot& snapshot, const DocumentAccess& documents,
                            const Query& query, const SearchOptions& options) {
  LIKEWISE_TRY(const auto prepared, PreparedSearch::prepare(snapshot, documents, query, options));
  LIKEWISE_TRY(const auto selection, HitSelection::prepare(snapshot, documents, options));
  LIKEWISE_TRY(const Collected collected, selection->run(*prepared));
  LIKEWISE_TRY_STATUS(prepared->fault());
  SearchResult result;
  set_total(prepared->total_of(collected), options, result);
  result.timed_out = collected.stopped;
  result.terminated_early = terminated_early(options, collected, prepared->is_counted_ahead());
  result.notes = prepared->take_notes();
  result.profile = prepared->take_profile();
  if (options.size == 0) {
    return result;
  }
  result.max_score = selection->max_score();
  std::vector<SearchHit> hits = selection->take_hits();
  for (std::size_t i = options.from; i < hits.size(); ++i) {
    prepared->describe(hits[i], *selection);
    result.hits.push_back(std::move(hits[i]));
  }
  return result;
}

Result<std::uint64_t> count(const IndexSnapshot& snapshot, const DocumentAccess& documents,
                            const Query& query, const SearchOptions& options) {
  LIKEWISE_TRY(const auto prepared, PreparedSearch::prepare(snapshot, documents, query, options));
  TopKCollector top(1);
  const Collected collected = prepared->collect_best(top);
  LIKEWISE_TRY_STATUS(prepared->fault());
  return collected.total;
}

}  // namespace likewise
