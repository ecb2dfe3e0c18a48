#include "storage/rocks/records.h"

#include <cstdint>
#include <cstring>
#include <vector>

#include <flatbuffers/flatbuffers.h>

#include "storage/rocks/records_generated.h"
#include "storage/rocks/varint.h"

namespace likewise::storage {
namespace {

using Builder = flatbuffers::FlatBufferBuilder;
using Bytes = flatbuffers::Offset<flatbuffers::Vector<std::uint8_t>>;

template <class Table>
std::string finish(Builder& builder, flatbuffers::Offset<Table> root) {
  builder.Finish(root);
  return {reinterpret_cast<const char*>(builder.GetBufferPointer()), builder.GetSize()};
}

/// FlatBuffers reads numbers where they lie, so a record must start at a multiple of eight; bytes
/// from the store may start anywhere, and are copied then.
class AlignedBytes {
 public:
  explicit AlignedBytes(std::string_view bytes)
      : data_(reinterpret_cast<const std::uint8_t*>(bytes.data())), size_(bytes.size()) {
    if (reinterpret_cast<std::uintptr_t>(data_) % sizeof(std::uint64_t) != 0) {
      copy_.resize(bytes.size() / sizeof(std::uint64_t) + 1);
      std::memcpy(copy_.data(), bytes.data(), bytes.size());
      data_ = reinterpret_cast<const std::uint8_t*>(copy_.data());
    }
  }
  AlignedBytes(const AlignedBytes&) = delete;
  AlignedBytes& operator=(const AlignedBytes&) = delete;

  const std::uint8_t* data() const { return data_; }
  std::size_t size() const { return size_; }

