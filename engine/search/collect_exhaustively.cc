#include <algorithm>

#include "engine/search/collect.h"

namespace likewise {
namespace {

void collect_window(const WindowScores& scores, DocWindow window, const LiveDocs& live,
                    std::optional<float> min_score, Collected& collected, TopKCollector& top) {
  for (std::uint32_t i = 0; i < window.size; ++i) {
    const float score = scores.scores()[i];
    if (scores.matches()[i] == 0 || (min_score && score < *min_score) ||
        !live.is_live(window.first + i)) {
      continue;
    }
    ++collected.total;
    top.collect(window.first + i, score);
  }
}

}  // namespace

Collected collect_exhaustively(const Weight& weight, const IndexSnapshot& snapshot,
                               const CollectOptions& options, TopKCollector& top) {
  Collected collected;
  if (!weight.can_match()) {
    return collected;
  }
  WindowScores scores;
  for (const SegmentView& view : snapshot.segments) {
    const DocId end = view.segment->end_doc();
    for (DocId first = view.segment->first_doc(); first < end;) {
      if (options.should_stop && options.should_stop()) {
        collected.stopped = true;
        return collected;
      }
      const DocWindow window{first, std::min(kWindowDocs, end - first)};
      weight.score(*view.segment, window, scores);
      if (scores.any()) {
        collect_window(scores, window, *view.live, options.min_score, collected, top);
      }
      first += window.size;
    }
  }
  return collected;
}

}  // namespace likewise
