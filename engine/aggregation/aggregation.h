#pragma once

/// @file
/// The AST of `aggs`: what the user asked, with Elasticsearch's defaults filled in. It knows no
/// index. engine/dsl parses JSON into it; collector.h computes it over the matches of a search.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/search/query.h"

namespace likewise {

/// A scalar of the body, with what Java makes of it where a number is due.
struct SourceValue {
  std::string text;
  bool is_number = false;             ///< A JSON number, no text.
  std::optional<std::int64_t> whole;  ///< longValue() of a number, Long.parseLong of a text.
  std::optional<double> real;         ///< doubleValue(), Double.parseDouble.
};

/// Where an aggregation gets its values from.
struct ValuesSource {
  std::string field;
  std::optional<SourceValue> missing;  ///< Stands in for the value of documents that have none.
  std::string format;                  ///< Empty: the field's own.
};

/// One criterion of the order of buckets.
struct BucketOrder {
  enum class By : std::uint8_t { kCount, kKey, kMetric };
  By by = By::kCount;
  bool ascending = false;
  std::string path;  ///< kMetric: as given, "a>b.avg".
};

/// `include` or `exclude`: a list of values.
using TermList = std::optional<std::vector<SourceValue>>;

struct TermsAggregation {
  ValuesSource source;
  std::size_t size = 10;
  std::optional<std::size_t> shard_size;
  std::uint64_t min_doc_count = 1;
  std::uint64_t shard_min_doc_count = 0;
  std::vector<BucketOrder> order;  ///< Never empty once parsed; the key breaks ties.
  TermList include;
  TermList exclude;
  bool show_term_doc_count_error = false;
  bool has_pattern = false;    ///< A list above was given as a regular expression.
  std::string execution_hint;  ///< Only checked.
};

enum class MetricKind : std::uint8_t {
  kMin,
  kMax,
  kAvg,
  kSum,
  kValueCount,
  kStats,
  kExtendedStats,
};

struct MetricAggregation {
  MetricKind kind = MetricKind::kMin;
  ValuesSource source;
  double sigma = 2.0;  ///< Of extended_stats.
};

struct CardinalityAggregation {
  ValuesSource source;
};

struct Bounds {
  std::optional<double> min;
  std::optional<double> max;
};

struct HistogramAggregation {
  ValuesSource source;
  double interval = 0.0;
  double offset = 0.0;
  std::uint64_t min_doc_count = 0;
  Bounds extended_bounds;
  Bounds hard_bounds;
  std::vector<BucketOrder> order;
  bool keyed = false;
};

/// One range; a bound is a number or, in date_range, a date as text.
struct RangeBucket {
  std::optional<std::string> key;
  std::optional<SourceValue> from;
  std::optional<SourceValue> to;
};

struct RangeAggregation {
  ValuesSource source;
  std::vector<RangeBucket> ranges;
  bool keyed = false;
  bool is_date = false;  ///< date_range.
};

struct FilterAggregation {
  Query query;
};

struct FiltersAggregation {
  std::vector<std::pair<std::string, Query>> filters;  ///< Sorted by name; anonymous: as given.
  bool is_named = true;
  bool keyed = true;
  bool other_bucket = false;
  std::string other_bucket_key = "_other_";
};

/// Documents without a value.
struct MissingAggregation {
  ValuesSource source;
};

/// All documents of the index, whatever the query.
struct GlobalAggregation {};

/// One named aggregation. A new kind is one alternative here, one row in the parser's table and one
/// collector.
struct Aggregation {
  using Node = std::variant<TermsAggregation, MetricAggregation, CardinalityAggregation,
                            HistogramAggregation, RangeAggregation, FilterAggregation,
                            FiltersAggregation, MissingAggregation, GlobalAggregation>;
  std::string name;
  Node node;
  std::vector<Aggregation> children;
  std::optional<std::string> meta_json;  ///< As JSON.
};

}  // namespace likewise
