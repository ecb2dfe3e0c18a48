#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "engine/aggregation/bucket_ids.h"
#include "engine/aggregation/collector.h"
#include "engine/aggregation/field_source.h"
#include "engine/aggregation/histogram_partial.h"
#include "engine/base/java_text.h"

namespace likewise {
namespace {

/// No histogram has this key: it is how the bucket without documents is made.
constexpr std::uint64_t kNoKey = ~std::uint64_t{0};

class HistogramCollector final : public Collector {
 public:
  struct Parts {
    FieldReader reader;
    BucketComparator comparator;
    Collectors children;
  };

  HistogramCollector(const Aggregation& aggregation, Parts parts, CollectContext& context)
      : aggregation_(aggregation),
        histogram_(std::get<HistogramAggregation>(aggregation.node)),
        parts_(std::move(parts)),
        ids_(context.budget) {}

  void begin_segment(const SegmentView& view) override {
    parts_.reader.begin_segment(view);
    parts_.children.begin_segment(view);
  }

  void collect(std::span<const ScoredDoc> matches, BucketId bucket) override {
    for (const ScoredDoc& match : matches) {
      double previous = -std::numeric_limits<double>::infinity();
      for (const double value : parts_.reader.doubles(match.doc)) {
        const double key = std::floor((value - histogram_.offset) / histogram_.interval);
        if (key != previous && is_within(key * histogram_.interval)) {
          count(match, bucket, key);
        }
        previous = key;
      }
    }
  }

  PartialRef take(BucketId bucket) override {
    HistogramPartial::Found found;
    found.format = parts_.reader.source().format;
    for (const BucketId id : ids_.of(bucket)) {
      const BucketIds::Entry& entry = ids_[id];
      KeyedBucket one{{ValueKind::kDoubles}, entry.doc_count, 0, parts_.children.take(id), id};
      one.key.real = std::bit_cast<double>(entry.key) * histogram_.interval + histogram_.offset;
      found.buckets.push_back(std::move(one));
    }
    std::sort(found.buckets.begin(), found.buckets.end(),
              [](const KeyedBucket& a, const KeyedBucket& b) { return a.key.real < b.key.real; });
    if (const auto id = ids_.find_or_add(bucket, kNoKey)) {
      found.empty = parts_.children.take(*id);
    }
    return std::make_unique<HistogramPartial>(aggregation_, parts_.comparator, std::move(found));
  }

 private:
  bool is_within(double key) const {
    return (!histogram_.hard_bounds.min || key >= *histogram_.hard_bounds.min) &&
           (!histogram_.hard_bounds.max || key <= *histogram_.hard_bounds.max);
  }

  void count(const ScoredDoc& match, BucketId parent, double key) {
    const auto id = ids_.find_or_add(parent, std::bit_cast<std::uint64_t>(key));
    if (id) {
      ++ids_[*id].doc_count;
      if (!parts_.children.empty()) {
        parts_.children.collect(match, *id);
      }
    }
  }

  const Aggregation& aggregation_;
  const HistogramAggregation& histogram_;
  Parts parts_;
  BucketIds ids_;
};

}  // namespace

Result<CollectorRef> make_histogram_collector(const Aggregation& aggregation,
                                              CollectContext& context) {
  const auto& histogram = std::get<HistogramAggregation>(aggregation.node);
  LIKEWISE_TRY(FieldSource source,
               bind_source(histogram.source, "histogram", Accepts::kNumbers, context.source()));
  if (!(histogram.interval > 0.0)) {
    return fail(Error(ErrorCode::kInvalidArgument, fmt::format("interval must be positive, got: {}",
                                                               java_double(histogram.interval)))
                    .with_type("illegal_argument_exception")
                    .raised_in_shard());
  }
  LIKEWISE_TRY(BucketComparator comparator,
               BucketComparator::make(histogram.order, aggregation, context.style));
  LIKEWISE_TRY(Collectors children,
               Collectors::make(aggregation.children, context, aggregation.name));
  return CollectorRef(std::make_unique<HistogramCollector>(
      aggregation,
      HistogramCollector::Parts{FieldReader(std::move(source), context.snapshot),
                                std::move(comparator), std::move(children)},
      context));
}

}  // namespace likewise
