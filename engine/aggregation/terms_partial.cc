#include "engine/aggregation/terms_partial.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

namespace likewise {
namespace {

bool by_key(const KeyedBucket& a, const KeyedBucket& b) {
  return a.key.compare(b.key) < 0;
}

void become_doubles(std::vector<KeyedBucket>& buckets) {
  for (KeyedBucket& bucket : buckets) {
    bucket.key.kind = ValueKind::kDoubles;
    bucket.key.real = static_cast<double>(bucket.key.whole);
  }
}

}  // namespace

TermsPartial::TermsPartial(const Aggregation& aggregation, BucketComparator comparator, Found found)
    : aggregation_(aggregation), comparator_(std::move(comparator)), found_(std::move(found)) {
  // A bucket knows what the indices without it may hold: all of their errors but its own.
  for (KeyedBucket& bucket : found_.buckets) {
    bucket.error = -found_.error;
  }
}

std::string TermsPartial::type() const {
  switch (found_.kind) {
    case ValueKind::kTerms:
      return "sterms";
    case ValueKind::kLongs:
      return "lterms";
    case ValueKind::kDoubles:
      return "dterms";
  }
  return "";
}

Status TermsPartial::agree_on_kind(Found& more) {
  if (!found_.is_mapped && found_.buckets.empty()) {
    found_.kind = more.kind;
    found_.format = more.format;
    found_.is_mapped = more.is_mapped;
  }
  if (found_.kind == more.kind || (!more.is_mapped && more.buckets.empty())) {
    return {};
  }
  if (found_.kind == ValueKind::kTerms || more.kind == ValueKind::kTerms) {
    return fail(reduce_error(
        Error(ErrorCode::kInvalidArgument,
              fmt::format("Merging/Reducing the aggregations failed when computing the "
                          "aggregation [{}] because the field you gave in the aggregation "
                          "query existed as two different types in two different indices",
                          aggregation_.name))
            .with_type("aggregation_execution_exception"),
        500));
  }
  become_doubles(found_.kind == ValueKind::kLongs ? found_.buckets : more.buckets);
  found_.kind = ValueKind::kDoubles;
  return {};
}

Status TermsPartial::merge(Partial& other) {
  Found& more = static_cast<TermsPartial&>(other).found_;
  LIKEWISE_TRY_STATUS(agree_on_kind(more));
  std::sort(found_.buckets.begin(), found_.buckets.end(), by_key);
  std::sort(more.buckets.begin(), more.buckets.end(), by_key);
  std::vector<KeyedBucket> merged;
  auto left = found_.buckets.begin();
  auto right = more.buckets.begin();
  while (left != found_.buckets.end() || right != more.buckets.end()) {
    if (right == more.buckets.end() ||
        (left != found_.buckets.end() && left->key.compare(right->key) < 0)) {
      merged.push_back(std::move(*left++));
      continue;
    }
    if (left == found_.buckets.end() || right->key.compare(left->key) < 0) {
      merged.push_back(std::move(*right++));
      continue;
    }
    left->doc_count += right->doc_count;
    left->error += right->error;
    LIKEWISE_TRY_STATUS(merge_all(left->children, right->children));
    merged.push_back(std::move(*left++));
    ++right;
  }
  found_.buckets = std::move(merged);
  found_.other_doc_count += more.other_doc_count;
  found_.error = found_.error < 0 || more.error < 0 ? -1 : found_.error + more.error;
  return {};
}

Result<ResultTree> TermsPartial::finish_bucket(KeyedBucket& bucket, FinishContext& context) const {
  ResultTree::Object out;
  switch (bucket.key.kind) {
    case ValueKind::kTerms:
      out.push_back({"key", {std::string(bucket.key.text)}});
      break;
    case ValueKind::kLongs:
      out.push_back({"key", {bucket.key.whole}});
      if (!found_.format.is_raw()) {
        out.push_back({"key_as_string", {format_long(found_.format, bucket.key.whole)}});
      }
      break;
    case ValueKind::kDoubles:
      out.push_back({"key", number_tree(bucket.key.real)});
      if (!found_.format.is_raw()) {
        out.push_back({"key_as_string", {format_double(found_.format, bucket.key.real)}});
      }
      break;
  }
  out.push_back({"doc_count", {static_cast<std::int64_t>(bucket.doc_count)}});
  if (std::get<TermsAggregation>(aggregation_.node).show_term_doc_count_error) {
    const std::int64_t error = found_.error < 0 ? -1 : found_.error + bucket.error;
    out.push_back({"doc_count_error_upper_bound", {error}});
  }
  LIKEWISE_TRY_STATUS(
      finish_all(aggregation_.children, bucket.children, SiblingOrder::kAsMerged, context, out));
  return ResultTree{std::move(out)};
}

Status TermsPartial::finish(FinishContext& context, ResultTree::Object& out) {
  const auto& terms = std::get<TermsAggregation>(aggregation_.node);
  std::vector<KeyedBucket>& buckets = found_.buckets;
  std::erase_if(buckets, [&terms](const KeyedBucket& bucket) {
    return bucket.doc_count < terms.min_doc_count;
  });
  std::sort(buckets.begin(), buckets.end(), comparator_);
  while (buckets.size() > terms.size) {
    found_.other_doc_count += buckets.back().doc_count;
    buckets.pop_back();
  }
  LIKEWISE_TRY_STATUS(count_buckets(context, buckets.size()));
  const std::int64_t error = found_.error < 0 ? -1 : (context.shards == 1 ? 0 : found_.error);
  out.push_back({"doc_count_error_upper_bound", {error}});
  out.push_back({"sum_other_doc_count", {static_cast<std::int64_t>(found_.other_doc_count)}});
  ResultTree::Array shown;
  for (KeyedBucket& bucket : buckets) {
    LIKEWISE_TRY(ResultTree tree, finish_bucket(bucket, context));
    shown.push_back(std::move(tree));
  }
  out.push_back({"buckets", {std::move(shown)}});
  return {};
}

}  // namespace likewise
