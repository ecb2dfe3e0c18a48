#include "engine/aggregation/bucket_order.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "engine/base/pattern.h"

namespace likewise {
namespace {

constexpr auto kStatsNames = std::to_array<std::string_view>({"count", "sum", "min", "max", "avg"});
constexpr auto kExtendedNames = std::to_array<std::string_view>(
    {"sum_of_squares", "variance", "variance_population", "variance_sampling", "std_deviation",
     "std_deviation_population", "std_deviation_sampling", "std_upper", "std_lower",
     "std_upper_population", "std_lower_population", "std_upper_sampling", "std_lower_sampling"});

template <class Names>
bool contains(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_metric(const Aggregation& aggregation) {
  return std::holds_alternative<MetricAggregation>(aggregation.node) ||
         std::holds_alternative<CardinalityAggregation>(aggregation.node);
}

bool is_single_bucket(const Aggregation& aggregation) {
  return std::holds_alternative<FilterAggregation>(aggregation.node) ||
         std::holds_alternative<MissingAggregation>(aggregation.node) ||
         std::holds_alternative<GlobalAggregation>(aggregation.node);
}

/// Two ways to say one thing, by version.
struct Wording {
  std::string older;
  std::string newer;
};

/// The order path of a request with what its last part names.
struct OrderPath {
  std::string_view whole;
  std::vector<std::string_view> names;
  std::string metric;
  bool has_metric = false;
};

OrderPath split(std::string_view text) {
  OrderPath path{text, split_nonempty(text, '>'), {}, false};
  if (path.names.empty()) {
    return path;
  }
  std::string_view& last = path.names.back();
  if (last.ends_with(']') && last.find('[') != std::string_view::npos) {
    const std::size_t open = last.find('[');
    path.metric = std::string(last.substr(open + 1, last.size() - open - 2));
    path.has_metric = true;
    last = last.substr(0, open);
  } else if (const std::size_t dot = last.rfind('.'); dot != std::string_view::npos) {
    path.metric = std::string(last.substr(dot + 1));
    path.has_metric = true;
    last = last.substr(0, dot);
  }
  return path;
}

/// Newer versions find out while they merge the buckets of terms, but in the shard of a histogram.
Error bad_path(const OrderPath& path, const Wording& wording, const Aggregation& parent,
               AggregationStyle style) {
  const bool is_newer = style == AggregationStyle::kElasticsearch8;
  const bool is_histogram = std::holds_alternative<HistogramAggregation>(parent.node);
  const std::string& reason = is_newer && !is_histogram ? wording.newer : wording.older;
  Error error(ErrorCode::kInvalidArgument,
              fmt::format("Invalid aggregation order path [{}]. {}", path.whole, reason));
  error = std::move(error).caused_by(
      Error(ErrorCode::kInvalidArgument, reason).with_type("illegal_argument_exception"));
  if (is_newer && !is_histogram) {
    return reduce_error(std::move(error).with_type("illegal_argument_exception"), 400);
  }
  return std::move(error)
      .with_type(is_newer ? "invalid_path" : "aggregation_execution_exception")
      .with_status(is_newer ? 400 : 500)
      .raised_in_shard();
}

constexpr std::string_view kOnlyOnPaths =
    "Buckets can only be sorted on a sub-aggregator path that is built out of zero or more "
    "single-bucket aggregations within the path and a final single-bucket or a metrics "
    "aggregation at the path end.";

Wording not_found(std::string_view name) {
  return {fmt::format("The provided aggregation [{}] either does not exist, or is a pipeline "
                      "aggregation and cannot be used to sort the buckets.",
                      name),
          fmt::format("Cannot find aggregation named [{}]", name)};
}

/// What is wrong with the metric at the end of a path, if anything is.
std::optional<Wording> metric_problem(const Aggregation& last, OrderPath& path) {
  if (is_single_bucket(last)) {
    const bool is_known = !path.has_metric || path.metric == "doc_count";
    if (is_known) {
      return std::nullopt;
    }
    return Wording{
        "Ordering on a single-bucket aggregation can only be done on its doc_count. "
        "Either drop the key (a la \"" +
            last.name + "\") or change it to \"doc_count\" (a la \"" + last.name +
            ".doc_count\") or \"key\".",
        fmt::format("Unknown value key [{}] for single-bucket aggregation [{}]. Either "
                    "use [doc_count] as key or drop the key all together.",
                    path.metric, last.name)};
  }
  if (!is_metric(last)) {
    return Wording{std::string(kOnlyOnPaths),
                   fmt::format("Can't sort a multi-bucket aggregation [{}]", last.name)};
  }
  const auto* const metric = std::get_if<MetricAggregation>(&last.node);
  const bool is_extended = metric != nullptr && metric->kind == MetricKind::kExtendedStats;
  if (is_extended || (metric != nullptr && metric->kind == MetricKind::kStats)) {
    if (!path.has_metric) {
      return Wording{
          "When ordering on a multi-value metrics aggregation a metric name must be specified.",
          "Missing value key in [null] which refers to a multi-value metric aggregation"};
    }
    const bool is_known = contains(kStatsNames, path.metric) ||
                          (is_extended && contains(kExtendedNames, path.metric));
    if (!is_known) {
      return Wording{
          fmt::format("Unknown metric name [{}] on multi-value metrics aggregation [{}]",
                      path.metric, last.name),
          fmt::format("No enum constant org.elasticsearch.search.aggregations.metrics.{}.{}",
                      is_extended ? "InternalExtendedStats.Metrics" : "InternalStats.Metrics",
                      path.metric)};
    }
    if (path.metric.starts_with("std_upper") || path.metric.starts_with("std_lower")) {
      path.metric = path.metric.substr(std::string_view("std_").size());
    }
    return std::nullopt;
  }
  if (path.has_metric && path.metric != "value") {
    return Wording{
        "Ordering on a single-value metrics aggregation can only be done on its value. "
        "Either drop the key (a la \"" +
            last.name + "\") or change it to \"value\" (a la \"" + last.name + ".value\")",
        fmt::format("Unknown value key [{}] for single-value metric aggregation [{}]. "
                    "Either use [value] as key or drop the key all together",
                    path.metric, last.name)};
  }
  path.metric.clear();
  return std::nullopt;
}

}  // namespace

int BucketKey::compare(const BucketKey& other) const {
  switch (kind) {
    case ValueKind::kTerms:
      return text.compare(other.text);
    case ValueKind::kLongs:
      return whole < other.whole ? -1 : static_cast<int>(whole > other.whole);
    case ValueKind::kDoubles:
      return real < other.real ? -1 : static_cast<int>(real > other.real);
  }
  return 0;
}

Result<BucketComparator::Criterion> BucketComparator::resolve(const BucketOrder& order,
                                                              const Aggregation& aggregation,
                                                              AggregationStyle style) {
  Criterion criterion{order, {}, {}};
  if (order.by != BucketOrder::By::kMetric) {
    return criterion;
  }
  OrderPath path = split(order.path);
  const Aggregation* at = &aggregation;
  for (std::size_t i = 0; i < path.names.size(); ++i) {
    if (i > 0 && !is_single_bucket(*at)) {
      return fail(bad_path(
          path,
          {fmt::format("{} [{}] is not single-bucket.", kOnlyOnPaths, at->name),
           is_metric(*at) ? fmt::format("Metrics aggregations cannot have sub-aggregations "
                                        "(at [>{}]",
                                        path.names[i])
                          : fmt::format("Can't sort by a descendant of a multi-bucket "
                                        "aggregation [{}]",
                                        path.names[i])},
          aggregation, style));
    }
    const auto child =
        std::find_if(at->children.begin(), at->children.end(),
                     [&](const Aggregation& one) { return one.name == path.names[i]; });
    if (child == at->children.end()) {
      return fail(bad_path(path, not_found(path.names[i]), aggregation, style));
    }
    criterion.path.push_back(static_cast<std::size_t>(child - at->children.begin()));
    at = &*child;
  }
  if (criterion.path.empty()) {
    return fail(bad_path(path, not_found(order.path), aggregation, style));
  }
  if (const std::optional<Wording> problem = metric_problem(*at, path)) {
    return fail(bad_path(path, *problem, aggregation, style));
  }
  criterion.metric = std::move(path.metric);
  return criterion;
}

Result<BucketComparator> BucketComparator::make(const std::vector<BucketOrder>& order,
                                                const Aggregation& aggregation,
                                                AggregationStyle style) {
  BucketComparator comparator;
  bool has_key = false;
  for (const BucketOrder& one : order) {
    LIKEWISE_TRY(Criterion criterion, resolve(one, aggregation, style));
    has_key = has_key || one.by == BucketOrder::By::kKey;
    comparator.needs_children_ = comparator.needs_children_ || !criterion.path.empty();
    comparator.criteria_.push_back(std::move(criterion));
  }
  if (!has_key) {
    comparator.criteria_.push_back({{BucketOrder::By::kKey, true, {}}, {}, {}});
  }
  return comparator;
}

bool BucketComparator::is_by_key() const noexcept {
  return criteria_.front().order.by == BucketOrder::By::kKey;
}

bool BucketComparator::is_by_count() const noexcept {
  const bool begins =
      criteria_.front().order.by == BucketOrder::By::kCount && !criteria_.front().order.ascending;
  return begins && (criteria_.size() == 1 || criteria_[1].order.by == BucketOrder::By::kKey);
}

double BucketComparator::value(const Criterion& criterion, const KeyedBucket& bucket) {
  const Partial* at = bucket.children[criterion.path.front()].get();
  for (std::size_t i = 1; i < criterion.path.size(); ++i) {
    at = at->child(criterion.path[i]);
  }
  return at->metric(criterion.metric).value_or(std::numeric_limits<double>::quiet_NaN());
}

int BucketComparator::compare(const Criterion& criterion, const KeyedBucket& a,
                              const KeyedBucket& b) {
  int result = 0;
  switch (criterion.order.by) {
    case BucketOrder::By::kCount:
      result = a.doc_count < b.doc_count ? -1 : static_cast<int>(a.doc_count > b.doc_count);
      break;
    case BucketOrder::By::kKey:
      result = a.key.compare(b.key);
      break;
    case BucketOrder::By::kMetric: {
      const double left = value(criterion, a);
      const double right = value(criterion, b);
      // No number comes last, whatever the direction.
      if (std::isnan(left) || std::isnan(right)) {
        return static_cast<int>(std::isnan(left)) - static_cast<int>(std::isnan(right));
      }
      result = left < right ? -1 : static_cast<int>(left > right);
      break;
    }
  }
  return criterion.order.ascending ? result : -result;
}

int BucketComparator::compare(const KeyedBucket& a, const KeyedBucket& b) const {
  for (const Criterion& criterion : criteria_) {
    if (const int result = compare(criterion, a, b); result != 0) {
      return result;
    }
  }
  return 0;
}

}  // namespace likewise
