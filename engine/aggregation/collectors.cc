#include <utility>

#include <fmt/format.h>

#include "engine/aggregation/collector.h"

namespace likewise {
namespace {

struct Maker {
  const Aggregation& aggregation;
  CollectContext& context;

  Result<CollectorRef> operator()(const TermsAggregation&) const {
    return make_terms_collector(aggregation, context);
  }
  Result<CollectorRef> operator()(const MetricAggregation&) const {
    return make_metric_collector(aggregation, context);
  }
  Result<CollectorRef> operator()(const CardinalityAggregation&) const {
    return make_cardinality_collector(aggregation, context);
  }
  Result<CollectorRef> operator()(const HistogramAggregation&) const {
    return make_histogram_collector(aggregation, context);
  }
  Result<CollectorRef> operator()(const RangeAggregation&) const {
    return make_range_collector(aggregation, context);
  }
  Result<CollectorRef> operator()(const FilterAggregation&) const {
    return make_filter_collector(aggregation, context);
  }
  Result<CollectorRef> operator()(const FiltersAggregation&) const {
    return make_filters_collector(aggregation, context);
  }
  Result<CollectorRef> operator()(const MissingAggregation&) const {
    return make_missing_collector(aggregation, context);
  }
  Result<CollectorRef> operator()(const GlobalAggregation&) const {
    return make_global_collector(aggregation, context);
  }
};

Error inner_global(const std::string& parent, const std::string& name, AggregationStyle style) {
  const bool is_newer = style == AggregationStyle::kElasticsearch8;
  return Error(ErrorCode::kInvalidArgument,
               fmt::format("Aggregation [{}] cannot have a global sub-aggregation [{}]. Global "
                           "aggregations can only be defined as top level aggregations",
                           parent, name))
      .with_type(is_newer ? "illegal_argument_exception" : "aggregation_execution_exception")
      .with_status(is_newer ? 400 : 500)
      .raised_in_shard();
}

}  // namespace

Result<Collectors> Collectors::make(const std::vector<Aggregation>& aggregations,
                                    CollectContext& context, const std::string& parent) {
  Collectors made;
  for (const Aggregation& aggregation : aggregations) {
    if (!parent.empty() && std::holds_alternative<GlobalAggregation>(aggregation.node)) {
      return fail(inner_global(parent, aggregation.name, context.style));
    }
    LIKEWISE_TRY(CollectorRef collector, std::visit(Maker{aggregation, context}, aggregation.node));
    made.collectors_.push_back(std::move(collector));
  }
  return made;
}

void Collectors::begin_segment(const SegmentView& view) {
  for (const CollectorRef& collector : collectors_) {
    collector->begin_segment(view);
  }
}

void Collectors::collect(std::span<const ScoredDoc> matches, BucketId bucket) {
  for (const CollectorRef& collector : collectors_) {
    collector->collect(matches, bucket);
  }
}

Partials Collectors::take(BucketId bucket) {
  Partials taken;
  for (const CollectorRef& collector : collectors_) {
    taken.push_back(collector->take(bucket));
  }
  return taken;
}

Result<AggregationRun> AggregationRun::prepare(const std::vector<Aggregation>& aggregations,
                                               CollectContext& context) {
  LIKEWISE_TRY(Collectors collectors, Collectors::make(aggregations, context));
  return AggregationRun(std::move(collectors), context);
}

Result<Partials> AggregationRun::take() {
  Partials taken = collectors_.take(0);
  if (context_->budget.exhausted) {
    return fail(Error(ErrorCode::kInvalidArgument,
                      fmt::format("Trying to create too many buckets. Must be less than or equal "
                                  "to: [{}] while the documents are counted",
                                  kMaxCollectedBuckets))
                    .with_type("too_many_buckets_exception")
                    .raised_in_shard());
  }
  return taken;
}

}  // namespace likewise
