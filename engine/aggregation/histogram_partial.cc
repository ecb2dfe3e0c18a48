#include "engine/aggregation/histogram_partial.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace likewise {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// The keys of a histogram, stepped through as Elasticsearch does, roundings included.
class Keys {
 public:
  explicit Keys(const HistogramAggregation& histogram)
      : interval_(histogram.interval), offset_(histogram.offset) {}

  double round(double key) const {
    return std::floor((key - offset_) / interval_) * interval_ + offset_;
  }
  double next(double key) const { return round(key + interval_ + interval_ / 2); }

 private:
  double interval_;
  double offset_;
};

KeyedBucket empty_bucket(double key) {
  KeyedBucket bucket;
  bucket.key.kind = ValueKind::kDoubles;
  bucket.key.real = key;
  return bucket;
}

/// Appends empty buckets while `goes_on`. Each counts, so that there can be no more than allowed;
/// a step that does not move on ends it as well.
template <class GoesOn>
Status fill(double key, const Keys& keys, GoesOn goes_on, FinishContext& context,
            std::vector<KeyedBucket>& out) {
  while (goes_on(key)) {
    LIKEWISE_TRY_STATUS(count_buckets(context, 1));
    out.push_back(empty_bucket(key));
    const double following = keys.next(key);
    if (!(following > key)) {
      break;
    }
    key = following;
  }
  return {};
}

}  // namespace

Status HistogramPartial::merge(Partial& other) {
  Found& more = static_cast<HistogramPartial&>(other).found_;
  if (found_.format.is_raw()) {
    found_.format = std::move(more.format);
  }
  std::vector<KeyedBucket> merged;
  auto left = found_.buckets.begin();
  auto right = more.buckets.begin();
  while (left != found_.buckets.end() || right != more.buckets.end()) {
    if (right == more.buckets.end() ||
        (left != found_.buckets.end() && left->key.real < right->key.real)) {
      merged.push_back(std::move(*left++));
    } else if (left == found_.buckets.end() || right->key.real < left->key.real) {
      merged.push_back(std::move(*right++));
    } else {
      left->doc_count += right->doc_count;
      LIKEWISE_TRY_STATUS(merge_all(left->children, right->children));
      merged.push_back(std::move(*left++));
      ++right;
    }
  }
  found_.buckets = std::move(merged);
  return merge_all(found_.empty, more.empty);
}

Status HistogramPartial::add_gaps(FinishContext& context) {
  const auto& histogram = std::get<HistogramAggregation>(aggregation_.node);
  const Keys keys(histogram);
  const double min = histogram.extended_bounds.min.value_or(kInfinity);
  const double max = histogram.extended_bounds.max.value_or(-kInfinity);
  std::vector<KeyedBucket> filled;
  if (found_.buckets.empty()) {
    if (std::isfinite(min)) {
      LIKEWISE_TRY_STATUS(fill(
          keys.round(min), keys, [max](double key) { return key <= max; }, context, filled));
    }
    found_.buckets = std::move(filled);
    return {};
  }
  if (std::isfinite(min)) {
    const double first = found_.buckets.front().key.real;
    LIKEWISE_TRY_STATUS(fill(
        keys.round(min), keys, [first](double key) { return key < first; }, context, filled));
  }
  for (KeyedBucket& bucket : found_.buckets) {
    const double end = bucket.key.real;
    const bool has_before = &bucket != &found_.buckets.front();
    if (has_before) {
      LIKEWISE_TRY_STATUS(fill(
          keys.next(filled.back().key.real), keys, [end](double key) { return key < end; }, context,
          filled));
    }
    filled.push_back(std::move(bucket));
  }
  LIKEWISE_TRY_STATUS(fill(
      keys.next(filled.back().key.real), keys, [max](double key) { return key <= max; }, context,
      filled));
  found_.buckets = std::move(filled);
  return {};
}

Result<ResultTree> HistogramPartial::finish_bucket(KeyedBucket& bucket,
                                                   const ResultTree::Object& empty,
                                                   FinishContext& context) const {
  ResultTree::Object out;
  if (!found_.format.is_raw()) {
    out.push_back({"key_as_string", {key_text(bucket.key.real)}});
  }
  out.push_back({"key", number_tree(bucket.key.real)});
  out.push_back({"doc_count", {static_cast<std::int64_t>(bucket.doc_count)}});
  if (bucket.children.empty()) {
    out.insert(out.end(), empty.begin(), empty.end());
  } else {
    LIKEWISE_TRY_STATUS(
        finish_all(aggregation_.children, bucket.children, SiblingOrder::kHashed, context, out));
  }
  return ResultTree{std::move(out)};
}

Status HistogramPartial::finish(FinishContext& context, ResultTree::Object& out) {
  const auto& histogram = std::get<HistogramAggregation>(aggregation_.node);
  std::vector<KeyedBucket>& buckets = found_.buckets;
  std::erase_if(buckets, [&histogram](const KeyedBucket& bucket) {
    return bucket.doc_count < histogram.min_doc_count;
  });
  LIKEWISE_TRY_STATUS(count_buckets(context, buckets.size()));
  if (histogram.min_doc_count == 0) {
    LIKEWISE_TRY_STATUS(add_gaps(context));
  }
  if (!comparator_.needs_children()) {
    std::sort(buckets.begin(), buckets.end(), comparator_);
  } else {
    // Empty buckets have no findings of their own to be compared by: they come last.
    const auto middle =
        std::stable_partition(buckets.begin(), buckets.end(),
                              [](const KeyedBucket& bucket) { return !bucket.children.empty(); });
    std::sort(buckets.begin(), middle, comparator_);
  }
  ResultTree::Object empty;
  LIKEWISE_TRY_STATUS(
      finish_all(aggregation_.children, found_.empty, SiblingOrder::kHashed, context, empty));
  ResultTree::Object named;
  ResultTree::Array listed;
  for (KeyedBucket& bucket : buckets) {
    std::string name = key_text(bucket.key.real);
    LIKEWISE_TRY(ResultTree tree, finish_bucket(bucket, empty, context));
    if (histogram.keyed) {
      named.push_back({std::move(name), std::move(tree)});
    } else {
      listed.push_back(std::move(tree));
    }
  }
  out.push_back(
      {"buckets", histogram.keyed ? ResultTree{std::move(named)} : ResultTree{std::move(listed)}});
  return {};
}

}  // namespace likewise
