#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/base/ids.h"
#include "engine/index/live_docs.h"
#include "engine/index/mapping.h"
#include "engine/index/segment.h"

namespace likewise {

struct TermFrequency {
  TermId term = 0;
  std::uint32_t frequency = 1;

  friend bool operator==(const TermFrequency&, const TermFrequency&) = default;
};

/// The forward view of one field of one document.
struct FieldTerms {
  FieldId field = 0;
  std::uint32_t length = 0;          ///< Tokens including repeats: what the norm encodes.
  std::vector<TermFrequency> terms;  ///< Distinct, increasing TermId, not empty.

  friend bool operator==(const FieldTerms&, const FieldTerms&) = default;
};

/// The mutable end of an index: the documents since the last refresh. Not thread-safe; one writer.
class SegmentBuilder {
 public:
  explicit SegmentBuilder(DocId first_doc);

  /// Appends the document `doc`. Strings without frequencies count each term once, and their
  /// norm (if any) encodes the number of distinct terms; a number counts how often it occurs, which
  /// FieldValues needs and scores ignore. REQUIRES: doc >= end_doc().
  void add(DocId doc, std::span<const FieldTerms> fields, const Mapping& mapping);

  /// The vectors of the document that was added last.
  void add_vectors(std::span<const FieldVector> vectors);

  bool empty() const noexcept { return first_doc_ == end_doc_; }
  DocId first_doc() const noexcept { return first_doc_; }
  DocId end_doc() const noexcept { return end_doc_; }  ///< One past the last document added.
  std::size_t memory_bytes() const noexcept;

  /// The documents added so far as an immutable segment; the builder is empty afterwards and goes
  /// on at end_doc().
  std::shared_ptr<const Segment> freeze();

 private:
  struct TermPostings {
    std::vector<DocId> docs;
    std::vector<std::uint32_t> frequencies;  ///< Empty while every frequency is 1.
  };
  struct FieldBuilder {
    std::vector<TermPostings> terms;
    std::vector<std::uint8_t> norms;  ///< Up to the last document with the field.
    VectorColumnBuilder vectors;
  };
  void add_terms(DocId doc, std::span<const TermFrequency> terms, bool with_frequencies,
                 FieldBuilder& into);

  DocId first_doc_;
  DocId end_doc_;
  std::size_t posting_count_ = 0;
  std::vector<FieldBuilder> fields_;
};

struct MergeInput {
  std::shared_ptr<const Segment> segment;
  std::shared_ptr<const LiveDocs> live;
};

/// Joins neighbouring segments into one, leaving dead documents out. Docids do not change.
/// REQUIRES: not empty; ranges increasing and not overlapping.
std::shared_ptr<const Segment> merge_segments(std::span<const MergeInput> inputs);

}  // namespace likewise
