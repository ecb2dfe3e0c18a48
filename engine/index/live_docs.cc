#include "engine/index/live_docs.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/index/posting_list.h"

namespace likewise {

LiveDocs::LiveDocs(DocId first_doc, DocId end_doc)
    : first_doc_(first_doc),
      end_doc_(end_doc),
      base_(first_doc / kContainerDocs * kContainerDocs),
      live_count_(end_doc - first_doc) {
  LIKEWISE_CHECK(first_doc <= end_doc, "a range of docids");
  if (first_doc == end_doc) {
    return;
  }
  const std::size_t containers = (end_doc - base_ - 1) / kContainerDocs + 1;
  words_.assign(containers * kBitmapWords, 0);
  const std::uint32_t from = first_doc - base_;
  const std::uint32_t to = end_doc - base_;
  for (std::uint32_t word = from / 64; word <= (to - 1) / 64; ++word) {
    words_[word] = ~std::uint64_t{0};
  }
  words_[from / 64] &= ~std::uint64_t{0} << (from % 64);
  if (to % 64 != 0) {
    words_[to / 64] &= (std::uint64_t{1} << (to % 64)) - 1;
  }
}

bool LiveDocs::is_live(DocId doc) const noexcept {
  if (doc < first_doc_ || doc >= end_doc_) {
    return false;
  }
  const std::uint32_t bit = doc - base_;
  return ((words_[bit / 64] >> (bit % 64)) & 1U) != 0;
}

bool LiveDocs::kill(DocId doc) {
  if (!is_live(doc)) {
    return false;
  }
  const std::uint32_t bit = doc - base_;
  words_[bit / 64] &= ~(std::uint64_t{1} << (bit % 64));
  --live_count_;
  return true;
}

std::uint32_t LiveDocs::dead_count() const noexcept {
  return end_doc_ - first_doc_ - live_count_;
}

std::span<const std::uint64_t> LiveDocs::container(DocId base) const noexcept {
  if (base < base_ || (base - base_) / 64 >= words_.size()) {
    return {};
  }
  return std::span(words_).subspan((base - base_) / 64, kBitmapWords);
}

}  // namespace likewise
