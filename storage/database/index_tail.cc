#include "storage/database/index_tail.h"

#include <algorithm>

#include "engine/base/check.h"

namespace likewise::storage {

void IndexTail::restore(const ManifestRecord& manifest,
                        std::vector<std::pair<FieldId, FieldStatistics>> statistics) {
  documents_ = SegmentBuilder(manifest.next_doc);
  next_doc_ = manifest.next_doc;
  next_seq_no_ = manifest.next_seq_no;
  live_count_ = manifest.live_count;
  for (auto& [field, numbers] : statistics) {
    statistics_.restore(field, std::move(numbers));
  }
}

void IndexTail::apply(const AppliedOperation& operation, const Mapping& mapping) {
  if (operation.replaced != kNoDoc) {
    dead_.push_back(operation.replaced);
    statistics_.subtract(operation.replaced_fields, mapping);
    --live_count_;
  }
  if (operation.doc != kNoDoc) {
    LIKEWISE_CHECK(operation.doc == next_doc_, "documents are numbered without gaps");
    documents_.add(operation.doc, operation.fields, mapping);
    documents_.add_vectors(operation.vectors);
    statistics_.add(operation.fields, mapping);
    ++live_count_;
    ++next_doc_;
  }
  ++next_seq_no_;
  ++operations_;
}

RotatedTail IndexTail::rotate(std::shared_ptr<const Mapping> mapping) {
  RotatedTail rotated;
  if (!documents_.empty()) {
    rotated.documents.emplace(std::exchange(documents_, SegmentBuilder(next_doc_)));
  }
  std::sort(dead_.begin(), dead_.end());
  rotated.dead = std::exchange(dead_, {});
  rotated.statistics = statistics_.publish();
  rotated.live_count = live_count_;
  rotated.operations = operations_;
  rotated.next_seq_no = next_seq_no_;
  rotated.next_doc = next_doc_;
  rotated.mapping = std::move(mapping);
  return rotated;
}

}  // namespace likewise::storage
