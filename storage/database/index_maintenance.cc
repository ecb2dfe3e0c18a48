#include <algorithm>
#include <utility>

#include "storage/database/index.h"
#include "storage/database/segment_store.h"

namespace likewise::storage {
namespace {

/// Blocks of a segment go to the store in batches of about this size; nothing names the segment
/// until the manifest, written last, does.
constexpr std::size_t kSealBatchBytes = 8U << 20U;

}  // namespace

void Index::refresh() {
  const std::lock_guard lock(maintenance_mutex_);
  if (!needs_refresh()) {
    return;
  }
  rotate_into_segments(true);
  merge_small_in_memory(segments_);
  publish();
}

void Index::publish_recovered() {
  const std::lock_guard lock(maintenance_mutex_);
  rotate_into_segments(true);
  publish();
}

Status Index::seal() {
  const std::lock_guard lock(maintenance_mutex_);
  rotate_into_segments(false);
  merge_for_seal(segments_, obsolete_);
  return store_segments();
}

Status Index::force_merge(std::size_t max_segments) {
  const std::lock_guard lock(maintenance_mutex_);
  rotate_into_segments(true);
  merge_down_to(segments_, max_segments, obsolete_);
  publish();
  return store_segments();
}

std::size_t Index::segment_count() const {
  return published().index->segments.size();
}

void Index::rotate_into_segments(bool with_store_snapshot) {
  {
    // Rotation and store snapshot must be of one moment: a hit's id and source are read from it.
    const std::lock_guard lock(write_mutex_);
    rotated_ = tail_.rotate(mapping());
    tail_bytes_.store(0);
    rotated_store_ =
        with_store_snapshot ? std::shared_ptr<const StoreSnapshot>(store_.snapshot()) : nullptr;
  }
  retired_forward_.insert(retired_forward_.end(), rotated_.dead.begin(), rotated_.dead.end());
  if (rotated_.documents) {
    WorkingSegment fresh;
    fresh.segment = rotated_.documents->freeze();
    fresh.live =
        std::make_shared<const LiveDocs>(fresh.segment->first_doc(), fresh.segment->end_doc());
    segments_.push_back(std::move(fresh));
    rotated_.documents.reset();
  }
  kill_documents(segments_, rotated_.dead);
  count_unsealed();
}

void Index::publish() {
  auto snapshot = std::make_shared<IndexSnapshot>();
  snapshot->dictionary = dictionary_;
  snapshot->statistics = rotated_.statistics;
  snapshot->live_count = rotated_.live_count;
  std::uint64_t deleted = 0;
  for (const WorkingSegment& segment : segments_) {
    snapshot->segments.push_back({segment.segment, segment.live});
    deleted += segment.dead_postings;
  }
  published_operations_.store(rotated_.operations);
  count_unsealed();
  const std::lock_guard lock(published_mutex_);
  snapshot->mapping = mapping_;
  published_ = {std::move(snapshot), std::move(rotated_store_), deleted};
}

void Index::count_unsealed() {
  std::size_t bytes = 0;
  for (const WorkingSegment& segment : segments_) {
    bytes += segment.sealed ? 0 : segment.segment->memory_bytes();
  }
  unsealed_segment_bytes_.store(bytes);
}

Status Index::store_segments() {
  const bool nothing_new = rotated_.next_seq_no == sealed_seq_no_ && obsolete_.empty();
  if (nothing_new || is_deleted()) {
    return {};
  }
  ManifestRecord manifest;
  manifest.next_seq_no = rotated_.next_seq_no;
  manifest.next_doc = rotated_.next_doc;
  manifest.live_count = rotated_.live_count;
  for (WorkingSegment& segment : segments_) {
    SegmentNumber number = segment.sealed.value_or(next_segment_);
    if (!segment.sealed) {
      ++next_segment_;
      WriteBatch batch;
      const auto flush_batch = [&] {
        return store_.write(std::exchange(batch, WriteBatch()), Durability::kAsync);
      };
      LIKEWISE_TRY_STATUS(write_blocks(
          identity_.number, number, *segment.segment, [&](std::string key, std::string block) {
            batch.put(Family::kPost, std::move(key), std::move(block));
            return batch.bytes() >= kSealBatchBytes ? flush_batch() : Status();
          }));
      LIKEWISE_TRY_STATUS(flush_batch());
    }
    manifest.segments.push_back(
        {number, segment.segment->first_doc(), segment.segment->end_doc(), segment.dead_postings});
  }
  manifest.next_segment = next_segment_;
  return store_manifest(manifest);
}

Status Index::store_manifest(const ManifestRecord& manifest) {
  WriteBatch batch;
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    if (!segments_[i].sealed || segments_[i].live_changed) {
      batch.put(Family::kDead, dead_key(identity_.number, manifest.segments[i].number),
                encode_dead(*segments_[i].live));
    }
  }
  for (const SegmentNumber number : obsolete_) {
    batch.remove(Family::kDead, dead_key(identity_.number, number));
  }
  for (const DocId doc : retired_forward_) {
    batch.remove(Family::kForward, doc_key(identity_.number, doc));
  }
  for (FieldId field = 0; field < rotated_.statistics.size(); ++field) {
    if (rotated_.statistics[field] != nullptr) {
      batch.put(Family::kMeta, statistics_key(identity_.number, field),
                encode_statistics(*rotated_.statistics[field]));
    }
  }
  batch.put(Family::kMeta, manifest_key(identity_.number), encode_manifest(manifest));
  LIKEWISE_TRY_STATUS(store_.write(batch, Durability::kSync));
  sealed_seq_no_ = manifest.next_seq_no;
  retired_forward_.clear();
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    segments_[i].sealed = manifest.segments[i].number;
    segments_[i].live_changed = false;
  }
  count_unsealed();
  // Blocks that are left behind by a failure here are removed when the index is opened.
  for (const SegmentNumber number : std::exchange(obsolete_, {})) {
    const KeyRange keys = segment_keys(identity_.number, number);
    LIKEWISE_TRY_STATUS(store_.remove_range(Family::kPost, keys.begin, keys.end));
  }
  return {};
}

}  // namespace likewise::storage
