#pragma once

/// @file
/// The parsers behind aggregation_request.h: one function per kind of aggregation, and how the
/// members of their bodies are read.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/aggregation/aggregation.h"
#include "engine/base/error.h"
#include "engine/dsl/json.h"
#include "engine/dsl/query_clauses.h"

namespace likewise {

/// What a parser of one kind gets.
struct KindBody {
  const json::Value& body;  ///< An object.
  const std::string& aggregation;
  std::string_view kind;
};

using KindParser = Result<Aggregation::Node> (*)(const KindBody& from, QueryParseState& state);

Result<Aggregation::Node> parse_terms_aggregation(const KindBody& from, QueryParseState& state);
/// min, max, avg, sum, value_count, stats, extended_stats: the kind says which.
Result<Aggregation::Node> parse_metric_aggregation(const KindBody& from, QueryParseState& state);
Result<Aggregation::Node> parse_cardinality(const KindBody& from, QueryParseState& state);
Result<Aggregation::Node> parse_histogram(const KindBody& from, QueryParseState& state);
/// range and date_range.
Result<Aggregation::Node> parse_range_aggregation(const KindBody& from, QueryParseState& state);
Result<Aggregation::Node> parse_filter_aggregation(const KindBody& from, QueryParseState& state);
Result<Aggregation::Node> parse_filters(const KindBody& from, QueryParseState& state);
Result<Aggregation::Node> parse_missing(const KindBody& from, QueryParseState& state);
Result<Aggregation::Node> parse_global(const KindBody& from, QueryParseState& state);

/// One member of a body, read as Elasticsearch's declarative parser reads it.
class MemberReader {
 public:
  MemberReader(const KindBody& from, const json::Member& member, QueryParseState& state)
      : from_(from), name_(member.first), value_(member.second), state_(state) {}

  const std::string& name() const { return name_; }
  const json::Value& value() const { return value_; }

  Status read(bool& out) const;
  Status read(std::string& out) const;
  Status read(double& out) const;
  /// REQUIRES of the value: at least `least`, or "[shown] must be …" is the error.
  Status read(std::int64_t& out, std::int64_t least, std::string_view shown) const;

  /// field, missing, format; false for another member. script and value_type are refused.
  Result<bool> read_source(ValuesSource& source) const;
  /// `order`: an object or a list of them.
  Status read_order(std::vector<BucketOrder>& order) const;

  Error unknown() const;
  Error wrong_kind() const;
  /// "failed to parse field" around `cause`; at the value unless an offset is given.
  Error failed(Error cause) const { return failed(std::move(cause), value_.begin); }
  Error failed(Error cause, std::size_t offset) const;
  Error unsupported() const;

 private:
  Status read_order_object(const json::Value& value, std::vector<BucketOrder>& order) const;

  const KindBody& from_;
  const std::string& name_;
  const json::Value& value_;
  QueryParseState& state_;
};

/// A scalar with what Java makes of it. REQUIRES: string, number or boolean.
SourceValue source_value(const json::Value& value);

/// Elasticsearch's complaint about an aggregation without a field.
Status require_field(const ValuesSource& source, const QueryParseState& state);

}  // namespace likewise
