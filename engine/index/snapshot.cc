#include "engine/index/snapshot.h"

#include <algorithm>

namespace likewise {
namespace {

const FieldStatistics* statistics_of(const IndexSnapshot& snapshot, FieldId field) {
  return field < snapshot.statistics.size() ? snapshot.statistics[field].get() : nullptr;
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
  const auto after = std::upper_bound(
      segments.begin(), segments.end(), doc,
      [](DocId wanted, const SegmentView& view) { return wanted < view.segment->first_doc(); });
  return after != segments.begin() && std::prev(after)->live->is_live(doc);
}

}  // namespace likewise
