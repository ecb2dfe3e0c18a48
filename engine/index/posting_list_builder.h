#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/ids.h"
#include "engine/index/posting_list.h"

namespace likewise {

/// Cuts a stream of postings into containers. One per thread; reusable after finish().
class PostingListBuilder {
 public:
  /// REQUIRES: `doc` greater than every document added since the last finish(); frequency >= 1.
  void add(DocId doc, std::uint32_t frequency);

  /// Appends a whole container without looking at its postings.
  /// REQUIRES: its base is greater than that of every document added.
  void add(const PostingContainer& container);

  /// The list of what was added.
  PostingList finish();

 private:
  void close_container();

  std::vector<PostingContainer> done_;
  DocId base_ = 0;
  std::vector<std::uint16_t> lows_;
  std::vector<std::uint32_t> frequencies_;
};

}  // namespace likewise
