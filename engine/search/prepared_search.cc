#include "engine/search/prepared_search.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "engine/base/check.h"
#include "engine/search/bind.h"
#include "engine/search/counting_plan.h"
#include "engine/search/hit_selection.h"
#include "engine/search/rewrite.h"
#include "engine/search/weight_profiler.h"

namespace likewise {
namespace {

constexpr std::size_t kMaxCountingClauses = 4'096;

/// The clauses with a name, of the query and of what else decides about hits.
Result<std::vector<std::pair<std::string, PlanRef>>> all_named(BoundQuery& query,
                                                               const IndexSnapshot& snapshot,
                                                               const DocumentAccess& documents,
                                                               const SearchOptions& options) {
  std::vector<std::pair<std::string, PlanRef>> named = std::move(query.named);
  const auto add = [&](const Query& other) -> Status {
    LIKEWISE_TRY(BoundQuery bound, bind(other, snapshot, documents, options));
    std::move(bound.named.begin(), bound.named.end(), std::back_inserter(named));
    return {};
  };
  if (options.post_filter) {
    LIKEWISE_TRY_STATUS(add(*options.post_filter));
  }
  for (const Rescore& rescore : options.rescore) {
    if (!options.legacy || options.dialect == Dialect::kOpenSearch3) {
      LIKEWISE_TRY_STATUS(add(rescore.query));
    }
  }
  return named;
}

}  // namespace

Result<std::unique_ptr<PreparedSearch>> PreparedSearch::prepare(const IndexSnapshot& snapshot,
                                                                const DocumentAccess& documents,
                                                                const Query& query,
                                                                const SearchOptions& options) {
  const ProfileClock& clock = options.profile_clock;
  const std::uint64_t start = clock ? clock() : 0;
  LIKEWISE_TRY(BoundQuery bound, bind(query, snapshot, documents, options));
  const RewriteRules rules{options.dialect, options.max_clause_count};
  LIKEWISE_TRY(PlanRef plan, rewrite(bound.plan, rules));
  LIKEWISE_TRY(const auto named, all_named(bound, snapshot, documents, options));
  auto prepared =
      std::unique_ptr<PreparedSearch>(new PreparedSearch(snapshot, options, std::move(plan)));
  LIKEWISE_TRY(prepared->named_, NamedQueries::prepare(named, rules));
  prepared->notes_ = std::move(bound.notes);
  if (clock) {
    prepared->profile_.emplace().rewrite_nanos = clock() - start;
  }
  if (options.post_filter) {
    LIKEWISE_TRY(prepared->post_filter_,
                 MatchFilter::prepare(*options.post_filter, snapshot, documents, options));
  }
  return prepared;
}

PreparedSearch::PreparedSearch(const IndexSnapshot& snapshot, const SearchOptions& options,
                               PlanRef plan)
    : snapshot_(snapshot),
      options_(options),
      plan_(std::move(plan)),
      factory_(snapshot, options.dialect) {}

CollectOptions PreparedSearch::collect_options() const {
  return {options_.min_score, options_.should_stop, post_filter_.get(), options_.terminate_after};
}

Collected PreparedSearch::collect_best(TopKCollector& top) {
  const bool needs_every_match = options_.force_exhaustive || options_.min_score ||
                                 !options_.collectors.empty() || post_filter_ != nullptr ||
                                 options_.terminate_after;
  if (!needs_every_match) {
    const auto counting = counting_plan(*plan_, *snapshot_.mapping);
    const bool counts = counting && counting->terms.size() <= kMaxCountingClauses;
    if (counts && !profile_) {
      return collect_counting_plan(*counting, factory_, collect_options(), top);
    }
    if (profile_) {
      profile_->counting_scorer = counts;
    }
  }
  TopKMatches best(top);
  return collect_all(best);
}

Collected PreparedSearch::collect_profiled(const std::vector<MatchCollector*>& collectors,
                                           MatchCollector& hits) {
  WeightProfiler profiler(options_.profile_clock);
  WeightFactory factory(snapshot_, options_.dialect);
  factory.profile_with(profiler);
  const WeightRef profiled = factory.make(*plan_, 1.0F);
  const std::uint64_t start = profiler.now();
  const Collected collected =
      collect_exhaustively(*profiled, snapshot_, collect_options(), collectors, &hits);
  profile_->collect_nanos = profiler.now() - start;
  if (faulty_.doc()) {
    profiled_fault_ = factory.faults().of(*faulty_.doc());
  }
  profile_->queries = profiler.queries();
  return collected;
}

Collected PreparedSearch::collect_all(MatchCollector& hits) {
  std::vector<MatchCollector*> collectors = options_.collectors;
  collectors.push_back(&faulty_);
  return profile_ ? collect_profiled(collectors, hits)
                  : collect_exhaustively(weight(), snapshot_, collect_options(), collectors, &hits);
}

Status PreparedSearch::fault() {
  if (profiled_fault_) {
    return fail(*std::move(profiled_fault_));
  }
  if (faulty_.doc()) {
    if (std::optional<Error> error = factory_.faults().of(*faulty_.doc())) {
      return fail(*std::move(error));
    }
  }
  return {};
}

/// From version 8 on, what statistics tell about a single term or all documents is not counted.
bool PreparedSearch::is_counted_ahead() const {
  const Plan* plan = plan_.get();
  while (const auto* boost = plan->as<BoostPlan>()) {
    plan = boost->inner.get();
  }
  if (options_.legacy || post_filter_ != nullptr || options_.min_score) {
    return false;
  }
  return plan->as<AllPlan>() != nullptr || plan->as<TermPlan>() != nullptr;
}

std::uint64_t PreparedSearch::total_of(const Collected& collected) const {
  if (!collected.terminated || !is_counted_ahead()) {
    return collected.total;
  }
  const Plan* plan = plan_.get();
  while (const auto* boost = plan->as<BoostPlan>()) {
    plan = boost->inner.get();
  }
  const auto* term = plan->as<TermPlan>();
  return term == nullptr ? snapshot_.live_count : snapshot_.doc_freq(term->field, *term->term);
}

void PreparedSearch::describe(SearchHit& hit, const HitSelection& selection) {
  const Segment* const segment = snapshot_.segment_of(hit.doc);
  LIKEWISE_CHECK(segment != nullptr, "a hit lies in a segment");
  if (options_.explain) {
    hit.explanation = weight().explain(*segment, hit.doc);
    selection.explain_rescoring(*segment, hit);
  }
  hit.matched_queries = named_.matching(*segment, hit.doc, factory_);
}

const Weight& PreparedSearch::weight() {
  if (weight_ == nullptr) {
    weight_ = factory_.make(*plan_, 1.0F);
  }
  return *weight_;
}

}  // namespace likewise
