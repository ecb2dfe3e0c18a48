#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "engine/index/mapping.h"
#include "engine/index/segment_builder.h"
#include "storage/database/statistics.h"
#include "storage/rocks/records.h"

namespace likewise::storage {

/// One durable operation, as the memory of an index needs to know it.
struct AppliedOperation {
  DocId doc = kNoDoc;  ///< The document written; kNoDoc: none.
  std::vector<FieldTerms> fields;
  std::vector<FieldVector> vectors;
  DocId replaced = kNoDoc;  ///< The document that died; kNoDoc: none.
  std::vector<FieldTerms> replaced_fields;
};

/// What was written since the last rotation.
struct RotatedTail {
  std::optional<SegmentBuilder> documents;
  std::vector<DocId> dead;  ///< Sorted.
  PublishedStatistics statistics;
  std::uint64_t live_count = 0;
  std::uint64_t operations = 0;  ///< Applied since the index was opened.
  SeqNo next_seq_no = 0;
  DocId next_doc = 0;
  std::shared_ptr<const Mapping> mapping;
};

/// The writing end of an index in memory: the memtable, the documents that died, the counters and
/// the next numbers. The writer and the recovery go through the same apply(), so that a restart
/// arrives where the writer was. Not thread-safe; guarded by the index's write lock.
class IndexTail {
 public:
  IndexTail() : documents_(0) {}

  DocId next_doc() const { return next_doc_; }
  SeqNo next_seq_no() const { return next_seq_no_; }
  std::uint64_t operations() const { return operations_; }
  std::size_t memory_bytes() const { return documents_.memory_bytes(); }

  /// Starts at the numbers and statistics of a manifest. REQUIRES: nothing was applied.
  void restore(const ManifestRecord& manifest,
               std::vector<std::pair<FieldId, FieldStatistics>> statistics);

  /// REQUIRES: operation.doc is kNoDoc or next_doc(). Takes one sequence number.
  void apply(const AppliedOperation& operation, const Mapping& mapping);

  /// Hands over the memtable and begins a new one.
  RotatedTail rotate(std::shared_ptr<const Mapping> mapping);

 private:
  SegmentBuilder documents_;
  std::vector<DocId> dead_;
  StatisticsCounter statistics_;
  std::uint64_t live_count_ = 0;
  std::uint64_t operations_ = 0;
  SeqNo next_seq_no_ = 0;
  DocId next_doc_ = 0;
};

}  // namespace likewise::storage
