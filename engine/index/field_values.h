#pragma once

/// @file
/// The values of one field of one segment by document, turned round from its postings: what sorting
/// and aggregations read. Elasticsearch's doc values, made when first asked for
/// (Segment::values) instead of stored.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/ids.h"
#include "engine/index/mapping.h"
#include "engine/index/term_dictionary.h"

namespace likewise {

class Segment;

/// How a kind of field keeps its values.
enum class ValueKind : std::uint8_t {
  kTerms,    ///< text, keyword: each distinct term once, in byte order.
  kLongs,    ///< Whole numbers, booleans (0, 1), dates (milliseconds), ascending, with repeats.
  kDoubles,  ///< double, float, half_float, ascending, with repeats.
};

/// REQUIRES: not kObject.
ValueKind value_kind(FieldKind kind);

/// Only the accessor of the field's value_kind() yields something. Dead documents may have values.
///
/// Immutable; share freely. Memory: 4 bytes (terms) or 8 bytes a value, and 4 bytes a document
/// unless every document has exactly one value.
class FieldValues {
 public:
  /// Cost: one pass over the field's postings, and a sort of its terms.
  FieldValues(const Segment& segment, const Field& field, const TermDictionary& dictionary);

  /// The document's terms as ordinals, increasing: positions in terms().
  /// REQUIRES (of all three): `doc` is in the segment.
  std::span<const std::uint32_t> ordinals(DocId doc) const noexcept { return of(ordinals_, doc); }
  std::span<const std::int64_t> longs(DocId doc) const noexcept { return of(longs_, doc); }
  std::span<const double> doubles(DocId doc) const noexcept { return of(doubles_, doc); }

  /// The terms that occur in the segment, in byte order of their texts; empty for numbers.
  std::span<const TermId> terms() const noexcept { return terms_; }

  std::size_t memory_bytes() const noexcept;

 private:
  template <class T>
  std::span<const T> of(const std::vector<T>& values, DocId doc) const noexcept {
    if (values.empty()) {
      return {};
    }
    const std::size_t at = doc - first_doc_;
    if (starts_.empty()) {
      return {values.data() + at, 1};
    }
    return {values.data() + starts_[at], starts_[at + 1] - starts_[at]};
  }

  DocId first_doc_;
  std::vector<std::uint32_t> starts_;  ///< By document, and the end; empty: one value each.
  std::vector<TermId> terms_;
  std::vector<std::uint32_t> ordinals_;
  std::vector<std::int64_t> longs_;
  std::vector<double> doubles_;
};

}  // namespace likewise
