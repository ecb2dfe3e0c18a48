#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/base/error.h"
#include "engine/search/collect.h"
#include "engine/search/match_filter.h"
#include "engine/search/named_queries.h"
#include "engine/search/plan.h"
#include "engine/search/scoring_faults.h"
#include "engine/search/searcher.h"
#include "engine/search/top_k_collector.h"
#include "engine/search/weight.h"

namespace likewise {

class HitSelection;

/// A query ready to run: bound, rewritten, with what is to be said of each hit. Not thread-safe;
/// one per search.
class PreparedSearch {
 public:
  /// The snapshot and the options must outlive it. Errors: as search().
  static Result<std::unique_ptr<PreparedSearch>> prepare(const IndexSnapshot& snapshot,
                                                         const DocumentAccess& documents,
                                                         const Query& query,
                                                         const SearchOptions& options);

  /// Finds the best hits, the fast way where there is one and nothing else needs every match.
  Collected collect_best(TopKCollector& top);

  /// Shows every hit to `hits`.
  Collected collect_all(MatchCollector& hits);

  /// After collecting. Errors: a function could not score a document that is a hit.
  Status fault();

  /// The number of hits, where Elasticsearch knows it although it stopped early.
  std::uint64_t total_of(const Collected& collected) const;

  /// True where Elasticsearch knows the number of hits before it collects any.
  bool is_counted_ahead() const;

  /// Adds explanation and matched queries.
  void describe(SearchHit& hit, const HitSelection& selection);

  std::vector<TermSelectionNote> take_notes() { return std::move(notes_); }
  std::optional<SearchProfile> take_profile() { return std::move(profile_); }

 private:
  PreparedSearch(const IndexSnapshot& snapshot, const SearchOptions& options, PlanRef plan);
  CollectOptions collect_options() const;
  const Weight& weight();
  /// Every query measures itself, which only the exhaustive way of scoring lets it do.
  Collected collect_profiled(const std::vector<MatchCollector*>& collectors, MatchCollector& hits);

  const IndexSnapshot& snapshot_;
  const SearchOptions& options_;
  PlanRef plan_;
  NamedQueries named_;
  std::vector<TermSelectionNote> notes_;
  std::optional<SearchProfile> profile_;
  std::unique_ptr<MatchFilter> post_filter_;
  WeightFactory factory_;  ///< Holds references, so a search stays where it is.
  WeightRef weight_;
  FaultyHit faulty_;
  std::optional<Error> profiled_fault_;  ///< Of the weights that were measured.
};

}  // namespace likewise
