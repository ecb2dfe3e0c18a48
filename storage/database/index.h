#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "engine/dsl/mapping_json.h"
#include "engine/index/snapshot.h"
#include "engine/index/term_dictionary.h"
#include "storage/database/index_settings.h"
#include "storage/database/index_tail.h"
#include "storage/database/working_segment.h"
#include "storage/rocks/records.h"
#include "storage/rocks/store.h"

namespace likewise::storage {

/// What a search holds from its first term to its last hit: postings and statistics, and the
/// stored ids and sources of the same moment.
struct PublishedIndex {
  std::shared_ptr<const IndexSnapshot> index;
  std::shared_ptr<const StoreSnapshot> store;
  std::uint64_t deleted_docs = 0;
};

/// What does not change while an index lives.
struct IndexIdentity {
  IndexNumber number = 0;
  std::string name;
  std::string uuid;
  std::int64_t creation_date_ms = 0;
};

/// One index: its writing end, its segments and its published snapshot.
///
/// Thread-safe. Three locks, taken in this order: `maintenance` (one refresh, seal or merge at a
/// time), `write` (the writing end; never held during a merge), `published` (a pointer swap).
/// Searches take only the last one, for a copy of two pointers.
class Index {
 public:
  Index(Store& store, IndexIdentity identity, IndexSettings settings, MappingContext context,
        std::shared_ptr<const Mapping> mapping);

  const IndexIdentity& identity() const { return identity_; }
  Store& store() const { return store_; }
  const MappingContext& context() const { return context_; }
  const std::shared_ptr<TermDictionary>& dictionary() const { return dictionary_; }

  std::shared_ptr<const IndexSettings> settings() const;
  std::shared_ptr<const Mapping> mapping() const;
  PublishedIndex published() const;

  /// True once the index was deleted: writers that still hold it must not write.
  bool is_deleted() const { return deleted_.load(); }
  void mark_deleted() { deleted_.store(true); }
  /// Waits for a seal or merge under way; after mark_deleted() none stores anything any more.
  void finish_maintenance() { const std::lock_guard lock(maintenance_mutex_); }

  /// True if something was written that no search sees yet.
  bool needs_refresh() const { return written_operations_.load() != published_operations_.load(); }
  /// The sequence number that the next operation will get; those before it are applied.
  SeqNo next_seq_no() const { return next_seq_no_.load(); }
  /// Memory that a seal would free: memtable and segments that are not stored yet.
  std::size_t unsealed_bytes() const { return tail_bytes_.load() + unsealed_segment_bytes_.load(); }

  // --- maintenance (index_maintenance.cc) ---

  /// Publishes what was written so far; nothing to do is cheap.
  void refresh();
  /// Stores what is only in memory as posting blocks. Publishes nothing.
  /// Errors: kUnavailable; the index goes on as before, and the next seal tries again.
  Status seal();
  Status force_merge(std::size_t max_segments);
  std::size_t segment_count() const;

  // --- for the writer and the recovery, under the write lock ---

  std::mutex& write_mutex() { return write_mutex_; }
  IndexTail& tail() { return tail_; }
  /// Called after operations were applied.
  void note_applied();
  /// New mapping or settings, already stored. Searches use them from now on.
  void adopt_mapping(std::shared_ptr<const Mapping> mapping);
  void adopt_settings(std::shared_ptr<const IndexSettings> settings);
  /// What the catalog stores of this index with that mapping and those settings.
  CatalogRecord catalog_record(const Mapping& mapping, const FlatSettings& settings) const;

  /// Recovery: the stored segments, before the tail is replayed. REQUIRES: nothing was written.
  void restore_segments(WorkingSegments segments, SegmentNumber next_segment);
  /// Recovery: publishes the recovered state, whatever it is.
  void publish_recovered();

 private:
  void rotate_into_segments(bool with_store_snapshot);  ///< Under the maintenance lock.
  void publish();                                       ///< Under the maintenance lock.
  Status store_segments();                              ///< Under the maintenance lock.
  Status store_manifest(const ManifestRecord& manifest);
  void count_unsealed();

  Store& store_;
  const IndexIdentity identity_;
  const MappingContext context_;
  const std::shared_ptr<TermDictionary> dictionary_;
  std::atomic<bool> deleted_ = false;
  std::atomic<std::uint64_t> written_operations_ = 0;
  std::atomic<std::uint64_t> published_operations_ = 0;
  std::atomic<SeqNo> next_seq_no_ = 0;
  std::atomic<std::size_t> tail_bytes_ = 0;
  std::atomic<std::size_t> unsealed_segment_bytes_ = 0;

  mutable std::mutex maintenance_mutex_;
  WorkingSegments segments_;  // From here on guarded by maintenance_mutex_.
  RotatedTail rotated_;       // The state that segments_ stand for.
  std::shared_ptr<const StoreSnapshot> rotated_store_;
  std::vector<SegmentNumber> obsolete_;  // Stored, but replaced by a merge.
  std::vector<DocId> retired_forward_;   // Dead as of rotated_; their forward records can go.
  SegmentNumber next_segment_ = 0;
  SeqNo sealed_seq_no_ = 0;

  std::mutex write_mutex_;
  IndexTail tail_;  // Guarded by write_mutex_.

  mutable std::mutex published_mutex_;
  PublishedIndex published_;  // Guarded by published_mutex_, as are the next two.
  std::shared_ptr<const Mapping> mapping_;
  std::shared_ptr<const IndexSettings> settings_;
};

}  // namespace likewise::storage
