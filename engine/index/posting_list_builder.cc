#include "engine/index/posting_list_builder.h"

#include <utility>

#include "engine/base/check.h"

namespace likewise {

void PostingListBuilder::add(DocId doc, std::uint32_t frequency) {
  const DocId base = doc / kContainerDocs * kContainerDocs;
  if (base != base_) {
    close_container();
    base_ = base;
  }
  const auto low = static_cast<std::uint16_t>(doc - base);
  LIKEWISE_CHECK(lows_.empty() || lows_.back() < low, "docids arrive in increasing order");
  lows_.push_back(low);
  frequencies_.push_back(frequency);
}

void PostingListBuilder::add(const PostingContainer& container) {
  close_container();
  done_.push_back(container);
}

PostingList PostingListBuilder::finish() {
  close_container();
  return PostingList(std::exchange(done_, {}));
}

void PostingListBuilder::close_container() {
  if (!lows_.empty()) {
    done_.emplace_back(base_, lows_, frequencies_);
    lows_.clear();
    frequencies_.clear();
  }
}

}  // namespace likewise
