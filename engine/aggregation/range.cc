#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "engine/aggregation/collector.h"
#include "engine/aggregation/field_source.h"

namespace likewise {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// A range with its bounds as numbers. Buckets are in order of `from`, then `to`.
struct BoundRange {
  std::string key;
  double from = -kInfinity;
  double to = kInfinity;
  std::uint64_t doc_count = 0;
  Partials children = {};
};

class RangePartial final : public Partial {
 public:
  RangePartial(const Aggregation& aggregation, ValueFormat format, std::vector<BoundRange> ranges)
      : aggregation_(aggregation), format_(std::move(format)), ranges_(std::move(ranges)) {}

  Status merge(Partial& other) override {
    auto& more = static_cast<RangePartial&>(other);
    for (std::size_t i = 0; i < ranges_.size(); ++i) {
      ranges_[i].doc_count += more.ranges_[i].doc_count;
      LIKEWISE_TRY_STATUS(merge_all(ranges_[i].children, more.ranges_[i].children));
    }
    return {};
  }
  std::optional<double> metric(std::string_view) const override { return std::nullopt; }
  std::string type() const override {
    return std::get<RangeAggregation>(aggregation_.node).is_date ? "date_range" : "range";
  }
  Status finish(FinishContext& context, ResultTree::Object& out) override;

 private:
  void show_bound(const char* name, double bound, ResultTree::Object& out) const {
    if (std::isinf(bound)) {
      return;
    }
    out.push_back({name, {bound}});
    if (!format_.is_raw()) {
      out.push_back({std::string(name) + "_as_string", {format_double(format_, bound)}});
    }
  }

  const Aggregation& aggregation_;
  ValueFormat format_;
  std::vector<BoundRange> ranges_;
};

Status RangePartial::finish(FinishContext& context, ResultTree::Object& out) {
  LIKEWISE_TRY_STATUS(count_buckets(context, ranges_.size()));
  const bool keyed = std::get<RangeAggregation>(aggregation_.node).keyed;
  ResultTree::Object named;
  ResultTree::Array listed;
  for (BoundRange& range : ranges_) {
    ResultTree::Object bucket;
    if (!keyed) {
      bucket.push_back({"key", {range.key}});
    }
    show_bound("from", range.from, bucket);
    show_bound("to", range.to, bucket);
    bucket.push_back({"doc_count", {static_cast<std::int64_t>(range.doc_count)}});
    LIKEWISE_TRY_STATUS(
        finish_all(aggregation_.children, range.children, SiblingOrder::kHashed, context, bucket));
    if (keyed) {
      named.push_back({range.key, {std::move(bucket)}});
    } else {
      listed.push_back({std::move(bucket)});
    }
  }
  out.push_back({"buckets", keyed ? ResultTree{std::move(named)} : ResultTree{std::move(listed)}});
  return {};
}

class RangeCollector final : public Collector {
 public:
  RangeCollector(const Aggregation& aggregation, FieldReader reader, Collectors children,
                 std::vector<BoundRange> ranges)
      : aggregation_(aggregation),
        reader_(std::move(reader)),
        children_(std::move(children)),
        ranges_(std::move(ranges)) {}

  void begin_segment(const SegmentView& view) override {
    reader_.begin_segment(view);
    children_.begin_segment(view);
  }

  void collect(std::span<const ScoredDoc> matches, BucketId bucket) override {
    for (const ScoredDoc& match : matches) {
      const std::span<const double> values = reader_.doubles(match.doc);
      for (std::size_t i = 0; i < ranges_.size(); ++i) {
        // Values ascend: the first one that reaches the range decides.
        const auto at = std::lower_bound(values.begin(), values.end(), ranges_[i].from);
        if (at != values.end() && *at < ranges_[i].to) {
          count(match, bucket * ranges_.size() + i);
        }
      }
    }
  }

  PartialRef take(BucketId bucket) override {
    std::vector<BoundRange> found;
    for (std::size_t i = 0; i < ranges_.size(); ++i) {
      const std::size_t at = bucket * ranges_.size() + i;
      found.push_back({ranges_[i].key, ranges_[i].from, ranges_[i].to,
                       at < counts_.size() ? counts_[at] : 0,
                       children_.take(static_cast<BucketId>(at))});
    }
    return std::make_unique<RangePartial>(aggregation_, reader_.source().format, std::move(found));
  }

 private:
  void count(const ScoredDoc& match, std::size_t at) {
    if (at >= counts_.size()) {
      counts_.resize(at + 1);
    }
    ++counts_[at];
    if (!children_.empty()) {
      children_.collect(match, static_cast<BucketId>(at));
    }
  }

  const Aggregation& aggregation_;
  FieldReader reader_;
  Collectors children_;
  std::vector<BoundRange> ranges_;
  std::vector<std::uint64_t> counts_;
};

Result<double> bound(const std::optional<SourceValue>& value, const ValueFormat& format,
                     bool is_date, double open) {
  if (!value) {
    return open;
  }
  // Numbers are what they are; those of date_range are texts of its format.
  return value->is_number && value->real && !is_date ? Result<double>(*value->real)
                                                     : parse_value(format, *value);
}

std::string bound_text(double bound, const ValueFormat& format) {
  return std::isinf(bound) ? std::string("*") : format_double(format, bound);
}

Result<std::vector<BoundRange>> bind_ranges(const RangeAggregation& aggregation,
                                            const ValueFormat& format) {
  std::vector<BoundRange> ranges;
  for (const RangeBucket& range : aggregation.ranges) {
    BoundRange bound_range;
    LIKEWISE_TRY(bound_range.from, bound(range.from, format, aggregation.is_date, -kInfinity));
    LIKEWISE_TRY(bound_range.to, bound(range.to, format, aggregation.is_date, kInfinity));
    bound_range.key =
        range.key ? *range.key
                  : bound_text(bound_range.from, format) + "-" + bound_text(bound_range.to, format);
    ranges.push_back(std::move(bound_range));
  }
  std::stable_sort(ranges.begin(), ranges.end(), [](const BoundRange& a, const BoundRange& b) {
    return a.from != b.from ? a.from < b.from : a.to < b.to;
  });
  return ranges;
}

}  // namespace

Result<CollectorRef> make_range_collector(const Aggregation& aggregation, CollectContext& context) {
  const auto& range = std::get<RangeAggregation>(aggregation.node);
  LIKEWISE_TRY(FieldSource source, bind_source(range.source, range.is_date ? "date_range" : "range",
                                               Accepts::kNumbers, context.source()));
  if (range.is_date && !source.is_mapped()) {
    source.format = context.source().date_format(range.source.format);
  }
  if (range.ranges.empty()) {
    return fail(
        Error(ErrorCode::kInvalidArgument,
              fmt::format("No [ranges] specified for the [{}] aggregation", aggregation.name))
            .with_type("illegal_argument_exception")
            .raised_in_shard());
  }
  LIKEWISE_TRY(std::vector<BoundRange> ranges, bind_ranges(range, source.format));
  LIKEWISE_TRY(Collectors children,
               Collectors::make(aggregation.children, context, aggregation.name));
  return CollectorRef(std::make_unique<RangeCollector>(
      aggregation, FieldReader(std::move(source), context.snapshot), std::move(children),
      std::move(ranges)));
}

}  // namespace likewise
