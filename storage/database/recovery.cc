#include "storage/database/recovery.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/document_parser.h"
#include "storage/database/segment_store.h"

namespace likewise::storage {
namespace {

tl::unexpected<Error> corrupt(const Index& index, const std::string& what) {
  return fail(ErrorCode::kCorruption, fmt::format("index [{}]: {}", index.identity().name, what));
}

/// Terms are stored by text; their numbers must come out as 0, 1, 2, ... in each field.
class TermLoader {
 public:
  explicit TermLoader(Index& index) : index_(index) {}

  Status load() {
    const KeyRange range = index_keys(index_.identity().number);
    Status status;
    LIKEWISE_TRY_STATUS(index_.store().scan(Family::kTerm, range.begin, range.end,
                                            [&](std::string_view key, std::string_view value) {
                                              status = add(key, value);
                                              return status.has_value();
                                            }));
    LIKEWISE_TRY_STATUS(status);
    return finish_field();
  }

 private:
  Status add(std::string_view key, std::string_view value) {
    const auto parsed = parse_term_key(key);
    if (!parsed || value.size() != 4) {
      return corrupt(index_, "damaged term");
    }
    if (parsed->first != field_) {
      LIKEWISE_TRY_STATUS(finish_field());
      field_ = parsed->first;
    }
    terms_.emplace_back(read_u32(value, 0), parsed->second);
    return {};
  }

  Status finish_field() {
    std::vector<const std::string*> by_number(terms_.size(), nullptr);
    for (const auto& [number, text] : terms_) {
      if (number >= by_number.size() || by_number[number] != nullptr) {
        return corrupt(index_, fmt::format("the term numbers of field {} have gaps", field_));
      }
      by_number[number] = &text;
    }
    for (const std::string* text : by_number) {
      index_.dictionary()->intern(field_, *text);
    }
    terms_.clear();
    return {};
  }

  Index& index_;
  FieldId field_ = 0;
  std::vector<std::pair<TermId, std::string>> terms_;
};

Result<ManifestRecord> read_manifest(const Index& index) {
  LIKEWISE_TRY(const std::optional<std::string> stored,
               index.store().get(Family::kMeta, manifest_key(index.identity().number)));
  if (!stored) {
    return ManifestRecord{};  // Never sealed.
  }
  return decode_manifest(*stored);
}

Status restore_sealed(Index& index, const ManifestRecord& manifest, bool read_only) {
  const IndexNumber number = index.identity().number;
  LIKEWISE_TRY(std::vector<std::shared_ptr<const Segment>> segments,
               load_segments(index.store(), number, manifest, read_only));
  WorkingSegments working;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const SegmentRecord& record = manifest.segments[i];
    LIKEWISE_TRY(const std::optional<std::string> dead,
                 index.store().get(Family::kDead, dead_key(number, record.number)));
    if (!dead) {
      return corrupt(index, "the bitmap of a segment is missing");
    }
    LIKEWISE_TRY(std::shared_ptr<const LiveDocs> live,
                 decode_dead(*dead, record.first_doc, record.end_doc));
    working.push_back(
        {std::move(segments[i]), std::move(live), record.dead_postings, record.number, false});
  }
  std::vector<std::pair<FieldId, FieldStatistics>> statistics;
  const KeyRange range = statistics_keys(number);
  Status status;
  LIKEWISE_TRY_STATUS(index.store().scan(
      Family::kMeta, range.begin, range.end, [&](std::string_view key, std::string_view value) {
        Result<FieldStatistics> decoded = decode_statistics(value);
        const std::optional<FieldId> field = parse_statistics_key(key);
        if (!decoded.has_value() || !field || *field >= index.mapping()->fields().size()) {
          status = corrupt(index, "damaged statistics");
          return false;
        }
        statistics.emplace_back(*field, std::move(*decoded));
        return true;
      }));
  LIKEWISE_TRY_STATUS(status);
  index.tail().restore(manifest, std::move(statistics));
  index.restore_segments(std::move(working), manifest.next_segment);
  return {};
}

Result<std::vector<FieldTerms>> read_terms(const Index& index, DocId doc) {
  if (doc == kNoDoc) {
    return std::vector<FieldTerms>();
  }
  LIKEWISE_TRY(const std::optional<std::string> stored,
               index.store().get(Family::kForward, doc_key(index.identity().number, doc)));
  if (!stored) {
    return corrupt(index, fmt::format("the forward record of document {} is missing", doc));
  }
  LIKEWISE_TRY(ForwardRecord forward, decode_forward(*stored));
  const std::size_t field_count = index.mapping()->fields().size();
  for (const FieldTerms& field : forward.fields) {
    if (field.field >= field_count || field.terms.empty() ||
        field.terms.back().term >= index.dictionary()->size(field.field)) {
      return corrupt(index,
                     fmt::format("the forward record of document {} names an unknown term", doc));
    }
  }
  return std::move(forward.fields);
}

/// The vectors of a document that is in no sealed segment: they are only in its source.
class VectorReader {
 public:
  explicit VectorReader(const Index& index) : index_(index), parser_(index.context()) {
    const auto fields = index.mapping()->fields();
    has_vectors_ = std::any_of(fields.begin(), fields.end(), [](const Field& field) {
      return field.kind == FieldKind::kDenseVector;
    });
  }

