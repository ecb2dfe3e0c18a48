#include "engine/search/searcher.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"
#include "engine/search/bind.h"
#include "engine/search/collect.h"
#include "engine/search/counting_plan.h"
#include "engine/search/named_queries.h"
#include "engine/search/rewrite.h"
#include "engine/search/top_k_collector.h"
#include "engine/search/weight.h"

namespace likewise {
namespace {

constexpr std::size_t kMaxCountingClauses = 4'096;

/// A query ready to run. The weight factory holds references, so it stays where it is.
class PreparedSearch {
 public:
  static Result<std::unique_ptr<PreparedSearch>> prepare(const IndexSnapshot& snapshot,
                                                         const DocumentAccess& documents,
                                                         const Query& query,
                                                         const SearchOptions& options) {
    LIKEWISE_TRY(BoundQuery bound, bind(query, snapshot, documents, options));
    const RewriteRules rules{options.dialect, options.max_clause_count};
    LIKEWISE_TRY(PlanRef plan, rewrite(bound.plan, rules));
    LIKEWISE_TRY(NamedQueries named, NamedQueries::prepare(bound.named, rules));
    return std::unique_ptr<PreparedSearch>(new PreparedSearch(
        snapshot, options, std::move(plan), std::move(named), std::move(bound.notes)));
  }

  /// Collects into `top`, the fast way where there is one and nothing else needs every match.
  Collected collect(TopKCollector& top) {
    const CollectOptions options{options_.min_score, options_.should_stop};
    if (!options_.force_exhaustive && !options_.min_score && options_.collectors.empty()) {
      const auto counting = counting_plan(*plan_, *snapshot_.mapping);
      if (counting && counting->terms.size() <= kMaxCountingClauses) {
        return collect_counting_plan(*counting, factory_, options, top);
      }
    }
    TopKMatches best(top);
    std::vector<MatchCollector*> collectors = options_.collectors;
    collectors.push_back(&best);
    return collect_exhaustively(weight(), snapshot_, options, collectors);
  }

  void describe(SearchHit& hit) {
    const Segment* segment = segment_of(hit.doc);
    LIKEWISE_CHECK(segment != nullptr, "a hit lies in a segment");
    if (options_.explain) {
      hit.explanation = weight().explain(*segment, hit.doc);
    }
    hit.matched_queries = named_.matching(*segment, hit.doc, factory_);
  }

  std::vector<TermSelectionNote> take_notes() { return std::move(notes_); }

 private:
  PreparedSearch(const IndexSnapshot& snapshot, const SearchOptions& options, PlanRef plan,
                 NamedQueries named, std::vector<TermSelectionNote> notes)
      : snapshot_(snapshot),
        options_(options),
        plan_(std::move(plan)),
        named_(std::move(named)),
        notes_(std::move(notes)),
        factory_(snapshot, options.dialect) {}

  const Weight& weight() {
    if (weight_ == nullptr) {
      weight_ = factory_.make(*plan_, 1.0F);
    }
    return *weight_;
  }

  const Segment* segment_of(DocId doc) const {
    for (const SegmentView& view : snapshot_.segments) {
      if (doc >= view.segment->first_doc() && doc < view.segment->end_doc()) {
        return view.segment.get();
      }
    }
    return nullptr;
  }

  const IndexSnapshot& snapshot_;
  const SearchOptions& options_;
  PlanRef plan_;
  NamedQueries named_;
  std::vector<TermSelectionNote> notes_;
  WeightFactory factory_;
  WeightRef weight_;
};

void set_total(std::uint64_t total, const SearchOptions& options, SearchResult& result) {
  result.has_total = options.count_total;
  const std::uint64_t most = options.track_total_hits.value_or(total);
  result.total_is_lower_bound = total > most;
  result.total = std::min(total, most);
}

/// Documents to collect: never more than there are.
std::size_t wanted(const IndexSnapshot& snapshot, const SearchOptions& options) {
  if (options.size == 0) {
    return 1;
  }
  const auto all = static_cast<std::size_t>(snapshot.live_count);
  const std::size_t last = options.from > all ? all : options.from + std::min(options.size, all);
  return std::max<std::size_t>(1, std::min(all, last));
}

}  // namespace

Result<SearchResult> search(const IndexSnapshot& snapshot, const DocumentAccess& documents,
                            const Query& query, const SearchOptions& options) {
  LIKEWISE_TRY(const auto prepared, PreparedSearch::prepare(snapshot, documents, query, options));
  TopKCollector top(wanted(snapshot, options));
  const Collected collected = prepared->collect(top);
  SearchResult result;
  set_total(collected.total, options, result);
  result.timed_out = collected.stopped;
  result.notes = prepared->take_notes();
  if (options.size == 0) {
    return result;
  }
  const std::vector<ScoredDoc> best = top.take_sorted();
  if (!best.empty()) {
    result.max_score = best.front().score;
  }
  for (std::size_t i = options.from; i < best.size(); ++i) {
    SearchHit hit{best[i].doc, best[i].score, std::nullopt, {}};
    prepared->describe(hit);
    result.hits.push_back(std::move(hit));
  }
  return result;
}

Result<std::uint64_t> count(const IndexSnapshot& snapshot, const DocumentAccess& documents,
                            const Query& query, const SearchOptions& options) {
  LIKEWISE_TRY(const auto prepared, PreparedSearch::prepare(snapshot, documents, query, options));
  TopKCollector top(1);
  return prepared->collect(top).total;
}

}  // namespace likewise
