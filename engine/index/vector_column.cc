#include "engine/index/vector_column.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"

namespace likewise {

VectorColumn::VectorColumn(std::uint32_t dimensions, std::vector<DocId> docs,
                           std::vector<float> values, std::vector<float> lengths)
    : dimensions_(dimensions),
      docs_(std::move(docs)),
      values_(std::move(values)),
      lengths_(std::move(lengths)) {
  LIKEWISE_CHECK(values_.size() == docs_.size() * dimensions_, "a vector for each document");
  LIKEWISE_CHECK(lengths_.empty() || lengths_.size() == docs_.size(), "a length for each vector");
}

std::optional<std::size_t> VectorColumn::find(DocId doc) const noexcept {
  const auto found = std::lower_bound(docs_.begin(), docs_.end(), doc);
  if (found == docs_.end() || *found != doc) {
    return std::nullopt;
  }
  return static_cast<std::size_t>(found - docs_.begin());
}

std::shared_ptr<const VectorColumn::Derived> VectorColumn::derive(
    std::uint64_t key, const std::function<std::shared_ptr<const Derived>()>& make) const {
  const std::lock_guard lock(mutex_);
  if (derived_ == nullptr || key_ != key) {
    derived_ = make();
    key_ = key;
  }
  return derived_;
}

std::size_t VectorColumn::memory_bytes() const noexcept {
  // What is just being computed counts once it is there: nobody waits for a number.
  const std::unique_lock lock(mutex_, std::try_to_lock);
  return sizeof(*this) + docs_.capacity() * sizeof(DocId) +
         (values_.capacity() + lengths_.capacity()) * sizeof(float) +
         (!lock || derived_ == nullptr ? 0 : derived_->memory_bytes());
}

void VectorColumnBuilder::add(DocId doc, std::span<const float> values, float length) {
  if (docs_.empty()) {
    dimensions_ = static_cast<std::uint32_t>(values.size());
  }
  LIKEWISE_CHECK(values.size() == dimensions_, "vectors of one field have one size");
  LIKEWISE_CHECK(docs_.empty() || docs_.back() < doc, "documents in increasing order");
  docs_.push_back(doc);
  values_.insert(values_.end(), values.begin(), values.end());
  if (length > 0.0F) {
    lengths_.push_back(length);
  }
}

std::size_t VectorColumnBuilder::memory_bytes() const noexcept {
  return docs_.capacity() * sizeof(DocId) +
         (values_.capacity() + lengths_.capacity()) * sizeof(float);
}

std::shared_ptr<const VectorColumn> VectorColumnBuilder::finish() {
  if (docs_.empty()) {
    return nullptr;
  }
  values_.shrink_to_fit();
  auto column =
      std::make_shared<const VectorColumn>(dimensions_, std::exchange(docs_, {}),
                                           std::exchange(values_, {}), std::exchange(lengths_, {}));
  return column;
}

}  // namespace likewise
