#include "storage/database/working_segment.h"

#include <algorithm>
#include <iterator>

#include "engine/index/segment_builder.h"

namespace likewise::storage {
namespace {

/// Segments beyond this many living documents are not merged with their neighbours on their own:
/// re-writing them costs more than one more segment does.
constexpr std::uint32_t kLargeSegment = 4U << 20U;

std::shared_ptr<const LiveDocs> merged_live_docs(std::span<const WorkingSegment> run,
                                                 const Segment& merged) {
  auto live = std::make_shared<LiveDocs>(merged.first_doc(), merged.end_doc());
  DocId doc = merged.first_doc();
  for (const WorkingSegment& part : run) {
    for (; doc < part.segment->first_doc(); ++doc) {
      live->kill(doc);
    }
    for (; doc < part.segment->end_doc(); ++doc) {
      if (!part.live->is_live(doc)) {
        live->kill(doc);
      }
    }
  }
  return live;
}

std::uint64_t live_count(const WorkingSegment& segment) {
  return segment.live->live_count();
}

bool is_mostly_dead(const WorkingSegment& segment) {
  return segment.dead_postings > 0 && live_count(segment) < 2ULL * segment.dead_postings;
}

}  // namespace

void kill_documents(WorkingSegments& segments, std::span<const DocId> docs) {
  auto next = docs.begin();
  for (WorkingSegment& segment : segments) {
    next = std::lower_bound(next, docs.end(), segment.segment->first_doc());
    const auto end = std::lower_bound(next, docs.end(), segment.segment->end_doc());
    if (next == end) {
      continue;
    }
    auto live = std::make_shared<LiveDocs>(*segment.live);
    for (; next != end; ++next) {
      segment.dead_postings += live->kill(*next) ? 1U : 0U;
    }
    segment.live = std::move(live);
    segment.live_changed = true;
  }
}

void merge_run(WorkingSegments& segments, std::size_t begin, std::size_t end,
               std::vector<SegmentNumber>& obsolete) {
  const auto first = segments.begin() + static_cast<std::ptrdiff_t>(begin);
  const auto last = segments.begin() + static_cast<std::ptrdiff_t>(end);
  std::vector<MergeInput> inputs;
  std::vector<WorkingSegment> living;
  for (auto part = first; part != last; ++part) {
    if (part->sealed) {
      obsolete.push_back(*part->sealed);
    }
    if (live_count(*part) > 0) {
      inputs.push_back({part->segment, part->live});
      living.push_back(*part);
    }
  }
  if (inputs.empty()) {
    segments.erase(first, last);
    return;
  }
  WorkingSegment merged;
  merged.segment = merge_segments(inputs);
  merged.live = merged_live_docs(living, *merged.segment);
  *first = std::move(merged);
  segments.erase(std::next(first), last);
}

void merge_small_in_memory(WorkingSegments& segments) {
  std::vector<SegmentNumber> none;
  std::size_t begin = segments.size();
  std::uint64_t size = 0;
  while (begin > 0) {
    const WorkingSegment& older = segments[begin - 1];
    const bool is_last = begin == segments.size();
    if (older.sealed || (!is_last && live_count(older) >= 2 * size)) {
      break;
    }
    size += live_count(older);
    --begin;
  }
  if (segments.size() - begin >= 2) {
    merge_run(segments, begin, segments.size(), none);
  }
}

void merge_for_seal(WorkingSegments& segments, std::vector<SegmentNumber>& obsolete) {
  std::size_t begin = segments.size();
  std::uint64_t size = 0;
  while (begin > 0) {
    const WorkingSegment& older = segments[begin - 1];
    const bool joins =
        size > 0 && live_count(older) < 2 * size && live_count(older) < kLargeSegment;
    if (older.sealed && !joins) {
      break;
    }
    size += live_count(older);
    --begin;
  }
  const bool something_new =
      std::any_of(segments.begin() + static_cast<std::ptrdiff_t>(begin), segments.end(),
                  [](const WorkingSegment& segment) { return !segment.sealed; });
  const bool is_single = segments.size() - begin == 1 && segments.back().dead_postings == 0;
  if (something_new && !is_single) {
    merge_run(segments, begin, segments.size(), obsolete);
  }
  for (std::size_t i = segments.size(); i > 0; --i) {
    if (is_mostly_dead(segments[i - 1])) {
      merge_run(segments, i - 1, i, obsolete);
    }
  }
}

void merge_down_to(WorkingSegments& segments, std::size_t max_segments,
                   std::vector<SegmentNumber>& obsolete) {
  while (segments.size() > std::max<std::size_t>(max_segments, 1)) {
    if (max_segments <= 1) {
      merge_run(segments, 0, segments.size(), obsolete);
      break;
    }
    std::size_t best = 0;
    for (std::size_t i = 1; i + 1 < segments.size(); ++i) {
      if (live_count(segments[i]) + live_count(segments[i + 1]) <
          live_count(segments[best]) + live_count(segments[best + 1])) {
        best = i;
      }
    }
    merge_run(segments, best, best + 2, obsolete);
  }
  for (std::size_t i = segments.size(); i > 0; --i) {
    if (segments[i - 1].dead_postings > 0) {
      merge_run(segments, i - 1, i, obsolete);
    }
  }
}

}  // namespace likewise::storage
