#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/base/ids.h"
#include "engine/index/live_docs.h"
#include "engine/index/segment.h"
#include "storage/rocks/keys.h"

namespace likewise::storage {

/// A segment as the maintenance of an index sees it. A value; its parts are immutable and shared
/// with the snapshots.
struct WorkingSegment {
  std::shared_ptr<const Segment> segment;
  std::shared_ptr<const LiveDocs> live;
  std::uint32_t dead_postings = 0;      ///< Dead documents whose postings are still here.
  std::optional<SegmentNumber> sealed;  ///< Stored under this number; absent: only in memory.
  bool live_changed = false;            ///< Since it was stored.
};

using WorkingSegments = std::vector<WorkingSegment>;

/// Marks documents as dead, copying the bitmaps they are in. `docs`: sorted.
void kill_documents(WorkingSegments& segments, std::span<const DocId> docs);

/// Replaces the run [begin, end) of segments by one segment without dead documents, or by none if
/// nothing lives in it. Numbers of stored segments that were replaced are appended to `obsolete`.
void merge_run(WorkingSegments& segments, std::size_t begin, std::size_t end,
               std::vector<SegmentNumber>& obsolete);

/// After a refresh: joins small segments in memory so that their sizes at least double from the
/// newest to the oldest. Each document is merged O(log n) times.
void merge_small_in_memory(WorkingSegments& segments);

/// Before sealing: joins everything in memory, and stored neighbours that are not much bigger;
/// re-writes segments of which more than a third is dead.
void merge_for_seal(WorkingSegments& segments, std::vector<SegmentNumber>& obsolete);

/// For an explicit force merge.
void merge_down_to(WorkingSegments& segments, std::size_t max_segments,
                   std::vector<SegmentNumber>& obsolete);

}  // namespace likewise::storage
