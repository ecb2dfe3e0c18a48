#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "engine/search/collect.h"
#include "engine/search/counting_scorer.h"

namespace likewise {
namespace {

struct ScoredClause {
  const TermPlan* term = nullptr;
  float score = 0.0F;
};

/// What a document must pass besides the disjunction: ready to narrow the living documents.
class Filters {
 public:
  Filters(const CountingPlan& plan, WeightFactory& factory) {
    for (const Plan* filter : plan.filters) {
      required_.push_back(factory.make(*filter, 1.0F));
    }
    for (const Plan* excluded : plan.excluded) {
      prohibited_.push_back(factory.make(*excluded, 1.0F));
    }
  }

  bool empty() const noexcept { return required_.empty() && prohibited_.empty(); }

  /// The living documents of the segment that pass.
  LiveDocs narrowed(const SegmentView& view) const {
    LiveDocs live = *view.live;
    const Segment& segment = *view.segment;
    WindowScores scores;
    for (DocId first = segment.first_doc(); first < segment.end_doc();) {
      const DocWindow window{first, std::min(kWindowDocs, segment.end_doc() - first)};
      for (const WeightRef& filter : required_) {
        filter->score(segment, window, scores);
        kill(scores, window, false, live);
      }
      for (const WeightRef& filter : prohibited_) {
        filter->score(segment, window, scores);
        kill(scores, window, true, live);
      }
      first += window.size;
    }
    return live;
  }

 private:
  static void kill(const WindowScores& scores, DocWindow window, bool matching, LiveDocs& live) {
    if (!scores.any() && matching) {
      return;
    }
    for (std::uint32_t i = 0; i < window.size; ++i) {
      const bool matches = scores.any() && scores.matches()[i] != 0;
      if (matches == matching) {
        live.kill(window.first + i);
      }
    }
  }

  std::vector<WeightRef> required_;
  std::vector<WeightRef> prohibited_;
};

std::vector<ScoredClause> scored_clauses(const CountingPlan& plan, WeightFactory& factory) {
  std::vector<ScoredClause> clauses;
  clauses.reserve(plan.terms.size());
  for (const CountingPlan::Term& term : plan.terms) {
    if (const std::optional<TermWeight> weight = factory.weigh(*term.term, term.boost)) {
      clauses.push_back({term.term, weight->constant_score()});
    }
  }
  return clauses;
}

std::vector<DocId> excluded_docs(const CountingPlan& plan) {
  std::vector<DocId> docs;
  for (const IdsPlan* ids : plan.excluded_ids) {
    docs.insert(docs.end(), ids->docs.begin(), ids->docs.end());
  }
  std::sort(docs.begin(), docs.end());
  docs.erase(std::unique(docs.begin(), docs.end()), docs.end());
  return docs;
}

std::span<const DocId> within(const std::vector<DocId>& docs, const Segment& segment) {
  const auto first = std::lower_bound(docs.begin(), docs.end(), segment.first_doc());
  return {first, std::lower_bound(first, docs.end(), segment.end_doc())};
}

}  // namespace

Collected collect_counting_plan(const CountingPlan& plan, WeightFactory& factory,
                                const CollectOptions& options, TopKCollector& top) {
  Collected collected;
  const std::vector<ScoredClause> clauses = scored_clauses(plan, factory);
  const auto minimum = static_cast<std::uint32_t>(plan.minimum_should_match);
  if (clauses.size() < minimum) {
    return collected;
  }
  const std::vector<DocId> excluded = excluded_docs(plan);
  const Filters filters(plan, factory);
  const auto stop = [&] {
    collected.stopped = collected.stopped || (options.should_stop && options.should_stop());
    return collected.stopped;
  };
  std::vector<CountingClause> counted(clauses.size());
  for (const SegmentView& view : factory.snapshot().segments) {
    if (stop()) {
      break;
    }
    for (std::size_t i = 0; i < clauses.size(); ++i) {
      counted[i] = {view.segment->postings(clauses[i].term->field, *clauses[i].term->term),
                    clauses[i].score};
    }
    std::optional<LiveDocs> narrowed;
    if (!filters.empty()) {
      narrowed = filters.narrowed(view);
    }
    const CountingQuery query{counted, minimum, narrowed ? &*narrowed : view.live.get(),
                              within(excluded, *view.segment)};
    collected.total += collect_by_counting(query, top, stop);
  }
  return collected;
}

}  // namespace likewise
