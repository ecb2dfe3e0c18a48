#include "engine/search/hit_selection.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"
#include "engine/search/field_columns.h"
#include "engine/search/prepared_search.h"
#include "engine/search/top_k_collector.h"

namespace likewise {
namespace {

/// What Elasticsearch 7 does and OpenSearch, its offspring, does not any more.
bool answers_as_7(const SearchOptions& options) {
  return options.legacy && options.dialect != Dialect::kOpenSearch3;
}

/// What versions before 8 refuse, with status 500.
Error bad_combination(std::string reason) {
  return shard_error("search_exception", std::move(reason)).with_status(500);
}

/// max_score of a sorted search. OpenSearch shows the first hit's where the score comes first.
std::optional<float> shown_max_score(const SearchOptions& options, std::optional<float> best,
                                     const std::vector<SortedHit>& sorted) {
  if (options.track_scores) {
    return best;
  }
  const SortKey& first = options.sort.front();
  const bool starts_with_score = first.target == SortKey::Target::kScore && first.descending;
  const bool is_shown =
      starts_with_score && options.dialect == Dialect::kOpenSearch3 && !sorted.empty();
  return is_shown ? std::optional(sorted.front().match.score) : std::nullopt;
}

Status check_combinations(const SearchOptions& options) {
  if (!options.rescore.empty() && !options.sort.empty()) {
    return fail(shard_error("illegal_argument_exception",
                            "Cannot use [sort] option in conjunction with [rescore]."));
  }
  if (!options.collapse_field) {
    return {};
  }
  if (!options.rescore.empty() && options.legacy) {
    return fail(bad_combination("cannot use `collapse` in conjunction with `rescore`"));
  }
  const bool sorts_by_it =
      options.sort.size() == 1 && options.sort.front().field == *options.collapse_field;
  if (options.search_after.empty() || (sorts_by_it && !answers_as_7(options))) {
    return {};
  }
  if (options.dialect == Dialect::kOpenSearch3) {
    return fail(bad_combination(
        "collapse field and sort field must be the same when use `collapse` in conjunction with "
        "`search_after`"));
  }
  return fail(
      options.legacy
          ? bad_combination("cannot use `collapse` in conjunction with `search_after`")
          : shard_error("illegal_argument_exception",
                        "Cannot use [collapse] in conjunction with [search_after] unless the "
                        "search is sorted on the same field. Multiple sort fields are not "
                        "allowed."));
}

}  // namespace

Result<std::unique_ptr<HitSelection>> HitSelection::prepare(const IndexSnapshot& snapshot,
                                                            const DocumentAccess& documents,
                                                            const SearchOptions& options) {
  LIKEWISE_TRY(SortOrder order, SortOrder::bind(options.sort, snapshot, options));
  auto selection =
      std::unique_ptr<HitSelection>(new HitSelection(snapshot, options, std::move(order)));
  if (!options.search_after.empty()) {
    LIKEWISE_TRY(selection->after_, selection->order_.cells_of(options.search_after));
  }
  LIKEWISE_TRY_STATUS(check_combinations(options));
  if (options.collapse_field) {
    LIKEWISE_TRY(selection->collapse_field_,
                 CollapseCollector::find_field(*options.collapse_field, snapshot, options));
  }
  for (const Rescore& rescore : options.rescore) {
    LIKEWISE_TRY(std::unique_ptr<Rescorer> rescorer,
                 Rescorer::prepare(rescore, snapshot, documents, options));
    selection->rescorers_.push_back(std::move(rescorer));
  }
  return selection;
}

/// Documents to collect: never more than there are.
std::size_t HitSelection::wanted() const {
  if (options_.size == 0) {
    return 1;
  }
  const auto all = static_cast<std::size_t>(snapshot_.live_count);
  const std::size_t last = options_.from > all ? all : options_.from + std::min(options_.size, all);
  return std::max<std::size_t>(1, std::min(all, last));
}

bool HitSelection::shows_scores() const {
  const auto is_score = [](const SortKey& key) { return key.target == SortKey::Target::kScore; };
  return options_.sort.empty() || options_.track_scores ||
         std::any_of(options_.sort.begin(), options_.sort.end(), is_score);
}

Result<Collected> HitSelection::run(PreparedSearch& search) {
  if (collapse_field_ != nullptr) {
    return run_collapsed(search);
  }
  return options_.sort.empty() ? run_by_score(search) : run_sorted(search);
}

/// Hits to collect so that the rescorers have their windows full.
std::size_t HitSelection::wanted_first() const {
  std::size_t most = wanted();
  for (const Rescore& rescore : options_.rescore) {
    most = std::max(most,
                    std::min(rescore.window_size, static_cast<std::size_t>(snapshot_.live_count)));
  }
  return most;
}

void HitSelection::take_by_score(std::vector<ScoredDoc> best) {
  for (const std::unique_ptr<Rescorer>& rescorer : rescorers_) {
    rescorer->apply(best);
  }
  if (!best.empty()) {
    max_score_ = best.front().score;
  }
  best.resize(std::min(best.size(), wanted()));
  for (const ScoredDoc& match : best) {
    SearchHit hit;
    hit.doc = match.doc;
    hit.score = match.score;
    hits_.push_back(std::move(hit));
  }
}

Collected HitSelection::run_by_score(PreparedSearch& search) {
  TopKCollector top(wanted_first());
  const Collected collected = search.collect_best(top);
  take_by_score(top.take_sorted());
  return collected;
}

Collected HitSelection::run_sorted(PreparedSearch& search) {
  SortedCollector collector(order_, options_.size == 0 ? 0 : wanted(), after_);
  const Collected collected = search.collect_all(collector);
  std::vector<SortedHit> sorted = collector.take_sorted();
  const std::optional<float> best = shown_max_score(options_, collector.max_score(), sorted);
  take(std::move(sorted), best);
  return collected;
}

Result<Collected> HitSelection::run_collapsed(PreparedSearch& search) {
  if (options_.sort.empty()) {
    SortKey by_score;
    by_score.target = SortKey::Target::kScore;
    by_score.descending = true;
    LIKEWISE_TRY(order_, SortOrder::bind({by_score}, snapshot_, options_));
  }
  CollapseCollector collector(order_, *collapse_field_, *snapshot_.dictionary, after_);
  const Collected collected = search.collect_all(collector);
  LIKEWISE_TRY(std::vector<SortedHit> groups,
               collector.take_sorted(wanted_first(), options_.legacy));
  if (options_.sort.empty()) {
    std::vector<ScoredDoc> best;
    for (const SortedHit& group : groups) {
      best.push_back(group.match);
    }
    take_by_score(std::move(best));
    max_score_ = answers_as_7(options_) ? std::nullopt : max_score_;
  } else {
    const std::optional<float> best = shown_max_score(options_, collector.max_score(), groups);
    take(std::move(groups), answers_as_7(options_) ? std::nullopt : best);
  }
  for (SearchHit& hit : hits_) {
    const Segment* const segment = snapshot_.segment_of(hit.doc);
    LIKEWISE_CHECK(segment != nullptr, "a hit lies in a segment");
    hit.collapse_key = collector.key_of(*segment, hit.doc);
  }
  return collected;
}

void HitSelection::take(std::vector<SortedHit> sorted, std::optional<float> max_score) {
  max_score_ = max_score;
  for (const SortedHit& kept : sorted) {
    SearchHit hit;
    hit.doc = kept.match.doc;
    hit.score = kept.match.score;
    hit.has_score = shows_scores();
    if (!options_.sort.empty()) {
      hit.sort = order_.values(kept.cells);
    }
    hits_.push_back(std::move(hit));
  }
}

void HitSelection::explain_rescoring(const Segment& segment, SearchHit& hit) const {
  for (const std::unique_ptr<Rescorer>& rescorer : rescorers_) {
    if (hit.explanation) {
      hit.explanation = rescorer->explain(segment, hit.doc, *std::move(hit.explanation));
    }
  }
}

}  // namespace likewise
