#include "storage/database/hit_fields.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/base/java_text.h"
#include "engine/base/pattern.h"
#include "engine/dsl/json.h"
#include "engine/search/java_hash_order.h"

namespace likewise::storage {
namespace {

std::string value_text(const ValueFormat& format, std::int64_t value) {
  const std::string text = format_long(format, value);
  return format.kind == ValueFormat::Kind::kDate ? json::quoted(text) : text;
}

/// Elasticsearch's first refusal when all of its own fields are asked for as well.
Error internal_field(AggregationStyle style) {
  const std::string_view name =
      style == AggregationStyle::kElasticsearch8 ? "_nested_path" : "_feature";
  return Error(ErrorCode::kInvalidArgument,
               fmt::format("Fielddata is not supported on field [{}] of type [{}]", name, name))
      .with_type("illegal_argument_exception")
      .raised_in_shard();
}

std::vector<HitField> in_hash_order(std::vector<HitField> fields) {
  std::vector<std::string_view> names;
  for (const HitField& field : fields) {
    names.push_back(field.first);
  }
  std::vector<HitField> ordered;
  for (const std::uint32_t at : java_hash_order(names)) {
    ordered.push_back(std::move(fields[at]));
  }
  return ordered;
}

}  // namespace

Result<HitFields> HitFields::prepare(const FieldRequests& requests, SourceContext context) {
  HitFields fields(std::move(context));
  for (const FieldPattern& pattern : requests.docvalues) {
    LIKEWISE_TRY_STATUS(fields.add_docvalues(pattern));
  }
  LIKEWISE_TRY(fields.from_source_,
               bind_source_fields(requests.fields, *fields.context_.snapshot.mapping,
                                  fields.context_.style == AggregationStyle::kElasticsearch8));
  return fields;
}

Status HitFields::add_docvalues(const FieldPattern& pattern) {
  if (pattern.pattern == "*") {
    return fail(internal_field(context_.style));
  }
  const bool keeps_repeats = context_.style != AggregationStyle::kElasticsearch8;
  for (const Field& field : context_.snapshot.mapping->fields()) {
    if (field.kind == FieldKind::kObject || !matches_pattern(pattern.pattern, field.name)) {
      continue;
    }
    LIKEWISE_TRY(FieldSource source, bind_source({field.name, std::nullopt, pattern.format}, "",
                                                 Accepts::kAnything, context_));
    const auto same =
        std::find_if(docvalues_.begin(), docvalues_.end(),
                     [&field](const Docvalues& other) { return other.name == field.name; });
    if (same != docvalues_.end() && !keeps_repeats) {
      docvalues_.erase(same);
    }
    docvalues_.push_back({field.name, FieldReader(std::move(source), context_.snapshot)});
  }
  return {};
}

std::vector<std::string> HitFields::read_docvalues(Docvalues& docvalues, DocId doc) {
  std::vector<std::string> texts;
  const FieldSource& source = docvalues.reader.source();
  switch (source.kind) {
    case ValueKind::kTerms:
      for (const std::uint32_t ordinal : docvalues.reader.ordinals(doc)) {
        texts.push_back(json::quoted(context_.snapshot.dictionary->text(
            source.field->id, docvalues.reader.terms()[ordinal])));
      }
      break;
    case ValueKind::kLongs:
      for (const std::int64_t value : docvalues.reader.longs(doc)) {
        texts.push_back(value_text(source.format, value));
      }
      break;
    case ValueKind::kDoubles:
      for (const double value : docvalues.reader.doubles(doc)) {
        texts.push_back(java_double(value));
      }
      break;
  }
  return texts;
}

std::vector<HitField> HitFields::read(DocId doc, std::string_view source) {
  const bool is_elsewhere = segment_ == nullptr || doc < segment_->segment->first_doc() ||
                            doc >= segment_->segment->end_doc();
  for (const SegmentView& view : context_.snapshot.segments) {
    if (is_elsewhere && doc >= view.segment->first_doc() && doc < view.segment->end_doc()) {
      segment_ = &view;
      for (Docvalues& docvalues : docvalues_) {
        docvalues.reader.begin_segment(view);
      }
    }
  }
  std::vector<HitField> found;
  const auto named = [&found](const std::string& name) {
    return std::find_if(found.begin(), found.end(),
                        [&name](const HitField& field) { return field.first == name; });
  };
  for (Docvalues& docvalues : docvalues_) {
    std::vector<std::string> texts = read_docvalues(docvalues, doc);
    if (texts.empty()) {
      continue;
    }
    if (const auto same = named(docvalues.name); same != found.end()) {
      same->second.insert(same->second.end(), texts.begin(), texts.end());
    } else {
      found.emplace_back(docvalues.name, std::move(texts));
    }
  }
  const bool is_modern = context_.style == AggregationStyle::kElasticsearch8;
  for (HitField& field : source_fields(source, from_source_, is_modern)) {
    if (const auto same = named(field.first); same != found.end()) {
      same->second = std::move(field.second);
    } else {
      found.push_back(std::move(field));
    }
  }
  return in_hash_order(std::move(found));
}

Result<std::vector<HitField>> FieldFetch::read(
    const Place& place, DocId doc, const std::function<Result<std::string>()>& read_source) {
  if (requests_.docvalues.empty() && requests_.fields.empty()) {
    return std::vector<HitField>();
  }
  auto found = by_index_.find(&place.snapshot);
  if (found == by_index_.end()) {
    const AggregationStyle style = aggregation_style(place.dialect, typed_);
    LIKEWISE_TRY(HitFields fields,
                 HitFields::prepare(requests_, {place.snapshot, place.index_name, style, 0}));
    found = by_index_.emplace(&place.snapshot, std::move(fields)).first;
  }
  std::string source;
  if (found->second.needs_source()) {
    LIKEWISE_TRY(source, read_source());
  }
  return found->second.read(doc, source);
}

}  // namespace likewise::storage
