#include "engine/aggregation/field_source.h"

#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "engine/index/date_format.h"
#include "engine/search/fielddata.h"

namespace likewise {
namespace {

Error shard_error(std::string reason) {
  return Error(ErrorCode::kInvalidArgument, std::move(reason))
      .with_type("illegal_argument_exception")
      .raised_in_shard();
}

ValueFormat format_of(const Field& field, const ValuesSource& source,
                      const SourceContext& context) {
  if (field.kind == FieldKind::kBoolean) {
    return {ValueFormat::Kind::kBoolean};
  }
  if (field.kind == FieldKind::kDate) {
    return context.date_format(source.format.empty() ? field.format : source.format);
  }
  return {};
}

Status bind_missing(const SourceValue& missing, const SourceContext& context, FieldSource& source) {
  if (source.kind == ValueKind::kTerms) {
    source.missing_text = missing.text;
    return {};
  }
  // Elasticsearch 7 reads a boolean's number as a text; others take any number as it is.
  const bool is_taken_as_it_is =
      missing.is_number && (source.format.kind != ValueFormat::Kind::kBoolean ||
                            context.style == AggregationStyle::kElasticsearch8);
  LIKEWISE_TRY(const double value,
               parse_value(is_taken_as_it_is ? ValueFormat() : source.format, missing));
  source.missing_double = value;
  if (source.kind == ValueKind::kLongs && std::fmod(value, 1.0) != 0.0) {
    source.kind = ValueKind::kDoubles;
    return {};
  }
  source.missing_long = missing.is_number && missing.whole ? *missing.whole : java_long_of(value);
  return {};
}

}  // namespace

Result<FieldSource> bind_source(const ValuesSource& source, std::string_view kind_name,
                                Accepts accepts, const SourceContext& context) {
  FieldSource bound;
  const Field* const field = context.snapshot.mapping->find(source.field);
  if (field == nullptr || field->kind == FieldKind::kObject) {
    bound.kind = accepts == Accepts::kNumbers ? ValueKind::kDoubles : ValueKind::kTerms;
    if (source.missing) {
      LIKEWISE_TRY_STATUS(bind_missing(*source.missing, context, bound));
    }
    return bound;
  }
  const bool names_index = context.style == AggregationStyle::kElasticsearch8;
  LIKEWISE_TRY_STATUS(
      check_has_values(*field, names_index ? std::string_view(context.index_name) : ""));
  if (accepts == Accepts::kNumbers && is_string_kind(field->kind)) {
    return fail(
        shard_error(fmt::format("Field [{}] of type [{}] is not supported for aggregation "
                                "[{}]",
                                field->name, to_string(field->kind), kind_name)));
  }
  bound.field = field;
  bound.kind = value_kind(field->kind);
  bound.format = format_of(*field, source, context);
  if (!source.format.empty() && bound.format.kind != ValueFormat::Kind::kDate) {
    return fail(
        is_string_kind(field->kind) || field->kind == FieldKind::kBoolean
            ? shard_error(fmt::format("Field [{}] of type [{}] does not support custom formats",
                                      field->name, to_string(field->kind)))
            : shard_error("[format] of numbers is not supported by likewise"));
  }
  if (bound.format.kind == ValueFormat::Kind::kDate && !source.format.empty()) {
    if (Status known = check_date_format(source.format); !known.has_value()) {
      return fail(std::move(known).error().raised_in_shard());
    }
  }
  if (source.missing) {
    LIKEWISE_TRY_STATUS(bind_missing(*source.missing, context, bound));
  }
  return bound;
}

void FieldReader::begin_segment(const SegmentView& view) {
  values_ =
      source_.is_mapped() ? &view.segment->values(*source_.field, *snapshot_->dictionary) : nullptr;
}

std::span<const double> FieldReader::doubles(DocId doc) {
  if (values_ != nullptr) {
    if (value_kind(source_.field->kind) == ValueKind::kDoubles) {
      if (const auto found = values_->doubles(doc); !found.empty()) {
        return found;
      }
    } else if (const auto found = values_->longs(doc); !found.empty()) {
      converted_.clear();
      for (const std::int64_t value : found) {
        converted_.push_back(static_cast<double>(value));
      }
      return converted_;
    }
  }
  if (source_.missing_double) {
    return {&*source_.missing_double, 1};
  }
  return {};
}

std::span<const std::int64_t> FieldReader::longs(DocId doc) const {
  if (values_ != nullptr) {
    if (const auto found = values_->longs(doc); !found.empty()) {
      return found;
    }
  }
  if (source_.missing_long) {
    return {&*source_.missing_long, 1};
  }
  return {};
}

std::span<const std::uint32_t> FieldReader::ordinals(DocId doc) const {
  return values_ == nullptr ? std::span<const std::uint32_t>() : values_->ordinals(doc);
}

std::span<const TermId> FieldReader::terms() const {
  return values_ == nullptr ? std::span<const TermId>() : values_->terms();
}

std::size_t FieldReader::count(DocId doc) const {
  std::size_t found = 0;
  if (values_ != nullptr) {
    found =
        values_->ordinals(doc).size() + values_->longs(doc).size() + values_->doubles(doc).size();
  }
  const bool has_missing = source_.missing_text || source_.missing_long || source_.missing_double;
  return found == 0 && has_missing ? 1 : found;
}

}  // namespace likewise
