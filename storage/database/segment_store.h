#pragma once

/// @file
/// Sealed segments in the `post` and `dead` families.
///
///   block (kind 0) := term_gap:varint postings ...   terms of one field from `first` on; the gap
///                     is the distance to the term before (to `first` for the first one)
///   block (kind 1) := norms                           of one field
///   block (kind 2) := vectors                         of one field (vector_blocks.h)
///   bitmap         := gap:varint ...                  dead docids, each minus the one before
///
/// A block bundles the terms of a field up to about 64 KB (docs/adr/0002-posting-blocks.md).

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/index/live_docs.h"
#include "engine/index/segment.h"
#include "storage/rocks/keys.h"
#include "storage/rocks/records.h"
#include "storage/rocks/store.h"

namespace likewise::storage {

inline constexpr std::size_t kBlockBytes = 64U << 10U;

/// Hands out the blocks of a segment one by one; stops at the first error of `sink`.
Status write_blocks(IndexNumber index, SegmentNumber number, const Segment& segment,
                    const std::function<Status(std::string key, std::string block)>& sink);

std::string encode_dead(const LiveDocs& live);
/// Errors: kCorruption.
Result<std::shared_ptr<const LiveDocs>> decode_dead(std::string_view bytes, DocId first_doc,
                                                    DocId end_doc);

/// Collects the blocks of one segment, in any order, and makes the segment.
class SegmentLoader {
 public:
  explicit SegmentLoader(const SegmentRecord& record) : record_(record) {}

  /// Blocks of vectors come in the order of their keys. Errors: kCorruption.
  Status add(const BlockKey& key, std::string_view block);
  std::shared_ptr<const Segment> finish();

 private:
  SegmentRecord record_;
  std::vector<Segment::FieldPostings> fields_;
  std::map<FieldId, VectorColumnBuilder> vectors_;
};

/// Loads the segments of a manifest, in its order, with one pass over the index's blocks. Segments
/// that the manifest does not name (a crash came before it was written) are removed unless
/// `read_only`. Errors: kCorruption, kUnavailable.
Result<std::vector<std::shared_ptr<const Segment>>> load_segments(Store& store, IndexNumber index,
                                                                  const ManifestRecord& manifest,
                                                                  bool read_only);

}  // namespace likewise::storage
