#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "engine/base/error.h"
#include "engine/search/match_collector.h"
#include "engine/search/plan.h"
#include "engine/search/searcher.h"
#include "engine/search/sort.h"
#include "engine/search/weight.h"

namespace likewise {

/// One `rescore` bound to a snapshot: scores the best hits a second time and orders them anew, as
/// Elasticsearch's QueryRescorer does. Not thread-safe; one per search.
class Rescorer {
 public:
  /// `rescore` and the snapshot must outlive the rescorer. Errors: as search().
  static Result<std::unique_ptr<Rescorer>> prepare(const Rescore& rescore,
                                                   const IndexSnapshot& snapshot,
                                                   const DocumentAccess& documents,
                                                   const SearchOptions& options);

  /// Gives the first window_size hits new scores, weighs down the others, and orders all.
  /// REQUIRES: `hits` in order of hits.
  void apply(std::vector<ScoredDoc>& hits);

  /// What apply() made of a score that `first` explains; hits beyond the window have only the
  /// weight of the first query.
  Explanation explain(const Segment& segment, DocId doc, Explanation first) const;

 private:
  Rescorer(const Rescore& rescore, const IndexSnapshot& snapshot, Dialect dialect, PlanRef plan);
  /// Of rescored_, those that the query matches: all hits of a window are scored together.
  std::map<DocId, float> second_scores() const;
  float combined(float first, std::optional<float> second) const;

  const Rescore& rescore_;
  const IndexSnapshot& snapshot_;
  PlanRef plan_;
  WeightFactory factory_;
  WeightRef weight_;
  std::vector<DocId> rescored_;  ///< Sorted.
};

}  // namespace likewise
