#pragma once

/// @file
/// Collectors: one object for each aggregation of a request and each index, which sees every match
/// once for each bucket of its parent that the match falls into.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/aggregation/aggregation.h"
#include "engine/aggregation/field_source.h"
#include "engine/aggregation/partial.h"
#include "engine/base/error.h"
#include "engine/search/match_collector.h"
#include "engine/search/searcher.h"

namespace likewise {

/// Number of a bucket within its aggregation: dense, over all buckets of the parent.
using BucketId = std::uint32_t;

/// Buckets that one search may hold while it collects: a bound on its memory.
inline constexpr std::size_t kMaxCollectedBuckets = 4'000'000;

/// Counts the buckets of one search. Once exhausted, collectors make no new ones.
struct BucketBudget {
  std::size_t left = kMaxCollectedBuckets;
  bool exhausted = false;

  bool take() {
    if (left == 0) {
      exhausted = true;
      return false;
    }
    --left;
    return true;
  }
};

/// What collectors are made with; outlives them.
struct CollectContext {
  const IndexSnapshot& snapshot;
  const DocumentAccess& documents;
  const SearchOptions& options;
  AggregationStyle style = AggregationStyle::kElasticsearch8;
  BucketBudget budget = {};

  SourceContext source() const { return {snapshot, options.index_name, style, options.now}; }
};

/// One aggregation over one index. One per search, one thread.
class Collector {
 public:
  Collector() = default;
  Collector(const Collector&) = delete;
  Collector& operator=(const Collector&) = delete;
  virtual ~Collector() = default;

  virtual void begin_segment(const SegmentView& view) = 0;

  /// Matches of the segment that fall into that bucket of the parent; increasing for each bucket.
  virtual void collect(std::span<const ScoredDoc> matches, BucketId bucket) = 0;

  /// What was found in that bucket of the parent, which need not have seen a match.
  /// Called at most once for each bucket, after all collecting.
  virtual PartialRef take(BucketId bucket) = 0;
};

using CollectorRef = std::unique_ptr<Collector>;

/// The collectors of sibling aggregations, which see the same matches.
class Collectors {
 public:
  /// `parent`: the name of the aggregation that they are children of; empty outermost.
  /// Errors: Elasticsearch's, raised_in_shard().
  static Result<Collectors> make(const std::vector<Aggregation>& aggregations,
                                 CollectContext& context, const std::string& parent = {});

  bool empty() const noexcept { return collectors_.empty(); }
  void begin_segment(const SegmentView& view);
  void collect(std::span<const ScoredDoc> matches, BucketId bucket);
  void collect(const ScoredDoc& match, BucketId bucket) { collect({&match, 1}, bucket); }
  Partials take(BucketId bucket);

 private:
  std::vector<CollectorRef> collectors_;
};

/// Makes the collector of one aggregation: one function for each kind, in the file of the kind.
Result<CollectorRef> make_terms_collector(const Aggregation& aggregation, CollectContext& context);
Result<CollectorRef> make_metric_collector(const Aggregation& aggregation, CollectContext& context);
Result<CollectorRef> make_cardinality_collector(const Aggregation& aggregation,
                                                CollectContext& context);
Result<CollectorRef> make_histogram_collector(const Aggregation& aggregation,
                                              CollectContext& context);
Result<CollectorRef> make_range_collector(const Aggregation& aggregation, CollectContext& context);
Result<CollectorRef> make_filter_collector(const Aggregation& aggregation, CollectContext& context);
Result<CollectorRef> make_filters_collector(const Aggregation& aggregation,
                                            CollectContext& context);
Result<CollectorRef> make_missing_collector(const Aggregation& aggregation,
                                            CollectContext& context);
Result<CollectorRef> make_global_collector(const Aggregation& aggregation, CollectContext& context);

/// All aggregations of a request over one index: what search() feeds.
class AggregationRun final : public MatchCollector {
 public:
  static Result<AggregationRun> prepare(const std::vector<Aggregation>& aggregations,
                                        CollectContext& context);

  void begin_segment(const SegmentView& segment) override { collectors_.begin_segment(segment); }
  void collect(std::span<const ScoredDoc> matches) override { collectors_.collect(matches, 0); }

  /// Errors: too_many_buckets_exception if the budget ran out.
  Result<Partials> take();

 private:
  AggregationRun(Collectors collectors, CollectContext& context)
      : collectors_(std::move(collectors)), context_(&context) {}

  Collectors collectors_;
  CollectContext* context_;
};

}  // namespace likewise
