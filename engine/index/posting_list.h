#pragma once

/// @file
/// The postings of one term in one segment, cut into containers of 65,536 documents.
///
/// A container is a sorted array of the low 16 bits of its docids while it is sparse, and a bitmap
/// of 1,024 words when it is dense (kBitmapThreshold postings or more). Docids are global and
/// containers are aligned to multiples of 65,536, so containers of neighbouring segments line up
/// and a merge is a union. See docs/performance.md for the measurements behind the threshold.

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/base/ids.h"
#include "engine/index/aligned_words.h"

namespace likewise {

inline constexpr std::uint32_t kContainerDocs = 65'536;
inline constexpr std::size_t kBitmapWords = kContainerDocs / 64;
inline constexpr std::uint32_t kBitmapThreshold = 512;

/// Postings of one term among the documents [base, base + 65,536). Immutable once in a segment.
class PostingContainer {
 public:
  /// `lows`: strictly increasing low 16 bits, not empty. `frequencies`: one per posting, or empty
  /// when every frequency is 1.
  PostingContainer(DocId base, std::span<const std::uint16_t> lows,
                   std::span<const std::uint32_t> frequencies);

  /// The same from a bitmap of kBitmapWords words, not all 0.
  static PostingContainer from_bits(DocId base, std::span<const std::uint64_t> bits,
                                    std::span<const std::uint32_t> frequencies);

  DocId base() const noexcept { return base_; }
  std::uint32_t count() const noexcept { return count_; }
  bool is_bitmap() const noexcept { return !bits_.empty(); }

  /// Sorted low bits; empty when is_bitmap().
  std::span<const std::uint16_t> lows() const noexcept { return lows_; }

  /// kBitmapWords words, 64-byte aligned; empty unless is_bitmap().
  std::span<const std::uint64_t> bits() const noexcept { return {bits_.data(), bits_.size()}; }

  bool has_frequencies() const noexcept { return !frequencies_.empty(); }

  /// Frequency of the posting with that rank (its position in docid order). REQUIRES: rank <
  /// count().
  std::uint32_t frequency(std::uint32_t rank) const noexcept;

  /// True if the document base() + low has a posting.
  bool contains(std::uint16_t low) const noexcept;

  std::size_t memory_bytes() const noexcept;

 private:
  PostingContainer(DocId base, std::uint32_t count) : base_(base), count_(count) {}
  void keep_frequencies(std::span<const std::uint32_t> frequencies);

  DocId base_;
  std::uint32_t count_;
  std::vector<std::uint16_t> lows_;
  AlignedWords bits_;
  std::vector<std::uint8_t> frequencies_;  ///< 255: look in large_frequencies_.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> large_frequencies_;  ///< (rank, frequency).
};

/// All postings of one term in one segment, containers in increasing base order.
class PostingList {
 public:
  PostingList() = default;

  /// REQUIRES: increasing bases.
  explicit PostingList(std::vector<PostingContainer> containers);

  std::span<const PostingContainer> containers() const noexcept { return containers_; }
  std::uint32_t document_count() const noexcept { return document_count_; }
  bool empty() const noexcept { return containers_.empty(); }

  /// Of the heap, without sizeof(PostingList).
  std::size_t memory_bytes() const noexcept;

 private:
  std::vector<PostingContainer> containers_;
  std::uint32_t document_count_ = 0;
};

/// A forward-only walk over a posting list in increasing docid order. Not thread-safe; many cursors
/// may share one list, which must outlive them.
///
///   fresh          stands on the first posting, or on kNoMoreDocs.
///   next()         REQUIRES doc() != kNoMoreDocs. Moves to the following posting.
///   advance_to(t)  Stands on the first posting with doc() >= t; never moves backwards.
///   frequency()    REQUIRES doc() != kNoMoreDocs. At least 1.
class PostingCursor {
 public:
  PostingCursor() = default;  ///< Of an empty list: stands on kNoMoreDocs.
  explicit PostingCursor(const PostingList& list);

  DocId doc() const noexcept { return doc_; }
  void next();
  void advance_to(DocId target);
  std::uint32_t frequency() const noexcept;

 private:
  void enter(std::size_t container);  ///< Stands on its first posting, or on kNoMoreDocs.
  void advance_in_lows(const PostingContainer& here, std::uint32_t low);
  void advance_in_bits(const PostingContainer& here, std::uint32_t low);

  std::span<const PostingContainer> containers_;
  std::size_t container_ = 0;
  std::uint32_t rank_ = 0;  ///< Of doc_ within its container, which frequency() needs.
  std::uint32_t low_ = 0;   ///< Of doc_.
  DocId doc_ = kNoMoreDocs;
};

}  // namespace likewise