 private:
  std::vector<std::uint64_t> copy_;
  const std::uint8_t* data_;
  std::size_t size_;
};

/// The verified record within `bytes`, which must outlive it.
template <class Table>
Result<const Table*> read_root(const AlignedBytes& bytes, const char* what) {
  flatbuffers::Verifier verifier(bytes.data(), bytes.size(), 64, 100'000'000);
  if (bytes.size() < 8 || !verifier.VerifyBuffer<Table>(nullptr)) {
    return fail(ErrorCode::kCorruption, std::string("stored ") + what + " record is damaged");
  }
  return flatbuffers::GetRoot<Table>(bytes.data());
}

tl::unexpected<Error> damaged_terms() {
  return fail(ErrorCode::kCorruption, "stored forward record holds damaged terms");
}

std::string text_of(const flatbuffers::String* value) {
  return value == nullptr ? std::string() : value->str();
}

std::optional<std::string> optional_text(const flatbuffers::String* value) {
  return value == nullptr ? std::nullopt : std::optional(value->str());
}

flatbuffers::Offset<flatbuffers::String> optional_string(Builder& builder,
                                                         const std::optional<std::string>& text) {
  return text ? builder.CreateString(*text) : flatbuffers::Offset<flatbuffers::String>();
}

Bytes byte_vector(Builder& builder, std::string_view bytes) {
  return builder.CreateVector(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

std::string_view view_of(const flatbuffers::Vector<std::uint8_t>* bytes) {
  return bytes == nullptr
             ? std::string_view()
             : std::string_view(reinterpret_cast<const char*>(bytes->data()), bytes->size());
}

std::vector<std::string> texts_of(
    const flatbuffers::Vector<flatbuffers::Offset<flatbuffers::String>>* values) {
  std::vector<std::string> texts;
  for (flatbuffers::uoffset_t i = 0; values != nullptr && i < values->size(); ++i) {
    texts.push_back(values->Get(i)->str());
  }
  return texts;
}

flatbuffers::Offset<fbs::FieldTerms> write_field(Builder& builder, const FieldTerms& field,
                                                 std::string& terms, std::string& frequencies) {
  terms.clear();
  frequencies.clear();
  append_varint(terms, field.terms.size());
  TermId previous = 0;
  bool all_one = true;
  for (const TermFrequency& term : field.terms) {
    append_varint(terms, term.term - previous);
    previous = term.term;
    append_varint(frequencies, term.frequency);
    all_one = all_one && term.frequency == 1;
  }
  const Bytes term_bytes = byte_vector(builder, terms);
  const Bytes frequency_bytes = all_one ? Bytes() : byte_vector(builder, frequencies);
  return fbs::CreateFieldTerms(builder, field.field, field.length, term_bytes, frequency_bytes);
}

Result<FieldTerms> read_field(const fbs::FieldTerms& stored) {
  FieldTerms field{stored.field(), stored.length(), {}};
  std::string_view terms = view_of(stored.terms());
  std::string_view frequencies = view_of(stored.frequencies());
  const bool has_frequencies = stored.frequencies() != nullptr;
  const std::optional<std::uint32_t> count = take_varint32(terms);
  if (!count || *count > terms.size()) {
    return damaged_terms();
  }
  field.terms.reserve(*count);
  std::uint64_t term = 0;
  for (std::uint32_t i = 0; i < *count; ++i) {
    const std::optional<std::uint32_t> delta = take_varint32(terms);
    const std::optional<std::uint32_t> frequency =
        has_frequencies ? take_varint32(frequencies) : std::optional<std::uint32_t>(1);
    if (!delta || !frequency || *frequency == 0 || (i > 0 && *delta == 0)) {
      return damaged_terms();
    }
    term += *delta;
    if (term > std::numeric_limits<TermId>::max()) {
      return damaged_terms();
    }
    field.terms.push_back({static_cast<TermId>(term), *frequency});
  }
  return field;
}

}  // namespace

std::string encode_catalog(const CatalogRecord& record) {
  Builder builder;
  std::vector<flatbuffers::Offset<fbs::Setting>> settings;
  for (const auto& [name, value] : record.settings) {
    settings.push_back(fbs::CreateSettingDirect(builder, name.c_str(), value.c_str()));
  }
  const auto name = builder.CreateString(record.name);
  const auto uuid = builder.CreateString(record.uuid);
  const auto setting_vector = builder.CreateVector(settings);
  const auto mapping = builder.CreateString(record.mapping_json);
  const auto order = builder.CreateVectorOfStrings(record.field_order);
  return finish(builder,
                fbs::CreateCatalog(builder, record.number, name, uuid, record.creation_date_ms,
                                   setting_vector, mapping, order));
}

Result<CatalogRecord> decode_catalog(std::string_view bytes) {
  const AlignedBytes aligned(bytes);
  LIKEWISE_TRY(const fbs::Catalog* stored, read_root<fbs::Catalog>(aligned, "catalog"));
  CatalogRecord record;
  record.number = stored->number();
  record.name = text_of(stored->name());
  record.uuid = text_of(stored->uuid());
  record.creation_date_ms = stored->creation_date_ms();
  const auto* settings = stored->settings();
  for (flatbuffers::uoffset_t i = 0; settings != nullptr && i < settings->size(); ++i) {
    record.settings.emplace_back(text_of(settings->Get(i)->name()),
                                 text_of(settings->Get(i)->value()));
  }
  record.mapping_json = text_of(stored->mapping());
  record.field_order = texts_of(stored->field_order());
  return record;
}

std::string encode_id(const IdRecord& record) {
  Builder builder(128);
  const auto routing = optional_string(builder, record.routing);
  return finish(builder, fbs::CreateId(builder, record.doc, record.seq_no, record.version,
                                       record.deleted, routing));
}

Result<IdRecord> decode_id(std::string_view bytes) {
  const AlignedBytes aligned(bytes);
  LIKEWISE_TRY(const fbs::Id* stored, read_root<fbs::Id>(aligned, "id"));
  return IdRecord{stored->doc(), stored->seq_no(), stored->version(), stored->deleted(),
                  optional_text(stored->routing())};
}

std::string encode_forward(const ForwardRecord& record) {
  Builder builder(1024);
  std::string terms;
  std::string frequencies;
  std::vector<flatbuffers::Offset<fbs::FieldTerms>> fields;
  fields.reserve(record.fields.size());
  for (const FieldTerms& field : record.fields) {
    fields.push_back(write_field(builder, field, terms, frequencies));
  }
  const auto field_vector = builder.CreateVector(fields);
  return finish(builder, fbs::CreateForward(builder, field_vector));
}

Result<ForwardRecord> decode_forward(std::string_view bytes) {
  const AlignedBytes aligned(bytes);
  LIKEWISE_TRY(const fbs::Forward* stored, read_root<fbs::Forward>(aligned, "forward"));
  ForwardRecord record;
  const auto* fields = stored->fields();
  for (flatbuffers::uoffset_t i = 0; fields != nullptr && i < fields->size(); ++i) {
    LIKEWISE_TRY(FieldTerms field, read_field(*fields->Get(i)));
    record.fields.push_back(std::move(field));
  }
  return record;
}

std::string encode_identity(const DocumentIdentity& identity) {
  Builder builder(128);
  const auto id = builder.CreateString(identity.id);
  const auto routing = optional_string(builder, identity.routing);
  flatbuffers::Offset<flatbuffers::Vector<flatbuffers::Offset<flatbuffers::String>>> ignored;
  if (!identity.ignored.empty()) {
    ignored = builder.CreateVectorOfStrings(identity.ignored);
  }
  return finish(builder, fbs::CreateIdentity(builder, id, routing, ignored));
}

Result<DocumentIdentity> decode_identity(std::string_view bytes) {
  const AlignedBytes aligned(bytes);
  LIKEWISE_TRY(const fbs::Identity* stored, read_root<fbs::Identity>(aligned, "identity"));
  return DocumentIdentity{text_of(stored->id()), optional_text(stored->routing()),
                          texts_of(stored->ignored())};
}

std::string encode_operation(const OperationRecord& record) {
  Builder builder(128);
  const auto id = builder.CreateString(record.id);
  return finish(builder, fbs::CreateOperation(builder, static_cast<fbs::OperationKind>(record.kind),
                                              id, record.doc, record.replaced, record.version));
}

Result<OperationRecord> decode_operation(std::string_view bytes) {
  const AlignedBytes aligned(bytes);
  LIKEWISE_TRY(const fbs::Operation* stored, read_root<fbs::Operation>(aligned, "operation"));
  if (stored->kind() > fbs::OperationKind::MAX) {
    return fail(ErrorCode::kCorruption, "stored operation record is of an unknown kind");
  }
  return OperationRecord{static_cast<OperationKind>(stored->kind()), text_of(stored->id()),
                         stored->doc(), stored->replaced(), stored->version()};
}

std::string encode_manifest(const ManifestRecord& record) {
  Builder builder;
  std::vector<flatbuffers::Offset<fbs::Segment>> segments;
  for (const SegmentRecord& segment : record.segments) {
    segments.push_back(fbs::CreateSegment(builder, segment.number, segment.first_doc,
                                          segment.end_doc, segment.dead_postings));
  }
  const auto segment_vector = builder.CreateVector(segments);
  return finish(builder,
                fbs::CreateManifest(builder, record.next_seq_no, record.next_doc,
                                    record.next_segment, record.live_count, segment_vector));
}

Result<ManifestRecord> decode_manifest(std::string_view bytes) {
  const AlignedBytes aligned(bytes);
  LIKEWISE_TRY(const fbs::Manifest* stored, read_root<fbs::Manifest>(aligned, "manifest"));
  ManifestRecord record;
  record.next_seq_no = stored->next_seq_no();
  record.next_doc = stored->next_doc();
  record.next_segment = stored->next_segment();
  record.live_count = stored->live_count();
  const auto* segments = stored->segments();
  DocId end = 0;
  for (flatbuffers::uoffset_t i = 0; segments != nullptr && i < segments->size(); ++i) {
    const fbs::Segment& segment = *segments->Get(i);
    if (segment.first_doc() < end || segment.end_doc() <= segment.first_doc()) {
      return fail(ErrorCode::kCorruption, "stored manifest names overlapping segments");
    }
    end = segment.end_doc();
    record.segments.push_back(
        {segment.number(), segment.first_doc(), segment.end_doc(), segment.dead_postings()});
  }
  return record;
}

}  // namespace likewise::storage
