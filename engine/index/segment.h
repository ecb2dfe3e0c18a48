#pragma once

/// @file
/// An immutable piece of an index: the postings, norms and field counts of an adjacent range of
/// docids. SegmentBuilder (segment_builder.h) writes one, merge_segments joins neighbours.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "engine/base/ids.h"
#include "engine/index/field_values.h"
#include "engine/index/mapping.h"
#include "engine/index/posting_list.h"
#include "engine/index/term_dictionary.h"
#include "engine/index/vector_column.h"

namespace likewise {

/// Immutable after construction; share freely.
class Segment {
 public:
  /// Everything of one field. Terms without postings here have an empty list.
  struct FieldPostings {
    std::vector<PostingList> terms;   ///< By TermId; may be shorter than the dictionary.
    std::vector<std::uint8_t> norms;  ///< By docid - first_doc(); empty for fields without norms.
                                      ///  0: the document has no term in the field.
    std::shared_ptr<const VectorColumn> vectors;  ///< Null: no document has one.
  };

  Segment(DocId first_doc, DocId end_doc, std::vector<FieldPostings> fields);

  /// The docid range [first_doc, end_doc). Not every docid in it needs to be a living document.
  DocId first_doc() const noexcept { return first_doc_; }
  DocId end_doc() const noexcept { return end_doc_; }

  /// Null if the term has no posting here.
  const PostingList* postings(FieldId field, TermId term) const noexcept;

  /// Encoded lengths (see norm.h) by docid - first_doc(); empty if the field has no norms here.
  std::span<const std::uint8_t> norms(FieldId field) const noexcept;

  /// Null if no document has a vector in the field.
  const VectorColumn* vectors(FieldId field) const noexcept {
    return field < fields_.size() ? fields_[field].vectors.get() : nullptr;
  }

  std::span<const FieldPostings> fields() const noexcept { return fields_; }

  /// The values of the field by document, made on the first call and kept with the segment.
  /// `dictionary`: the one whose term numbers the segment has. Thread-safe.
  const FieldValues& values(const Field& field, const TermDictionary& dictionary) const;

  /// Postings, norms, and the values that were asked for so far.
  std::size_t memory_bytes() const noexcept;

 private:
  struct ValueSlot {
    std::once_flag once;
    std::unique_ptr<const FieldValues> values;
    std::atomic<std::size_t> bytes = 0;
  };

  DocId first_doc_;
  DocId end_doc_;
  std::vector<FieldPostings> fields_;
  std::unique_ptr<ValueSlot[]> values_;  ///< By FieldId; the last one for fields without postings.
};

}  // namespace likewise
