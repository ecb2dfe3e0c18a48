#include "engine/index/segment.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"

namespace likewise {

Segment::Segment(DocId first_doc, DocId end_doc, std::vector<FieldPostings> fields)
    : first_doc_(first_doc),
      end_doc_(end_doc),
      fields_(std::move(fields)),
      values_(std::make_unique<ValueSlot[]>(fields_.size() + 1)) {
  LIKEWISE_CHECK(first_doc_ <= end_doc_, "a range of docids");
  for (const FieldPostings& field : fields_) {
    LIKEWISE_CHECK(field.norms.empty() || field.norms.size() == end_doc_ - first_doc_,
                   "one norm per docid");
  }
}

const PostingList* Segment::postings(FieldId field, TermId term) const noexcept {
  if (field >= fields_.size() || term >= fields_[field].terms.size()) {
    return nullptr;
  }
  const PostingList& list = fields_[field].terms[term];
  return list.empty() ? nullptr : &list;
}

std::span<const std::uint8_t> Segment::norms(FieldId field) const noexcept {
  if (field >= fields_.size()) {
    return {};
  }
  return fields_[field].norms;
}

const FieldValues& Segment::values(const Field& field, const TermDictionary& dictionary) const {
  ValueSlot& slot = values_[std::min<std::size_t>(field.id, fields_.size())];
  std::call_once(slot.once, [&] {
    slot.values = std::make_unique<const FieldValues>(*this, field, dictionary);
    slot.bytes.store(slot.values->memory_bytes());
  });
  return *slot.values;
}

std::size_t Segment::memory_bytes() const noexcept {
  std::size_t bytes = sizeof(*this) + fields_.capacity() * sizeof(FieldPostings);
  for (const FieldPostings& field : fields_) {
    bytes += field.norms.capacity() + field.terms.capacity() * sizeof(PostingList) +
             (field.vectors == nullptr ? 0 : field.vectors->memory_bytes());
    for (const PostingList& list : field.terms) {
      bytes += list.memory_bytes();
    }
  }
  for (std::size_t i = 0; i <= fields_.size(); ++i) {
    bytes += sizeof(ValueSlot) + values_[i].bytes.load();
  }
  return bytes;
}

}  // namespace likewise
