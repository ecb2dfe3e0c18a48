#pragma once

/// @file
/// A plan bound to the statistics of a snapshot and to the boosts around it: ready to score. The
/// exhaustive way to score; the counting scorer must agree with it bit for bit.

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "engine/base/ids.h"
#include "engine/index/snapshot.h"
#include "engine/search/dialect.h"
#include "engine/search/doc_window.h"
#include "engine/search/plan.h"
#include "engine/search/scoring_faults.h"
#include "engine/search/searcher.h"
#include "engine/search/similarity.h"

namespace likewise {

class WeightProfiler;

/// One node ready to score. Immutable and thread-safe.
///
/// Scoring knows nothing of deletions: a deleted document may match, and the caller drops it.
class Weight {
 public:
  Weight() = default;
  Weight(const Weight&) = delete;
  Weight& operator=(const Weight&) = delete;
  virtual ~Weight() = default;

  /// False if no document can match: such a clause does not count for minimum_should_match.
  virtual bool can_match() const = 0;

  /// Fills `out` with the matches of the window. REQUIRES: the window lies in the segment.
  virtual void score(const Segment& segment, DocWindow window, WindowScores& out) const = 0;

  /// How the score of `doc` came about, or nothing if it does not match. The value equals score().
  virtual std::optional<Explanation> explain(const Segment& segment, DocId doc) const = 0;

  /// The score of one document, if it matches.
  std::optional<float> score_of(const Segment& segment, DocId doc) const;
};

using WeightRef = std::unique_ptr<const Weight>;

/// What weights are made from. Holds the similarities, one per field, that weights refer to: must
/// outlive them, as must the snapshot. Not thread-safe while weights are made.
class WeightFactory {
 public:
  WeightFactory(const IndexSnapshot& snapshot, Dialect dialect)
      : snapshot_(snapshot), dialect_(dialect) {}

  /// `boost`: the product of the boosts around `plan`. The plan must outlive the weight.
  WeightRef make(const Plan& plan, float boost);

  /// Weights made from now on measure themselves. `profiler` must outlive them.
  void profile_with(WeightProfiler& profiler) { profiler_ = &profiler; }

  /// The term's weight; nothing if no living document has it.
  std::optional<TermWeight> weigh(const TermPlan& term, float boost);

  /// The phrase's weight; nothing if a place of it has no term that a living document has.
  std::optional<TermWeight> weigh(const PhrasePlan& phrase, float boost);

  const IndexSnapshot& snapshot() const noexcept { return snapshot_; }

  /// What weights could not score. Lives as long as the factory.
  ScoringFaults& faults() noexcept { return faults_; }

 private:
  const FieldSimilarity& similarity(const Field& field);

  const IndexSnapshot& snapshot_;
  Dialect dialect_;
  WeightProfiler* profiler_ = nullptr;
  std::map<FieldId, FieldSimilarity> similarities_;
  ScoringFaults faults_;
};

}  // namespace likewise
