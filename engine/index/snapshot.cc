#include "engine/index/snapshot.h"

#include <algorithm>
#include <iterator>

namespace likewise {
namespace {

const FieldStatistics* statistics_of(const IndexSnapshot& snapshot, FieldId field) {
  return field < snapshot.statistics.size() ? snapshot.statistics[field].get() : nullptr;
}

/// The last segment that begins at `doc` or before, if any; `doc` may lie behind its end.
const SegmentView* view_before(const IndexSnapshot& snapshot, DocId doc) {
  const auto after = std::upper_bound(
      snapshot.segments.begin(), snapshot.segments.end(), doc,
      [](DocId wanted, const SegmentView& view) { return wanted < view.segment->first_doc(); });
  return after != snapshot.segments.begin() ? &*std::prev(after) : nullptr;
}

}  // namespace

std::uint32_t IndexSnapshot::doc_freq(FieldId field, TermId term) const noexcept {
  const FieldStatistics* found = statistics_of(*this, field);
  return found != nullptr && term < found->doc_freq.size() ? found->doc_freq[term] : 0;
}

std::uint64_t IndexSnapshot::doc_count(FieldId field) const noexcept {
  const FieldStatistics* found = statistics_of(*this, field);
  return found != nullptr ? found->doc_count : 0;
}

std::uint64_t IndexSnapshot::sum_total_term_freq(FieldId field) const noexcept {
  const FieldStatistics* found = statistics_of(*this, field);
  return found != nullptr ? found->sum_total_term_freq : 0;
}

DocId IndexSnapshot::end_doc() const noexcept {
  return segments.empty() ? 0 : segments.back().segment->end_doc();
}

bool IndexSnapshot::is_live(DocId doc) const noexcept {
  const SegmentView* const view = view_before(*this, doc);
  return view != nullptr && view->live->is_live(doc);
}

const Segment* IndexSnapshot::segment_of(DocId doc) const noexcept {
  const SegmentView* const view = view_before(*this, doc);
  return view != nullptr && doc < view->segment->end_doc() ? view->segment.get() : nullptr;
}

}  // namespace likewise
