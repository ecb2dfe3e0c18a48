#pragma once

#include <cstdint>
#include <limits>

namespace likewise {

/// Internal number of a document, in order of its last write within an index. Never reused, so a
/// deleted document leaves a gap. Not the user's `_id`.
using DocId = std::uint32_t;

/// The value of a cursor past its end. Larger than every real DocId, so loops need one comparison.
inline constexpr DocId kNoMoreDocs = std::numeric_limits<DocId>::max();

/// Number of a field within an index, in order of creation; never reused.
using FieldId = std::uint32_t;

/// Number of a term within a field of an index, in order of first appearance; never reused.
using TermId = std::uint32_t;

/// Sequence number of an operation within an index: 0, 1, 2, ... without gaps.
using SeqNo = std::uint64_t;

}  // namespace likewise
