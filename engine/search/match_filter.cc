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
  for (const ScoredDoc& match : matches) {
    const bool is_in_window =
        segment_ == &segment && match.doc >= window_.first && match.doc < window_.end();
    if (!is_in_window) {
      const DocId before = (match.doc - segment.first_doc()) % kWindowDocs;
      const DocId first = match.doc - before;
      segment_ = &segment;
      window_ = {first, std::min(kWindowDocs, segment.end_doc() - first)};
      weight_->score(segment, window_, scores_);
    }
    if (scores_.any() && scores_.matches()[match.doc - window_.first] != 0) {
      passed_.push_back(match);
    }
  }
  return passed_;
}

}  // namespace likewise
