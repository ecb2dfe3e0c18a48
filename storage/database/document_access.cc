#include "storage/database/document_access.h"

#include <fmt/format.h>

#include "storage/database/catalog.h"
#include "storage/rocks/records.h"

namespace likewise::storage {
namespace {

/// A document may be replaced between the reading of its id and of its source; then it is read
/// again. More often than this in a row it is not.
constexpr int kMaxAttempts = 16;

bool has_version(const GetResult& document, const LikeItem& item) {
  if (!item.version || *item.version == -3) {
    return true;
  }
  if (item.version_type == "external_gte") {
    return document.version >= *item.version;
  }
  return document.version == *item.version;
}

Error missing_document(const Index& index) {
  return Error(ErrorCode::kCorruption,
               fmt::format("index [{}]: a stored document is missing", index.identity().name));
}

Result<FieldAnalyzers> field_analyzers(const LikeItem& item, const MappingContext& context) {
  if (item.per_field_analyzer_json.empty()) {
    return FieldAnalyzers();
  }
  return parse_field_analyzers(item.per_field_analyzer_json, context);
}

}  // namespace

Result<GetResult> get_document(const Index& index, std::string_view id) {
  GetResult result;
  result.index = index.identity().name;
  result.id = id;
  const IndexNumber number = index.identity().number;
  for (int attempt = 0; attempt < kMaxAttempts; ++attempt) {
    LIKEWISE_TRY(const std::optional<std::string> stored,
                 index.store().get(Family::kId, id_key(number, id)));
    if (!stored) {
      return result;
    }
    LIKEWISE_TRY(IdRecord record, decode_id(*stored));
    if (record.deleted) {
      return result;
    }
    // Not LIKEWISE_TRY: GCC 12 takes a moved optional string in a loop for uninitialised.
    Result<std::optional<std::string>> source =
        index.store().get(Family::kDoc, doc_key(number, record.doc));
    if (!source.has_value()) {
      return fail(std::move(source).error());
    }
    if (source->has_value()) {
      result.found = true;
      result.version = record.version;
      result.seq_no = record.seq_no;
      result.routing = std::move(record.routing);
      result.source = std::move(**source);
      return result;
    }
    if (index.is_deleted()) {
      return result;
    }
  }
  return fail(
      ErrorCode::kCorruption,
      fmt::format("index [{}]: the source of document [{}] is missing", index.identity().name, id));
}

Result<std::optional<DocId>> IndexDocuments::find_id(std::string_view id) const {
  LIKEWISE_TRY(const std::optional<std::string> stored,
               published_.store->get(Family::kId, id_key(index_.identity().number, id)));
  if (!stored) {
    return std::optional<DocId>();
  }
  LIKEWISE_TRY(const IdRecord record, decode_id(*stored));
  if (record.deleted || !published_.index->is_live(record.doc)) {
    return std::optional<DocId>();
  }
  return std::optional(record.doc);
}

Result<std::map<std::string, TermVector>> IndexDocuments::term_vectors(
    const LikeItem& item, const std::vector<std::string>& default_fields) const {
  std::shared_ptr<OpenIndex> other;
  const Index* index = &index_;
  if (item.index && *item.index != index_.identity().name) {
    other = find_index_(*item.index);
    if (other == nullptr) {
      return std::map<std::string, TermVector>();
    }
    index = &other->index;
  }
  if (item.doc_json) {
    LIKEWISE_TRY(const FieldAnalyzers analyzers, field_analyzers(item, index->context()));
    return artificial_term_vectors(*item.doc_json, index->mapping(), index->context(), item.fields,
                                   analyzers);
  }
  return stored_term_vectors(*index, item, default_fields);
}

Result<DocumentAccess::Identity> IndexDocuments::identity(DocId doc) const {
  const IndexNumber number = index_.identity().number;
  LIKEWISE_TRY(const std::optional<std::string> row,
               published_.store->get(Family::kIdentity, doc_key(number, doc)));
  if (!row) {
    return fail(missing_document(index_));
  }
  LIKEWISE_TRY(DocumentIdentity document, decode_identity(*row));
  LIKEWISE_TRY(const std::optional<std::string> stored,
               published_.store->get(Family::kId, id_key(number, document.id)));
  if (!stored) {
    return fail(missing_document(index_));
  }
  LIKEWISE_TRY(const IdRecord record, decode_id(*stored));
  return Identity{std::move(document.id), static_cast<std::int64_t>(record.seq_no)};
}

Result<std::vector<Scalar>> IndexDocuments::look_up(const TermsLookup& lookup) const {
  const Index* index = &index_;
  std::shared_ptr<OpenIndex> other;
  if (lookup.index != index_.identity().name) {
    other = find_index_(lookup.index);
    if (other == nullptr) {
      return fail(Error(ErrorCode::kNotFound, fmt::format("no such index [{}]", lookup.index))
                      .with_type("index_not_found_exception")
                      .with_index(lookup.index));
    }
    index = &other->index;
  }
  LIKEWISE_TRY(const GetResult document, get_document(*index, lookup.id));
  if (!document.found) {
    return std::vector<Scalar>();
  }
  return source_scalars(document.source, lookup.path);
}

Status IndexDocuments::read_positions(DocId doc, FieldId field,
                                      const PositionReader::Sink& sink) const {
  LIKEWISE_TRY(const std::optional<std::string> source,
               published_.store->get(Family::kDoc, doc_key(index_.identity().number, doc)));
  if (!source) {
    return fail(missing_document(index_));
  }
  if (!parser_) {
    parser_.emplace(index_.context());
  }
  parser_->read_positions(*source, published_.index->mapping, field, sink);
  return {};
}

Result<std::map<std::string, TermVector>> IndexDocuments::stored_term_vectors(
    const Index& index, const LikeItem& item,
    const std::vector<std::string>& default_fields) const {
  if (!item.id || (item.type && *item.type != "_doc")) {
    return std::map<std::string, TermVector>();
  }
  const std::shared_ptr<const Mapping> mapping = index.mapping();
  if (mapping->routing_required && !item.routing) {
    return fail(Error(ErrorCode::kInvalidArgument,
                      fmt::format("routing is required for [{}]/{}[{}]", index.identity().name,
                                  typed_ ? "[_doc]/" : "", *item.id))
                    .with_type("routing_missing_exception")
                    .with_index(index.identity().name)
                    .raised_in_shard());
  }
  LIKEWISE_TRY(const GetResult document, get_document(index, *item.id));
  if (!document.found || !has_version(document, item)) {
    return std::map<std::string, TermVector>();
  }
  LIKEWISE_TRY(const FieldAnalyzers analyzers, field_analyzers(item, index.context()));
  return source_term_vectors(document.source, *mapping,
                             item.fields.empty() ? default_fields : item.fields, analyzers);
}

}  // namespace likewise::storage
