#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/aggregation/collector.h"
#include "engine/aggregation/compensated_sum.h"
#include "engine/aggregation/field_source.h"

namespace likewise {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Everything that any metric may want to know.
struct Numbers {
  std::uint64_t count = 0;
  CompensatedSum sum;
  CompensatedSum sum_of_squares;
  double min = kInfinity;
  double max = -kInfinity;
};

std::string_view name_of(MetricKind kind) {
  switch (kind) {
    case MetricKind::kMin:
      return "min";
    case MetricKind::kMax:
      return "max";
    case MetricKind::kAvg:
      return "avg";
    case MetricKind::kSum:
      return "sum";
    case MetricKind::kValueCount:
      return "value_count";
    case MetricKind::kStats:
      return "stats";
    case MetricKind::kExtendedStats:
      return "extended_stats";
  }
  return "";
}

double average(const Numbers& numbers) {
  return numbers.sum.value() / static_cast<double>(numbers.count);
}

/// Of the population, or of the sample: divided by one less.
double variance(const Numbers& numbers, std::uint64_t divisor) {
  const double sum = numbers.sum.value();
  const double found =
      (numbers.sum_of_squares.value() - (sum * sum) / static_cast<double>(numbers.count)) /
      static_cast<double>(divisor);
  return found < 0.0 ? 0.0 : found;
}

class MetricPartial final : public Partial {
 public:
  MetricPartial(const MetricAggregation& aggregation, ValueFormat format, Numbers numbers)
      : aggregation_(aggregation), format_(std::move(format)), numbers_(numbers) {
    numbers_.sum = numbers.sum.settled();
    numbers_.sum_of_squares = numbers.sum_of_squares.settled();
  }

  Status merge(Partial& other) override;
  std::optional<double> metric(std::string_view name) const override;
  std::string type() const override { return std::string(name_of(aggregation_.kind)); }
  Status finish(FinishContext& context, ResultTree::Object& out) override;

 private:
  double sampling_variance() const {
    // Java's count - 1 of nothing is -1, but nothing is asked of it then.
    return numbers_.count == 0 ? std::nan("") : variance(numbers_, numbers_.count - 1);
  }
  std::optional<double> deviation_bound(std::string_view name) const;
  void finish_single(ResultTree::Object& out) const;
  void finish_stats(ResultTree::Object& out) const;
  void finish_extended(ResultTree::Object& out) const;
  void finish_bounds(ResultTree::Object& out) const;
  void add_texts(std::initializer_list<std::string_view> names, ResultTree::Object& out) const;
  ResultTree shown(std::string_view name) const;
  ResultTree text_tree(std::string_view name) const;

