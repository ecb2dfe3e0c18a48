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

/// Hands the matches of one window on, and counts the hits among them.
class Distributor {
 public:
  Distributor(const CollectOptions& options, std::span<MatchCollector* const> every,
              MatchCollector* hits)
      : options_(options), every_(every), hits_(hits) {}

  void begin_segment(const SegmentView& view) {
    segment_ = view.segment.get();
    for (MatchCollector* const collector : every_) {
      collector->begin_segment(view);
    }
    if (hits_ != nullptr) {
      hits_->begin_segment(view);
    }
  }

  void distribute(std::span<const ScoredDoc> matches, Collected& collected) {
    std::span<const ScoredDoc> hits =
        options_.post_filter != nullptr ? options_.post_filter->pass(*segment_, matches) : matches;
    if (options_.terminate_after && collected.total + hits.size() > *options_.terminate_after) {
      // The first hit too many ends the search: nobody sees it, nor what follows.
      const auto left = static_cast<std::size_t>(*options_.terminate_after - collected.total);
      const DocId end = hits[left].doc;
      matches = matches.first(static_cast<std::size_t>(
          std::partition_point(matches.begin(), matches.end(),
                               [end](const ScoredDoc& match) { return match.doc < end; }) -
          matches.begin()));
      hits = hits.first(left);
      collected.terminated = true;
    }
    collected.total += hits.size();
    for (MatchCollector* const collector : every_) {
      if (!matches.empty()) {
        collector->collect(matches);
      }
    }
    if (hits_ != nullptr && !hits.empty()) {
      hits_->collect(hits);
    }
  }

 private:
  const CollectOptions& options_;
  std::span<MatchCollector* const> every_;
  MatchCollector* hits_;
  const Segment* segment_ = nullptr;
};

}  // namespace

Collected collect_exhaustively(const Weight& weight, const IndexSnapshot& snapshot,
                               const CollectOptions& options,
                               std::span<MatchCollector* const> every, MatchCollector* hits) {
  Collected collected;
  if (!weight.can_match()) {
    return collected;
  }
  Distributor distributor(options, every, hits);
  WindowScores scores;
  std::vector<ScoredDoc> matches;
  for (const SegmentView& view : snapshot.segments) {
    distributor.begin_segment(view);
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
        distributor.distribute(matches, collected);
      }
      if (collected.terminated) {
        return collected;
      }
      first += window.size;
    }
  }
  return collected;
}

}  // namespace likewise
