#pragma once

/// @file
/// What an aggregation found in one bucket of one index, and how such findings become an answer:
/// they are merged over the indices of a search, then finished once.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/aggregation/aggregation.h"
#include "engine/aggregation/result_tree.h"
#include "engine/base/error.h"
#include "engine/search/dialect.h"

namespace likewise {

/// Whose order and whose limits an answer has.
enum class AggregationStyle : std::uint8_t {
  kElasticsearch7,
  kElasticsearch8,
  kOpenSearch,
};

/// Whose answers a search gives. `typed`: Elasticsearch 7.10's.
AggregationStyle aggregation_style(Dialect dialect, bool typed);

/// State of finishing one answer. Not thread-safe.
struct FinishContext {
  AggregationStyle style = AggregationStyle::kElasticsearch8;
  std::size_t shards = 1;  ///< How many indices were searched.
  std::size_t buckets = 0;
};

/// What goes wrong while the findings of indices are merged, as Elasticsearch wraps it.
Error reduce_error(Error cause, int status);

/// Counts `more` buckets. Errors: too_many_buckets_exception beyond search.max_buckets.
Status count_buckets(FinishContext& context, std::size_t more);

/// Findings of one kind; the classes behind it belong to one collector each.
class Partial {
 public:
  Partial() = default;
  Partial(const Partial&) = delete;
  Partial& operator=(const Partial&) = delete;
  virtual ~Partial() = default;

  /// Takes in what another index found. REQUIRES: `other` comes of the same aggregation.
  /// Errors: a field of different types in two indices.
  virtual Status merge(Partial& other) = 0;

  /// The number called `name` (empty: the only one) that buckets are ordered by; nothing if it has
  /// none.
  virtual std::optional<double> metric(std::string_view name) const = 0;

  /// The findings of the child at that position, if this is a single bucket.
  virtual const Partial* child(std::size_t) const { return nullptr; }

  /// The name in `typed_keys`, "sterms".
  virtual std::string type() const = 0;

  /// Appends the members of the answer's object. Called once.
  virtual Status finish(FinishContext& context, ResultTree::Object& out) = 0;
};

using PartialRef = std::unique_ptr<Partial>;
/// One for each of several aggregations, in their order.
using Partials = std::vector<PartialRef>;

/// merge() one by one. REQUIRES: of the same aggregations.
Status merge_all(Partials& into, Partials& other);

/// How siblings are ordered in an answer: Elasticsearch merges them in a HashMap, newer versions
/// only where there is something to merge.
enum class SiblingOrder : std::uint8_t { kAsMerged, kHashed };

/// Appends each aggregation as a member. REQUIRES: `partials` belong to `aggregations`.
Status finish_all(const std::vector<Aggregation>& aggregations, Partials& partials,
                  SiblingOrder order, FinishContext& context, ResultTree::Object& out);

/// A double, or null for none: what an aggregation without values answers.
ResultTree number_tree(std::optional<double> value);

}  // namespace likewise