  /// Of a document that died since, none. Errors: kUnavailable.
  Result<std::vector<FieldVector>> read(DocId doc) {
    if (!has_vectors_ || doc == kNoDoc) {
      return std::vector<FieldVector>();
    }
    LIKEWISE_TRY(const std::optional<std::string> source,
                 index_.store().get(Family::kDoc, doc_key(index_.identity().number, doc)));
    ParsedDocument document;
    // It was accepted once; what a later mapping refuses has no vectors under that mapping.
    if (!source || !parser_.parse(*source, index_.mapping(), document).has_value()) {
      return std::vector<FieldVector>();
    }
    return std::move(document.vectors);
  }

 private:
  const Index& index_;
  DocumentParser parser_;
  bool has_vectors_ = false;
};

Status replay(Index& index, VectorReader& vectors, std::string_view key, std::string_view value) {
  if (parse_seq_key(key) != std::optional<SeqNo>(index.tail().next_seq_no())) {
    return corrupt(index, "the feed of operations has a gap");
  }
  LIKEWISE_TRY(const OperationRecord record, decode_operation(value));
  if ((record.doc != kNoDoc && record.doc != index.tail().next_doc()) ||
      (record.replaced != kNoDoc && record.replaced >= index.tail().next_doc())) {
    return corrupt(index, "the feed of operations names an unknown document");
  }
  AppliedOperation operation;
  operation.doc = record.doc;
  operation.replaced = record.replaced;
  LIKEWISE_TRY(operation.fields, read_terms(index, record.doc));
  LIKEWISE_TRY(operation.replaced_fields, read_terms(index, record.replaced));
  LIKEWISE_TRY(operation.vectors, vectors.read(record.doc));
  index.tail().apply(operation, *index.mapping());
  return {};
}

}  // namespace

Status recover_index(Index& index, bool read_only) {
  LIKEWISE_TRY_STATUS(TermLoader(index).load());
  LIKEWISE_TRY(const ManifestRecord manifest, read_manifest(index));
  LIKEWISE_TRY_STATUS(restore_sealed(index, manifest, read_only));
  const IndexNumber number = index.identity().number;
  VectorReader vectors(index);
  Status status;
  LIKEWISE_TRY_STATUS(index.store().scan(Family::kSeq, seq_key(number, manifest.next_seq_no),
                                         index_keys(number).end,
                                         [&](std::string_view key, std::string_view value) {
                                           status = replay(index, vectors, key, value);
                                           return status.has_value();
                                         }));
  LIKEWISE_TRY_STATUS(status);
  index.note_applied();
  index.publish_recovered();
  return {};
}

Result<std::shared_ptr<const Mapping>> recover_mapping(const CatalogRecord& record,
                                                       const MappingContext& context) {
  std::shared_ptr<const Mapping> parsed = std::make_shared<const Mapping>();
  if (!record.mapping_json.empty() && record.mapping_json != "{}") {
    Result<std::shared_ptr<const Mapping>> merged = parse_mapping(record.mapping_json, context);
    if (!merged.has_value()) {
      return fail(ErrorCode::kCorruption, fmt::format("index [{}]: stored mapping: {}", record.name,
                                                      merged.error().message()));
    }
    parsed = std::move(*merged);
  }
  auto mapping = std::make_shared<Mapping>();
  mapping->dynamic = parsed->dynamic;
  mapping->date_detection = parsed->date_detection;
  mapping->numeric_detection = parsed->numeric_detection;
  mapping->routing_required = parsed->routing_required;
  mapping->meta_json = parsed->meta_json;
  for (const std::string& name : record.field_order) {
    const Field* field = parsed->find(name);
    if (field == nullptr || mapping->find(name) != nullptr) {
      return fail(ErrorCode::kCorruption,
                  fmt::format("index [{}]: stored mapping lacks field [{}]", record.name, name));
    }
    mapping->add(*field);
  }
  return mapping;
}

}  // namespace likewise::storage
