#pragma once

#include <span>

#include "engine/base/ids.h"
#include "engine/index/snapshot.h"

namespace likewise {

struct ScoredDoc {
  DocId doc = 0;
  float score = 0.0F;

  friend bool operator==(const ScoredDoc&, const ScoredDoc&) = default;
};

/// Takes everything that a search matches, whatever its score: the base of sorting and
/// aggregations. Called on the searching thread, window by window, so that a virtual call costs
/// nothing per document. Not called at all where it is known that nothing matches.
class MatchCollector {
 public:
  virtual ~MatchCollector() = default;

  /// The matches that follow are of this segment. Segments come in docid order, those without
  /// matches included. The view outlives the search.
  virtual void begin_segment(const SegmentView& segment) = 0;

  /// Some matches: living documents of the segment, increasing over all calls; never empty.
  virtual void collect(std::span<const ScoredDoc> matches) = 0;
};

}  // namespace likewise
