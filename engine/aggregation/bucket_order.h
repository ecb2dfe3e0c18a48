#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/aggregation/collector.h"
#include "engine/aggregation/partial.h"
#include "engine/index/field_values.h"

namespace likewise {

/// What a bucket stands for. Texts belong to the snapshot's dictionary or to the request.
struct BucketKey {
  ValueKind kind = ValueKind::kTerms;
  std::string_view text = {};
  std::int64_t whole = 0;
  double real = 0.0;

  /// Negative, 0 or positive. REQUIRES: same kind. Texts compare by bytes.
  int compare(const BucketKey& other) const;
};

/// One bucket of many, with what its children found.
struct KeyedBucket {
  BucketKey key;
  std::uint64_t doc_count = 0;
  std::int64_t error = 0;  ///< By how much doc_count may be too low.
  Partials children = {};
  BucketId id = 0;  ///< While collecting.
};

/// The order of buckets: total, as the key breaks ties.
class BucketComparator {
 public:
  /// Errors: Elasticsearch's for a path that leads nowhere; `aggregation` is the parent of the
  /// aggregations that paths begin with.
  static Result<BucketComparator> make(const std::vector<BucketOrder>& order,
                                       const Aggregation& aggregation, AggregationStyle style);

  /// True if children's findings are compared.
  bool needs_children() const noexcept { return needs_children_; }
  bool is_by_key() const noexcept;
  /// By count descending and then at most by key.
  bool is_by_count() const noexcept;

  bool operator()(const KeyedBucket& a, const KeyedBucket& b) const { return compare(a, b) < 0; }

 private:
  struct Criterion {
    BucketOrder order;
    std::vector<std::size_t> path;  ///< Positions of children, outermost first.
    std::string metric;
  };

  static Result<Criterion> resolve(const BucketOrder& order, const Aggregation& aggregation,
                                   AggregationStyle style);
  static double value(const Criterion& criterion, const KeyedBucket& bucket);
  static int compare(const Criterion& criterion, const KeyedBucket& a, const KeyedBucket& b);
  int compare(const KeyedBucket& a, const KeyedBucket& b) const;

  std::vector<Criterion> criteria_;
  bool needs_children_ = false;
};

}  // namespace likewise
