#include <algorithm>
#include <vector>

#include "engine/search/collect.h"

namespace likewise {
namespace {

/// The living matches of a window, in docid order.
void find_matches(const WindowScores& scores, DocWindow window, const LiveDocs& live,
                  std::optional<float> min_score, std::vector<ScoredDoc>& matches) {
  matches.clear();
  for (std::uint32_t i = 0; i < window.size; ++i) {
    const float score = scores.scores()[i];
    if (scores.matches()[i] == 0 || (min_score && score < *min_score) ||
        !live.is_live(window.first + i)) {
      continue;
    }
    matches.push_back({window.first + i, score});
  }
}

}  // namespace

Collected collect_exhaustively(const Weight& weight, const IndexSnapshot& snapshot,
                               const CollectOptions& options,
                               std::span<MatchCollector* const> collectors) {
  Collected collected;
  if (!weight.can_match()) {
    return collected;
  }
  WindowScores scores;
  std::vector<ScoredDoc> matches;
  for (const SegmentView& view : snapshot.segments) {
    for (MatchCollector* const collector : collectors) {
      collector->begin_segment(view);
    }
    const DocId end = view.segment->end_doc();
    for (DocId first = view.segment->first_doc(); first < end;) {
      if (options.should_stop && options.should_stop()) {
        collected.stopped = true;
        return collected;
      }
      const DocWindow window{first, std::min(kWindowDocs, end - first)};
      weight.score(*view.segment, window, scores);
      if (scores.any()) {
        find_matches(scores, window, *view.live, options.min_score, matches);
        collected.total += matches.size();
        for (MatchCollector* const collector : collectors) {
          if (!matches.empty()) {
            collector->collect(matches);
          }
        }
      }
      first += window.size;
    }
  }
  return collected;
}

}  // namespace likewise
