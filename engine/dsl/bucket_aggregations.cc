#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/aggregation_kinds.h"
#include "engine/dsl/body_values.h"

namespace likewise {
namespace {

/// extended_bounds and hard_bounds.
Status read_bounds(const MemberReader& member, QueryParseState& state, Bounds& bounds) {
  if (!member.value().is_object()) {
    return fail(member.wrong_kind());
  }
  const KindBody from{member.value(), member.name(), "double_bounds"};
  for (const json::Member& one : member.value().members) {
    const MemberReader inner(from, one, state);
    if (inner.name() != "min" && inner.name() != "max") {
      return fail(member.failed(inner.unknown(), one.second.begin));
    }
    double bound = 0.0;
    if (Status status = inner.read(bound); !status.has_value()) {
      return fail(member.failed(std::move(status).error(), one.second.begin));
    }
    (inner.name() == "min" ? bounds.min : bounds.max) = bound;
  }
  if (bounds.min && bounds.max && *bounds.min > *bounds.max) {
    return fail(member.failed(illegal_argument("max bound must be greater than min bound"),
                              member.value().end - 1));
  }
  return {};
}

Status read_interval(const MemberReader& member, const std::string& aggregation, double& interval) {
  LIKEWISE_TRY_STATUS(member.read(interval));
  if (!(interval > 0.0)) {
    return fail(member.failed(illegal_argument(
        fmt::format("[interval] must be >0 for histogram aggregation [{}]", aggregation))));
  }
  return {};
}

Status read_histogram_member(const MemberReader& member, const KindBody& from,
                             QueryParseState& state, HistogramAggregation& histogram) {
  LIKEWISE_TRY(const bool is_source, member.read_source(histogram.source));
  if (is_source) {
    return {};
  }
  if (member.name() == "interval") {
    return read_interval(member, from.aggregation, histogram.interval);
  }
  if (member.name() == "offset") {
    return member.read(histogram.offset);
  }
  if (member.name() == "keyed") {
    return member.read(histogram.keyed);
  }
  if (member.name() == "min_doc_count") {
    std::int64_t number = 0;
    LIKEWISE_TRY_STATUS(member.read(number, 0, "minDocCount"));
    histogram.min_doc_count = static_cast<std::uint64_t>(number);
    return {};
  }
  if (member.name() == "order") {
    return member.read_order(histogram.order);
  }
  if (member.name() == "extended_bounds") {
    return read_bounds(member, state, histogram.extended_bounds);
  }
  if (member.name() == "hard_bounds") {
    return read_bounds(member, state, histogram.hard_bounds);
  }
  return fail(member.unknown());
}

/// One range of a list. `outer` is the member `ranges`.
Result<RangeBucket> read_range(const MemberReader& outer, const KindBody& from,
                               const json::Value& value, QueryParseState& state) {
  RangeBucket range;
  for (const json::Member& one : value.members) {
    const MemberReader member(from, one, state);
    const json::Value& given = one.second;
    const bool is_scalar = given.is_number() || given.is_string() || given.is_null();
    if (member.name() == "key" && given.is_string()) {
      range.key = given.text;
    } else if ((member.name() == "from" || member.name() == "to") && is_scalar) {
      std::optional<SourceValue>& bound = member.name() == "from" ? range.from : range.to;
      bound = given.is_null() ? std::nullopt : std::optional(source_value(given));
    } else if (member.name() == "mask") {
      return fail(member.unsupported());
    } else {
      const bool is_known =
          member.name() == "from" || member.name() == "to" || member.name() == "key";
      return fail(outer.failed(is_known ? member.wrong_kind() : member.unknown(), given.begin));
    }
  }
  return range;
}

Status read_ranges(const MemberReader& member, const KindBody& from, QueryParseState& state,
                   std::vector<RangeBucket>& ranges) {
  if (member.value().is_object()) {
    LIKEWISE_TRY(RangeBucket range, read_range(member, from, member.value(), state));
    ranges.push_back(std::move(range));
    return {};
  }
  if (!member.value().is_array()) {
    return fail(member.wrong_kind());
  }
  for (const json::Value& item : member.value().items) {
    if (!item.is_object()) {
      return fail(member.wrong_kind());
    }
    LIKEWISE_TRY(RangeBucket range, read_range(member, from, item, state));
    ranges.push_back(std::move(range));
  }
  return {};
}

Status read_filters(const json::Value& value, QueryParseState& state, FiltersAggregation& filters) {
  filters.filters.clear();
  filters.is_named = value.is_object();
  for (const auto& [name, query] : value.members) {
    LIKEWISE_TRY(Query parsed, parse_inner_query(query, state));
    filters.filters.emplace_back(name, std::move(parsed));
  }
  for (const json::Value& query : value.items) {
    LIKEWISE_TRY(Query parsed, parse_inner_query(query, state));
    filters.filters.emplace_back(std::string(), std::move(parsed));
  }
  if (filters.is_named) {
    std::sort(filters.filters.begin(), filters.filters.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
  }
  return {};
}

}  // namespace

Result<Aggregation::Node> parse_histogram(const KindBody& from, QueryParseState& state) {
  HistogramAggregation histogram;
  for (const json::Member& member : from.body.members) {
    LIKEWISE_TRY_STATUS(
        read_histogram_member(MemberReader(from, member, state), from, state, histogram));
  }
  LIKEWISE_TRY_STATUS(require_field(histogram.source, state));
  if (histogram.order.empty()) {
    histogram.order.push_back({BucketOrder::By::kKey, true, {}});
  }
  return Aggregation::Node(std::move(histogram));
}

Result<Aggregation::Node> parse_range_aggregation(const KindBody& from, QueryParseState& state) {
  RangeAggregation range;
  range.is_date = from.kind == "date_range";
  for (const json::Member& one : from.body.members) {
    const MemberReader member(from, one, state);
    LIKEWISE_TRY(const bool is_source, member.read_source(range.source));
    if (is_source) {
      continue;
    }
    if (member.name() == "keyed") {
      LIKEWISE_TRY_STATUS(member.read(range.keyed));
    } else if (member.name() == "ranges") {
      LIKEWISE_TRY_STATUS(read_ranges(member, from, state, range.ranges));
    } else {
      return fail(member.unknown());
    }
  }
  LIKEWISE_TRY_STATUS(require_field(range.source, state));
  return Aggregation::Node(std::move(range));
}

Result<Aggregation::Node> parse_filter_aggregation(const KindBody& from, QueryParseState& state) {
  LIKEWISE_TRY(Query query, parse_inner_query(from.body, state));
  return Aggregation::Node(FilterAggregation{std::move(query)});
}

Result<Aggregation::Node> parse_filters(const KindBody& from, QueryParseState& state) {
  const bool is_newer = !state.options.legacy;
  FiltersAggregation filters;
  for (const auto& [name, value] : from.body.members) {
    if (name == "filters" && (value.is_object() || value.is_array())) {
      LIKEWISE_TRY_STATUS(read_filters(value, state, filters));
    } else if (name == "other_bucket" && value.is_boolean()) {
      filters.other_bucket = value.boolean;
    } else if (name == "other_bucket_key" && value.is_string()) {
      filters.other_bucket_key = value.text;
      filters.other_bucket = true;
    } else if (name == "keyed" && value.is_boolean() && is_newer) {
      filters.keyed = value.boolean;
    } else {
      return fail(parsing_error(state.text, value.begin,
                                fmt::format("Unknown key for a {} in [{}]: [{}].",
                                            token_name(value), from.aggregation, name)));
    }
  }
  if (filters.filters.empty()) {
    return fail(illegal_argument("[filters] cannot be empty."));
  }
  return Aggregation::Node(std::move(filters));
}

Result<Aggregation::Node> parse_missing(const KindBody& from, QueryParseState& state) {
  MissingAggregation missing;
  for (const json::Member& one : from.body.members) {
    const MemberReader member(from, one, state);
    LIKEWISE_TRY(const bool is_source, member.read_source(missing.source));
    if (!is_source) {
      return fail(member.unknown());
    }
  }
  LIKEWISE_TRY_STATUS(require_field(missing.source, state));
  return Aggregation::Node(std::move(missing));
}

Result<Aggregation::Node> parse_global(const KindBody& from, QueryParseState& state) {
  if (!from.body.members.empty()) {
    const json::Value& value = from.body.members.front().second;
    return fail(parsing_error(state.text, value.begin,
                              fmt::format("Expected [FIELD_NAME] under a [START_OBJECT], but got "
                                          "a [{}] in [{}]",
                                          token_name(value), from.aggregation)));
  }
  return Aggregation::Node(GlobalAggregation{});
}

}  // namespace likewise