  const MetricAggregation& aggregation_;
  ValueFormat format_;
  Numbers numbers_;
  AggregationStyle style_ = AggregationStyle::kElasticsearch8;
};

Status MetricPartial::merge(Partial& other) {
  auto& more = static_cast<MetricPartial&>(other);
  if (format_.is_raw()) {
    format_ = std::move(more.format_);
  }
  numbers_.count += more.numbers_.count;
  numbers_.sum.add(more.numbers_.sum.value());
  numbers_.sum_of_squares.add(more.numbers_.sum_of_squares.value());
  numbers_.min = std::min(numbers_.min, more.numbers_.min);
  numbers_.max = std::max(numbers_.max, more.numbers_.max);
  return {};
}

std::optional<double> MetricPartial::deviation_bound(std::string_view name) const {
  const bool is_sampling = name.ends_with("_sampling");
  const double deviation =
      std::sqrt(is_sampling ? sampling_variance() : variance(numbers_, numbers_.count));
  const double distance = deviation * aggregation_.sigma;
  return name.find("upper") != std::string_view::npos ? average(numbers_) + distance
                                                      : average(numbers_) - distance;
}

std::optional<double> MetricPartial::metric(std::string_view name) const {
  if (name.empty() || name == "value") {
    if (aggregation_.kind == MetricKind::kStats ||
        aggregation_.kind == MetricKind::kExtendedStats) {
      return std::nullopt;
    }
    name = name_of(aggregation_.kind);
  }
  if (name == "min") {
    return numbers_.min;
  }
  if (name == "max") {
    return numbers_.max;
  }
  if (name == "avg") {
    return average(numbers_);
  }
  if (name == "sum") {
    return numbers_.sum.value();
  }
  if (name == "value_count" || name == "count") {
    return static_cast<double>(numbers_.count);
  }
  if (name == "sum_of_squares") {
    return numbers_.sum_of_squares.value();
  }
  if (name == "variance" || name == "variance_population") {
    return variance(numbers_, numbers_.count);
  }
  if (name == "variance_sampling") {
    return sampling_variance();
  }
  if (name == "std_deviation" || name == "std_deviation_population") {
    return std::sqrt(variance(numbers_, numbers_.count));
  }
  if (name == "std_deviation_sampling") {
    return std::sqrt(sampling_variance());
  }
  return deviation_bound(name);
}

ResultTree MetricPartial::shown(std::string_view name) const {
  return numbers_.count == 0 ? ResultTree{} : number_tree(metric(name));
}

/// "min_as_string" and the like: booleans are shown as such but for deviations, and newer versions
/// show no date beyond 64 bits.
ResultTree MetricPartial::text_tree(std::string_view name) const {
  const double value = *metric(name);
  if (format_.kind == ValueFormat::Kind::kBoolean && !name.starts_with("std_deviation")) {
    return {value != 0.0};
  }
  if (format_.kind == ValueFormat::Kind::kDate && std::fabs(value) >= 0x1p63 &&
      style_ == AggregationStyle::kElasticsearch8) {
    return {};
  }
  return {format_double(format_, value)};
}

void MetricPartial::finish_single(ResultTree::Object& out) const {
  if (aggregation_.kind == MetricKind::kValueCount) {
    out.push_back({"value", {static_cast<std::int64_t>(numbers_.count)}});
    return;
  }
  if (aggregation_.kind == MetricKind::kSum) {
    out.push_back({"value", {numbers_.sum.value()}});
    if (!format_.is_raw()) {
      out.push_back({"value_as_string", {format_double(format_, numbers_.sum.value())}});
    }
    return;
  }
  const std::string_view name = name_of(aggregation_.kind);
  out.push_back({"value", shown(name)});
  if (!format_.is_raw() && numbers_.count > 0) {
    out.push_back({"value_as_string", {format_double(format_, *metric(name))}});
  }
}

void MetricPartial::add_texts(std::initializer_list<std::string_view> names,
                              ResultTree::Object& out) const {
  if (format_.is_raw() || numbers_.count == 0) {
    return;
  }
  for (const std::string_view name : names) {
    out.push_back({std::string(name) + "_as_string", text_tree(name)});
  }
}

void MetricPartial::finish_stats(ResultTree::Object& out) const {
  out.push_back({"count", {static_cast<std::int64_t>(numbers_.count)}});
  for (const std::string_view name : {"min", "max", "avg"}) {
    out.push_back({std::string(name), shown(name)});
  }
  out.push_back({"sum", {numbers_.count == 0 ? 0.0 : numbers_.sum.value()}});
  add_texts({"min", "max", "avg", "sum"}, out);
}

void MetricPartial::finish_bounds(ResultTree::Object& out) const {
  ResultTree::Object bounds;
  ResultTree::Object texts;
  for (const std::string_view name : {"upper", "lower", "upper_population", "lower_population",
                                      "upper_sampling", "lower_sampling"}) {
    const bool is_empty = numbers_.count == 0;
    bounds.push_back(
        {std::string(name), is_empty ? ResultTree{} : number_tree(deviation_bound(name))});
    if (!is_empty) {
      texts.push_back({std::string(name), {format_double(format_, *deviation_bound(name))}});
    }
  }
  out.push_back({"std_deviation_bounds", {std::move(bounds)}});
  add_texts({"sum_of_squares", "variance", "variance_population", "variance_sampling",
             "std_deviation", "std_deviation_population", "std_deviation_sampling"},
            out);
  if (!format_.is_raw() && numbers_.count > 0) {
    out.push_back({"std_deviation_bounds_as_string", {std::move(texts)}});
  }
}

void MetricPartial::finish_extended(ResultTree::Object& out) const {
  finish_stats(out);
  for (const std::string_view name :
       {"sum_of_squares", "variance", "variance_population", "variance_sampling", "std_deviation",
        "std_deviation_population", "std_deviation_sampling"}) {
    out.push_back({std::string(name), shown(name)});
  }
  finish_bounds(out);
}

Status MetricPartial::finish(FinishContext& context, ResultTree::Object& out) {
  style_ = context.style;
  switch (aggregation_.kind) {
    case MetricKind::kStats:
      finish_stats(out);
      break;
    case MetricKind::kExtendedStats:
      finish_extended(out);
      break;
    case MetricKind::kMin:
    case MetricKind::kMax:
    case MetricKind::kAvg:
    case MetricKind::kSum:
    case MetricKind::kValueCount:
      finish_single(out);
      break;
  }
  return {};
}

class MetricCollector final : public Collector {
 public:
  MetricCollector(const MetricAggregation& aggregation, FieldReader reader)
      : aggregation_(aggregation), reader_(std::move(reader)) {}

  void begin_segment(const SegmentView& view) override { reader_.begin_segment(view); }

  void collect(std::span<const ScoredDoc> matches, BucketId bucket) override {
    if (bucket >= buckets_.size()) {
      buckets_.resize(bucket + std::size_t{1});
    }
    Numbers& numbers = buckets_[bucket];
    if (aggregation_.kind == MetricKind::kValueCount) {
      for (const ScoredDoc& match : matches) {
        numbers.count += reader_.count(match.doc);
      }
      return;
    }
    const bool wants_squares = aggregation_.kind == MetricKind::kExtendedStats;
    for (const ScoredDoc& match : matches) {
      for (const double value : reader_.doubles(match.doc)) {
        ++numbers.count;
        numbers.sum.add(value);
        numbers.min = std::min(numbers.min, value);
        numbers.max = std::max(numbers.max, value);
        if (wants_squares) {
          numbers.sum_of_squares.add(value * value);
        }
      }
    }
  }

  PartialRef take(BucketId bucket) override {
    return std::make_unique<MetricPartial>(aggregation_, reader_.source().format,
                                           bucket < buckets_.size() ? buckets_[bucket] : Numbers());
  }

 private:
  const MetricAggregation& aggregation_;
  FieldReader reader_;
  std::vector<Numbers> buckets_;
};

}  // namespace

Result<CollectorRef> make_metric_collector(const Aggregation& aggregation,
                                           CollectContext& context) {
  const auto& metric = std::get<MetricAggregation>(aggregation.node);
  const Accepts accepts =
      metric.kind == MetricKind::kValueCount ? Accepts::kAnything : Accepts::kNumbers;
  LIKEWISE_TRY(FieldSource source,
               bind_source(metric.source, name_of(metric.kind), accepts, context.source()));
  return CollectorRef(
      std::make_unique<MetricCollector>(metric, FieldReader(std::move(source), context.snapshot)));
}

}  // namespace likewise
