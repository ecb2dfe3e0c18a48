#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/ids.h"
#include "engine/index/aligned_words.h"
#include "engine/search/counting_kernel.h"
#include "engine/search/counting_scorer.h"

namespace likewise {

/// Walks a segment in windows of 16,384 documents and shows the clauses that match there as
/// bitmaps: those of the containers where there are some, otherwise expanded from arrays. One per
/// query; everything that it returns is valid until the next window.
class WindowBitmaps {
 public:
  explicit WindowBitmaps(const CountingQuery& query);

  /// Moves to the next window in which at least `minimum` clauses (>= 1) have postings.
  bool next_window(std::uint32_t minimum);

  DocId first_doc() const noexcept { return first_doc_; }

  /// The clauses with postings here, in clause order.
  StreamList streams() const noexcept { return {pointers_.data(), clauses_.size()}; }
  std::span<const double> scores() const noexcept { return scores_; }  ///< By stream.
  std::size_t clause(std::size_t stream) const noexcept { return clauses_[stream]; }

  /// kWindowWords words: living documents that are not excluded.
  const std::uint64_t* alive() const noexcept { return alive_.data(); }

  /// kWindowWords words of 0.
  static const std::uint64_t* zeros() noexcept;

 private:
  struct ClauseCursor {
    std::span<const PostingContainer> containers;  ///< Of this window and later.
    std::size_t next_low = 0;                      ///< In an array: the first of later windows.
  };

  bool enter_window(std::uint32_t minimum);
  void enter_container(DocId base);
  const std::uint64_t* stream_of(ClauseCursor& cursor);
  std::uint64_t* next_scratch();
  void mask_alive();

  const CountingQuery& query_;
  std::vector<ClauseCursor> cursors_;  ///< By clause.
  DocId container_base_ = 0;
  std::uint32_t window_ = 0;  ///< Of the container.
  bool at_end_ = false;
  DocId first_doc_ = 0;
  std::size_t next_excluded_ = 0;

  std::vector<const std::uint64_t*> pointers_;
  std::vector<std::size_t> clauses_;
  std::vector<double> scores_;
  std::vector<AlignedWords> scratch_;  ///< For arrays, kScratchWindows windows each.
  std::size_t scratch_used_ = 0;
  AlignedWords alive_;
};

}  // namespace likewise
