#include "engine/dsl/known_values.h"

#include <algorithm>
#include <utility>

#include "engine/index/text_hash.h"

namespace likewise {
namespace {

/// Longer texts repeat seldom.
constexpr std::size_t kMostTextBytes = 48;
/// Of one value.
constexpr std::size_t kMostTerms = 16;
/// 256 groups of 128 clusters, and as much again beside them. About 4 MB when full.
constexpr std::size_t kMostValues = std::size_t{1} << 16U;
constexpr std::size_t kFirstSlots = 1'024;

/// Never 0.
std::uint64_t hash_of(const MappingNode& node, std::string_view text) {
  return hash_text(text, reinterpret_cast<std::uintptr_t>(&node)) | 1U;
}

}  // namespace

/// Where it is, or the empty slot where it belongs. REQUIRES: slots_ is not empty.
std::size_t KnownValues::place_of(std::uint64_t hash, const MappingNode& node,
                                  std::string_view text) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = (hash >> 1U) & mask;
  for (; slots_[at].hash != 0; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.hash == hash && slot.node == &node &&
        std::string_view(texts_).substr(slot.text, slot.text_size) == text) {
      break;
    }
  }
  return at;
}

std::optional<std::span<const KnownValues::Term>> KnownValues::find(const MappingNode& node,
                                                                    std::string_view text) const {
  if (slots_.empty() || text.size() > kMostTextBytes) {
    return std::nullopt;
  }
  const Slot& slot = slots_[place_of(hash_of(node, text), node, text)];
  if (slot.hash == 0) {
    return std::nullopt;
  }
  return std::span(terms_).subspan(slot.terms, slot.term_count);
}

void KnownValues::begin(const MappingNode& node, std::string_view text) {
  noted_.clear();
  node_ = text.size() <= kMostTextBytes ? &node : nullptr;
  if (node_ != nullptr) {
    text_ = text;
  }
}

void KnownValues::note(FieldId field, std::string_view token) {
  if (node_ == nullptr) {
    return;
  }
  const std::optional<TermId> term = dictionary_.find(field, token);
  if (!term || noted_.size() == kMostTerms) {
    abandon();
    return;
  }
  noted_.push_back({field, *term});
}

void KnownValues::learn() {
  const MappingNode* const node = std::exchange(node_, nullptr);
  if (node == nullptr) {
    return;
  }
  if (used_ == kMostValues) {
    clear();
  }
  if ((used_ + 1) * 2 > slots_.size()) {
    grow();
  }
  const std::uint64_t hash = hash_of(*node, text_);
  Slot& slot = slots_[place_of(hash, *node, text_)];
  slot = {hash,
          node,
          static_cast<std::uint32_t>(texts_.size()),
          static_cast<std::uint32_t>(terms_.size()),
          static_cast<std::uint16_t>(text_.size()),
          static_cast<std::uint16_t>(noted_.size())};
  texts_ += text_;
  terms_.insert(terms_.end(), noted_.begin(), noted_.end());
  ++used_;
}

void KnownValues::grow() {
  std::vector<Slot> old(std::max(kFirstSlots, slots_.size() * 2));
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.hash != 0) {
      std::size_t at = (slot.hash >> 1U) & mask;
      while (slots_[at].hash != 0) {
        at = (at + 1) & mask;
      }
      slots_[at] = slot;
    }
  }
}

void KnownValues::clear() {
  slots_.clear();
  texts_.clear();
  terms_.clear();
  used_ = 0;
  node_ = nullptr;
}

}  // namespace likewise
