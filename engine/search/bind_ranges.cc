#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/index/numeric_term.h"
#include "engine/search/binder.h"
#include "engine/search/numeric_value.h"

namespace likewise {
namespace {

/// Both ends inclusive, in the order of the encoded terms.
struct NumberBounds {
  std::int64_t low;
  std::int64_t high;
};

bool is_fraction_kind(FieldKind kind) {
  return kind == FieldKind::kDouble || kind == FieldKind::kFloat || kind == FieldKind::kHalfFloat;
}

/// What an open range spans.
NumberBounds whole_range(FieldKind kind) {
  if (is_fraction_kind(kind)) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    return {decode_long_term(encode_double_term(-kInfinity)),
            decode_long_term(encode_double_term(kInfinity))};
  }
  if (kind == FieldKind::kLong || kind == FieldKind::kDate) {
    return {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
  }
  return {std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()};
}

/// The place of a bound among the terms, and whether it lies between two possible ones.
struct Bound {
  std::int64_t place = 0;  ///< Of the value itself, or of the one before it.
  bool is_between = false;
};

/// `modern`: a fraction that is too large is as good as infinite.
Result<Bound> read_bound(FieldKind kind, const Scalar& value, bool modern) {
  const bool is_fraction = is_fraction_kind(kind);
  LIKEWISE_TRY(const std::optional<NumericValue> parsed,
               numeric_value(kind, value, {modern && is_fraction, false}));
  if (!parsed && is_fraction) {
    const NumberBounds all = whole_range(kind);
    return Bound{value.text.starts_with('-') ? all.low : all.high, false};
  }
  if (parsed) {
    return Bound{decode_long_term(parsed->term), false};
  }
  LIKEWISE_TRY(const std::optional<NumericValue> fraction,
               numeric_value(FieldKind::kDouble, value));
  const double floor = std::floor(decode_double_term(fraction->term));
  std::string text(32, '\0');
  const auto written =
      std::to_chars(text.data(), text.data() + text.size(), floor, std::chars_format::fixed);
  if (written.ec == std::errc()) {
    text.resize(static_cast<std::size_t>(written.ptr - text.data()));
  } else {
    text = value.text;  // Too long for any integer: refused as one that is out of range.
  }
  LIKEWISE_TRY(const std::optional<NumericValue> whole,
               numeric_value(kind, {Scalar::Kind::kNumber, std::move(text)}));
  return Bound{whole ? decode_long_term(whole->term) : 0, true};
}

/// Nothing if the range is empty because an end has no neighbour.
Result<std::optional<NumberBounds>> number_bounds(FieldKind kind, const RangeQuery& query,
                                                  bool modern) {
  NumberBounds bounds = whole_range(kind);
  if (query.lower) {
    LIKEWISE_TRY(const Bound bound, read_bound(kind, *query.lower, modern));
    const bool is_next = bound.is_between || !query.include_lower;
    if (is_next && bound.place == bounds.high) {
      return std::optional<NumberBounds>();
    }
    bounds.low = bound.place + (is_next ? 1 : 0);
  }
  if (query.upper) {
    LIKEWISE_TRY(const Bound bound, read_bound(kind, *query.upper, modern));
    const bool is_previous = !bound.is_between && !query.include_upper;
    if (is_previous && bound.place == whole_range(kind).low) {
      return std::optional<NumberBounds>();
    }
    bounds.high = bound.place - (is_previous ? 1 : 0);
  }
  return std::optional(bounds);
}

/// Elasticsearch shows fractions as the integers that sort as they do.
std::string shown(FieldKind kind, std::int64_t place) {
  if (kind != FieldKind::kFloat && kind != FieldKind::kHalfFloat) {
    return std::to_string(place);
  }
  const auto narrow = static_cast<float>(decode_double_term(encode_long_term(place)));
  const auto bits = std::bit_cast<std::int32_t>(narrow);
  return std::to_string(bits < 0 ? bits ^ std::numeric_limits<std::int32_t>::max() : bits);
}

/// A bound of a range of texts.
Result<std::string> text_bound(const Field& field, const Scalar& value) {
  if (field.kind == FieldKind::kBoolean) {
    LIKEWISE_TRY(const std::optional<NumericValue> parsed, numeric_value(field.kind, value));
    return parsed ? parsed->term : std::string();
  }
  std::string text = java_text(value);
  if (field.kind == FieldKind::kKeyword && !field.normalizer.empty() &&
      field.search_analyzer != nullptr) {
    std::string normalized;
    field.search_analyzer->analyze(text, [&](std::string_view token) { normalized = token; });
    return normalized;
  }
  return text;
}

std::string shown_text(const Field& field, const std::optional<std::string>& bound) {
  if (!bound) {
    return "*";
  }
  if (field.kind == FieldKind::kBoolean) {
    return decode_long_term(*bound) != 0 ? "T" : "F";
  }
  return *bound;
}

}  // namespace

Result<PlanRef> Binder::operator()(const RangeQuery& query) {
  if (!query.lower && !query.upper) {
    return (*this)(ExistsQuery{query.field});
  }
  if (query.field == "_id") {
    return fail(query_shard_error(Error(ErrorCode::kInvalidArgument,
                                        "Field [_id] of type [_id] does not support range queries")
                                      .with_type("illegal_argument_exception")));
  }
  const Field* field = searchable(query.field);
  if (field == nullptr) {
    return make_plan(NonePlan{});
  }
  if (field->kind == FieldKind::kDate) {
    if (!options_.answers_as_7 && snapshot_.dictionary->size(field->id) == 0) {
      return make_plan(NonePlan{});  // Elasticsearch 8 does not read the bounds then.
    }
    Result<PlanRef> plan = date_range(*field, query);
    return plan ? std::move(plan) : fail(std::move(plan).error().raised_in_shard());
  }
  const bool by_text = is_string_kind(field->kind) || field->kind == FieldKind::kBoolean;
  Result<PlanRef> plan = by_text ? text_range(*field, query) : number_range(*field, query);
  return plan ? std::move(plan) : fail(query_shard_error(std::move(plan).error()));
}

Result<PlanRef> Binder::number_range(const Field& field, const RangeQuery& query) const {
  if (field.kind == FieldKind::kDenseVector) {
    return fail(query_shard_error(
        Error(ErrorCode::kInvalidArgument,
              "Field [" + field.name + "] of type [dense_vector] does not support range queries")
            .with_type("illegal_argument_exception")));
  }
  LIKEWISE_TRY(const std::optional<NumberBounds> bounds,
               number_bounds(field.kind, query, !options_.answers_as_7));
  if (!bounds) {
    return make_plan(NonePlan{});
  }
  // No text lies between one and the same with a zero byte behind it.
  return matching_terms(
      field, "[" + shown(field.kind, bounds->low) + " TO " + shown(field.kind, bounds->high) + "]",
      {encode_long_term(bounds->low), encode_long_term(bounds->high) + '\0'});
}

Result<PlanRef> Binder::text_range(const Field& field, const RangeQuery& query) const {
  std::optional<std::string> low;
  std::optional<std::string> high;
  if (query.lower) {
    LIKEWISE_TRY(low, text_bound(field, *query.lower));
  }
  if (query.upper) {
    LIKEWISE_TRY(high, text_bound(field, *query.upper));
  }
  std::string text = query.include_lower ? "[" : "{";
  text += shown_text(field, low) + " TO " + shown_text(field, high);
  text += query.include_upper ? "]" : "}";
  TermRange range;
  if (low) {
    range.low = *low + (query.include_lower ? "" : std::string(1, '\0'));
  }
  if (high) {
    range.high = *high + (query.include_upper ? std::string(1, '\0') : "");
  }
  return matching_terms(field, std::move(text), range);
}

PlanRef Binder::matching_terms(const Field& field, std::string shown,
                               const TermRange& range) const {
  AnyTermPlan plan;
  plan.field = field.id;
  plan.pattern = std::move(shown);
  plan.is_point = !is_string_kind(field.kind) && field.kind != FieldKind::kBoolean;
  for (const auto& [term, text] :
       snapshot_.dictionary->terms_between(field.id, range.low, range.high)) {
    plan.terms.push_back(term);
  }
  return make_plan(std::move(plan));
}

}  // namespace likewise
