#pragma once

/// @file
/// What is stored under the keys of keys.h, as plain values. The bytes are FlatBuffers
/// (records.fbs), checked by their verifier before anything is read: decode_* returns kCorruption
/// for bytes that are no such record and never reads outside of them.

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/ids.h"
#include "engine/index/segment_builder.h"
#include "storage/rocks/keys.h"

namespace likewise::storage {

/// In records: no such document.
inline constexpr DocId kNoDoc = std::numeric_limits<DocId>::max();

struct CatalogRecord {
  IndexNumber number = 0;
  std::string name;
  std::string uuid;
  std::int64_t creation_date_ms = 0;
  std::vector<std::pair<std::string, std::string>> settings;
  std::string mapping_json;
  std::vector<std::string> field_order;  ///< Field names by FieldId.

  friend bool operator==(const CatalogRecord&, const CatalogRecord&) = default;
};

/// The newest state of one `_id`. Deleted ids keep their record, so that versions go on.
struct IdRecord {
  DocId doc = kNoDoc;
  SeqNo seq_no = 0;
  std::int64_t version = 0;
  bool deleted = false;
  std::optional<std::string> routing;

  friend bool operator==(const IdRecord&, const IdRecord&) = default;
};

/// What a hit shows of a document besides its source.
struct DocumentIdentity {
  std::string id;
  std::optional<std::string> routing;
  std::vector<std::string> ignored;

  friend bool operator==(const DocumentIdentity&, const DocumentIdentity&) = default;
};

/// A document as the index sees it: the durable form of its postings until they are sealed.
struct ForwardRecord {
  std::vector<FieldTerms> fields;

  friend bool operator==(const ForwardRecord&, const ForwardRecord&) = default;
};

enum class OperationKind : std::uint8_t { kIndex = 0, kDelete = 1, kNoOp = 2 };

/// One entry of the index's feed of operations.
struct OperationRecord {
  OperationKind kind = OperationKind::kIndex;
  std::string id;
  DocId doc = kNoDoc;       ///< The document written.
  DocId replaced = kNoDoc;  ///< The document that died.
  std::int64_t version = 0;

  friend bool operator==(const OperationRecord&, const OperationRecord&) = default;
};

struct SegmentRecord {
  SegmentNumber number = 0;
  DocId first_doc = 0;
  DocId end_doc = 0;
  std::uint32_t dead_postings = 0;  ///< Documents whose postings are here but that are dead.

  friend bool operator==(const SegmentRecord&, const SegmentRecord&) = default;
};

/// Which sealed segments are the index, and where the tail begins that is replayed at start.
struct ManifestRecord {
  SeqNo next_seq_no = 0;  ///< Operations before this one are in the segments.
  DocId next_doc = 0;
  SegmentNumber next_segment = 0;
  std::uint64_t live_count = 0;
  std::vector<SegmentRecord> segments;  ///< In docid order.

  friend bool operator==(const ManifestRecord&, const ManifestRecord&) = default;
};

std::string encode_catalog(const CatalogRecord& record);
Result<CatalogRecord> decode_catalog(std::string_view bytes);

std::string encode_id(const IdRecord& record);
Result<IdRecord> decode_id(std::string_view bytes);

/// REQUIRES: terms of each field increase.
std::string encode_forward(const ForwardRecord& record);
Result<ForwardRecord> decode_forward(std::string_view bytes);

std::string encode_identity(const DocumentIdentity& identity);
Result<DocumentIdentity> decode_identity(std::string_view bytes);

std::string encode_operation(const OperationRecord& record);
Result<OperationRecord> decode_operation(std::string_view bytes);

std::string encode_manifest(const ManifestRecord& record);
Result<ManifestRecord> decode_manifest(std::string_view bytes);

}  // namespace likewise::storage
