#include "engine/search/match_filter.h"

#include <algorithm>
#include <utility>

#include "engine/search/bind.h"
#include "engine/search/rewrite.h"

namespace likewise {

Result<std::unique_ptr<MatchFilter>> MatchFilter::prepare(const Query& query,
                                                          const IndexSnapshot& snapshot,
                                                          const DocumentAccess& documents,
                                                          const SearchOptions& options) {
  LIKEWISE_TRY(BoundQuery bound, bind(query, snapshot, documents, options));
  LIKEWISE_TRY(PlanRef plan, rewrite(bound.plan, {options.dialect, options.max_clause_count}));
  return std::unique_ptr<MatchFilter>(new MatchFilter(snapshot, options.dialect, std::move(plan)));
}

MatchFilter::MatchFilter(const IndexSnapshot& snapshot, Dialect dialect, PlanRef plan)
    : plan_(std::move(plan)), factory_(snapshot, dialect), weight_(factory_.make(*plan_, 1.0F)) {}

std::span<const ScoredDoc> MatchFilter::pass(const Segment& segment,
                                             std::span<const ScoredDoc> matches) {
  passed_.clear();
  DocWindow window{segment.first_doc(), 0};
  for (const ScoredDoc& match : matches) {
    if (match.doc >= window.end()) {
      window = {match.doc, std::min(kWindowDocs, segment.end_doc() - match.doc)};
      weight_->score(segment, window, scores_);
    }
    if (scores_.any() && scores_.matches()[match.doc - window.first] != 0) {
      passed_.push_back(match);
    }
  }
  return passed_;
}

}  // namespace likewise
