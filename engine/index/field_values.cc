#include "engine/index/field_values.h"

#include <algorithm>
#include <string_view>

#include "engine/base/check.h"
#include "engine/index/numeric_term.h"
#include "engine/index/segment.h"

namespace likewise {
namespace {

struct SegmentTerm {
  std::string_view text;
  TermId term = 0;
  const PostingList* postings = nullptr;
};

/// The field's terms with postings here. The byte order of number terms is that of the numbers.
std::vector<SegmentTerm> terms_in_order(const Segment& segment, FieldId field,
                                        const TermDictionary& dictionary) {
  std::vector<SegmentTerm> terms;
  if (field >= segment.fields().size()) {
    return terms;
  }
  const auto count = static_cast<TermId>(segment.fields()[field].terms.size());
  for (TermId term = 0; term < count; ++term) {
    if (const PostingList* const postings = segment.postings(field, term)) {
      terms.push_back({dictionary.text(field, term), term, postings});
    }
  }
  std::sort(terms.begin(), terms.end(),
            [](const SegmentTerm& a, const SegmentTerm& b) { return a.text < b.text; });
  return terms;
}

/// How many values each document has, as the positions where they start in docid order.
std::vector<std::uint32_t> count_values(std::span<const SegmentTerm> terms, bool with_repeats,
                                        const Segment& segment) {
  std::vector<std::uint32_t> starts(segment.end_doc() - segment.first_doc() + std::size_t{1}, 0);
  for (const SegmentTerm& term : terms) {
    for (PostingCursor cursor(*term.postings); cursor.doc() != kNoMoreDocs; cursor.next()) {
      starts[cursor.doc() - segment.first_doc() + 1] += with_repeats ? cursor.frequency() : 1;
    }
  }
  for (std::size_t i = 1; i < starts.size(); ++i) {
    starts[i] += starts[i - 1];
  }
  return starts;
}

/// Puts each term's value into its documents' places. Terms come in order, so values do too.
template <class T, class ValueOf>
std::vector<T> place_values(std::span<const SegmentTerm> terms, bool with_repeats,
                            const Segment& segment, std::span<const std::uint32_t> starts,
                            ValueOf value_of) {
  std::vector<T> values(starts.back());
  std::vector<std::uint32_t> next(starts.begin(), starts.end() - 1);
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const T value = value_of(i);
    for (PostingCursor cursor(*terms[i].postings); cursor.doc() != kNoMoreDocs; cursor.next()) {
      std::uint32_t& place = next[cursor.doc() - segment.first_doc()];
      for (std::uint32_t n = with_repeats ? cursor.frequency() : 1; n > 0; --n) {
        values[place++] = value;
      }
    }
  }
  return values;
}

bool is_one_each(std::span<const std::uint32_t> starts) {
  for (std::size_t i = 1; i < starts.size(); ++i) {
    if (starts[i] != i) {
      return false;
    }
  }
  return true;
}

}  // namespace

ValueKind value_kind(FieldKind kind) {
  switch (kind) {
    case FieldKind::kText:
    case FieldKind::kKeyword:
      return ValueKind::kTerms;
    case FieldKind::kLong:
    case FieldKind::kInteger:
    case FieldKind::kShort:
    case FieldKind::kByte:
    case FieldKind::kBoolean:
    case FieldKind::kDate:
      return ValueKind::kLongs;
    case FieldKind::kDouble:
    case FieldKind::kFloat:
    case FieldKind::kHalfFloat:
      return ValueKind::kDoubles;
    case FieldKind::kDenseVector:
    case FieldKind::kObject:
      break;
  }
  LIKEWISE_CHECK(false, "objects have no values");
}

FieldValues::FieldValues(const Segment& segment, const Field& field,
                         const TermDictionary& dictionary)
    : first_doc_(segment.first_doc()) {
  const std::vector<SegmentTerm> terms = terms_in_order(segment, field.id, dictionary);
  if (terms.empty()) {
    return;
  }
  const ValueKind kind = value_kind(field.kind);
  const bool with_repeats = kind != ValueKind::kTerms;
  starts_ = count_values(terms, with_repeats, segment);
  switch (kind) {
    case ValueKind::kTerms:
      for (const SegmentTerm& term : terms) {
        terms_.push_back(term.term);
      }
      ordinals_ =
          place_values<std::uint32_t>(terms, with_repeats, segment, starts_,
                                      [](std::size_t i) { return static_cast<std::uint32_t>(i); });
      break;
    case ValueKind::kLongs:
      longs_ = place_values<std::int64_t>(
          terms, with_repeats, segment, starts_,
          [&terms](std::size_t i) { return decode_long_term(terms[i].text); });
      break;
    case ValueKind::kDoubles:
      doubles_ = place_values<double>(
          terms, with_repeats, segment, starts_,
          [&terms](std::size_t i) { return decode_double_term(terms[i].text); });
      break;
  }
  if (is_one_each(starts_)) {
    starts_ = std::vector<std::uint32_t>();  // Unlike {}, gives the memory back.
  }
}

std::size_t FieldValues::memory_bytes() const noexcept {
  return sizeof(*this) + starts_.capacity() * sizeof(std::uint32_t) +
         terms_.capacity() * sizeof(TermId) + ordinals_.capacity() * sizeof(std::uint32_t) +
         longs_.capacity() * sizeof(std::int64_t) + doubles_.capacity() * sizeof(double);
}

}  // namespace likewise
