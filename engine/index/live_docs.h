#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/base/ids.h"
#include "engine/index/aligned_words.h"

namespace likewise {

/// Which documents of a segment are alive: one bit per docid, in containers of 65,536 aligned like
/// the posting containers, so that a scorer can AND them word by word. A value; copy on write.
class LiveDocs {
 public:
  /// All documents of [first_doc, end_doc) alive.
  LiveDocs(DocId first_doc, DocId end_doc);

  /// REQUIRES: doc in range. False outside of the range.
  bool is_live(DocId doc) const noexcept;

  /// Returns false if it was dead already.
  bool kill(DocId doc);

  std::uint32_t live_count() const noexcept { return live_count_; }
  std::uint32_t dead_count() const noexcept;

  DocId first_doc() const noexcept { return first_doc_; }
  DocId end_doc() const noexcept { return end_doc_; }

  /// The words of the container with that base (a multiple of 65,536): kBitmapWords words; bits
  /// outside of [first_doc, end_doc) are 0. Empty if the container lies outside of the range.
  std::span<const std::uint64_t> container(DocId base) const noexcept;

 private:
  DocId first_doc_;
  DocId end_doc_;
  DocId base_;  ///< first_doc_ rounded down to a container.
  std::uint32_t live_count_;
  AlignedWords words_;
};

}  // namespace likewise
