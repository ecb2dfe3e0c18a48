#pragma once

/// @file
/// What one search sees: segments, living documents and statistics as of one refresh.

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/base/ids.h"
#include "engine/index/live_docs.h"
#include "engine/index/mapping.h"
#include "engine/index/segment.h"
#include "engine/index/term_dictionary.h"

namespace likewise {

/// Counts of one field over the living documents.
struct FieldStatistics {
  std::uint64_t doc_count = 0;  ///< Documents with at least one term in the field.
  std::uint64_t sum_total_term_freq =
      0;                                ///< Sum of frequencies; of distinct terms for kDocs fields.
  std::vector<std::uint32_t> doc_freq;  ///< By TermId; may be shorter than the dictionary.
};

struct SegmentView {
  std::shared_ptr<const Segment> segment;
  std::shared_ptr<const LiveDocs> live;  ///< Never null.
};

/// One published state of an index. Immutable; a reader holds it (`shared_ptr<const
/// IndexSnapshot>`) from its first term to its last hit.
class IndexSnapshot {
 public:
  std::shared_ptr<const Mapping> mapping;
  std::shared_ptr<const TermDictionary> dictionary;
  std::vector<SegmentView> segments;  ///< In docid order; ranges do not overlap.
  std::vector<std::shared_ptr<const FieldStatistics>> statistics;  ///< By FieldId; null: nothing.
  std::uint64_t live_count = 0;  ///< Living documents, with or without a given field.

  /// Living documents with that term; 0 for an unknown one.
  std::uint32_t doc_freq(FieldId field, TermId term) const noexcept;

  std::uint64_t doc_count(FieldId field) const noexcept;
  std::uint64_t sum_total_term_freq(FieldId field) const noexcept;

  /// One past the greatest docid of any segment; 0 when there is none.
  DocId end_doc() const noexcept;

  bool is_live(DocId doc) const noexcept;

  /// The segment whose range holds `doc`, or null.
  const Segment* segment_of(DocId doc) const noexcept;
};

}  // namespace likewise
