#include "engine/index/term_dictionary.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <mutex>

#include "engine/base/check.h"
#include "engine/base/random.h"
#include "engine/index/text_hash.h"

namespace likewise {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{64} << 10U;
constexpr std::size_t kFirstSlots = 64;

/// More new terms than this, and than an eighth of the sorted ones, are sorted in.
constexpr std::size_t kMostUnsorted = 1'024;

bool by_text(const TermDictionary::Entry& left, const TermDictionary::Entry& right) {
  return left.text < right.text;
}

}  // namespace

/// The terms of one field: texts in blocks that never move, and an open-addressing table over them.
class TermDictionary::FieldTerms {
 public:
  std::optional<TermId> find(std::string_view text, std::uint32_t tag) const {
    for (std::size_t at = tag & mask();; at = (at + 1) & mask()) {
      const std::uint64_t slot = slots_[at];
      if (slot == 0) {
        return std::nullopt;
      }
      const auto term = static_cast<TermId>(slot & 0xFFFF'FFFFU) - 1;
      if (slot >> 32U == tag && texts_[term] == text) {
        return term;
      }
    }
  }

  /// REQUIRES: find() does not find it.
  TermId add(std::string_view text, std::uint32_t tag) {
    LIKEWISE_CHECK(texts_.size() < std::numeric_limits<TermId>::max() - 1, "term numbers ran out");
    if ((texts_.size() + 1) * 2 > slots_.size()) {
      grow();
    }
    const auto term = static_cast<TermId>(texts_.size());
    texts_.push_back(keep(text));
    place(std::uint64_t{tag} << 32U | (term + std::uint64_t{1}));
    return term;
  }

  std::string_view text(TermId term) const { return texts_[term]; }
  std::size_t size() const { return texts_.size(); }
  std::size_t memory_bytes() const {
    return slots_.capacity() * sizeof(slots_[0]) + texts_.capacity() * sizeof(texts_[0]) +
           block_bytes_;
  }

 private:
  std::size_t mask() const { return slots_.size() - 1; }

  void place(std::uint64_t slot) {
    std::size_t at = (slot >> 32U) & mask();
    while (slots_[at] != 0) {
      at = (at + 1) & mask();
    }
    slots_[at] = slot;
  }

  void grow() {
    std::vector<std::uint64_t> old(slots_.size() * 2, 0);
    old.swap(slots_);
    for (const std::uint64_t slot : old) {
      if (slot != 0) {
        place(slot);
      }
    }
  }

  std::string_view keep(std::string_view text) {
    if (text.size() > free_.size()) {
      const std::size_t bytes = std::max(text.size(), texts_.empty() ? 1'024 : kBlockBytes);
      blocks_.push_back(std::make_unique<char[]>(bytes));
      block_bytes_ += bytes;
      const std::span<char> fresh(blocks_.back().get(), bytes);
      if (text.size() > kBlockBytes / 4) {  // A block of its own; the rest of the last one stays.
        std::memcpy(fresh.data(), text.data(), text.size());
        return {fresh.data(), text.size()};
      }
      free_ = fresh;
    }
    if (!text.empty()) {
      std::memcpy(free_.data(), text.data(), text.size());
    }
    const std::string_view kept(free_.data(), text.size());
    free_ = free_.subspan(text.size());
    return kept;
  }

  std::vector<std::uint64_t> slots_ = std::vector<std::uint64_t>(kFirstSlots, 0);
  std::vector<std::string_view> texts_;  ///< By TermId; into blocks_.
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::span<char> free_;  ///< Unused end of the last shared block.
  std::size_t block_bytes_ = 0;
};

// The address is random where the system randomizes its layout, and the results never depend on it.
TermDictionary::TermDictionary() : seed_(Random(reinterpret_cast<std::uintptr_t>(this)).next()) {}

TermDictionary::~TermDictionary() = default;

std::uint32_t TermDictionary::tag_of(std::string_view text) const {
  return static_cast<std::uint32_t>(hash_text(text, seed_) >> 32U);
}

TermDictionary::Interned TermDictionary::intern_locked(FieldId field, std::string_view text,
                                                       std::uint32_t tag) {
  if (field >= fields_.size()) {
    fields_.resize(field + std::size_t{1});
  }
  if (fields_[field] == nullptr) {
    fields_[field] = std::make_unique<FieldTerms>();
  }
  FieldTerms& terms = *fields_[field];
  if (const auto known = terms.find(text, tag)) {
    return {*known, false};
  }
  return {terms.add(text, tag), true};
}

TermDictionary::Interned TermDictionary::intern(FieldId field, std::string_view text) {
  if (const auto known = find(field, text)) {
    return {*known, false};
  }
  const std::unique_lock lock(mutex_);
  return intern_locked(field, text, tag_of(text));
}

void TermDictionary::intern_all(FieldId field, std::span<const std::string_view> texts,
                                std::span<Interned> interned) {
  LIKEWISE_CHECK(interned.size() == texts.size(), "room for one number per text");
  std::size_t known = 0;
  {
    // Almost always every term is known, and readers are not held up.
    const std::shared_lock lock(mutex_);
    const FieldTerms* terms = field < fields_.size() ? fields_[field].get() : nullptr;
    for (; terms != nullptr && known < texts.size(); ++known) {
      const auto found = terms->find(texts[known], tag_of(texts[known]));
      if (!found) {
        break;
      }
      interned[known] = {*found, false};
    }
  }
  if (known == texts.size()) {
    return;
  }
  const std::unique_lock lock(mutex_);
  for (std::size_t i = known; i < texts.size(); ++i) {
    interned[i] = intern_locked(field, texts[i], tag_of(texts[i]));
  }
}

std::optional<TermId> TermDictionary::find(FieldId field, std::string_view text) const {
  const std::uint32_t tag = tag_of(text);
  const std::shared_lock lock(mutex_);
  if (field >= fields_.size() || fields_[field] == nullptr) {
    return std::nullopt;
  }
  return fields_[field]->find(text, tag);
}

std::string_view TermDictionary::text(FieldId field, TermId term) const {
  const std::shared_lock lock(mutex_);
  LIKEWISE_CHECK(
      field < fields_.size() && fields_[field] != nullptr && term < fields_[field]->size(),
      "a term of this dictionary");
  return fields_[field]->text(term);
}

std::size_t TermDictionary::size(FieldId field) const {
  const std::shared_lock lock(mutex_);
  return field < fields_.size() && fields_[field] != nullptr ? fields_[field]->size() : 0;
}

const TermDictionary::FieldTerms* TermDictionary::find_field(FieldId field) const {
  return field < fields_.size() ? fields_[field].get() : nullptr;
}

std::shared_ptr<const std::vector<TermId>> TermDictionary::sorted_terms(FieldId field) const {
  const std::lock_guard sorting(sort_mutex_);
  if (field >= sorted_.size()) {
    sorted_.resize(field + std::size_t{1});
  }
  auto& sorted = sorted_[field];
  if (sorted == nullptr) {
    sorted = std::make_shared<const std::vector<TermId>>();
  }
  std::vector<Entry> entries;
  const std::size_t before = sorted->size();
  {
    const std::shared_lock lock(mutex_);
    const FieldTerms* terms = find_field(field);
    const std::size_t count = terms != nullptr ? terms->size() : 0;
    if (count - before <= std::max(kMostUnsorted, before / 8)) {
      return sorted;
    }
    entries.reserve(count);
    for (const TermId term : *sorted) {
      entries.push_back({term, terms->text(term)});
    }
    for (std::size_t term = before; term < count; ++term) {
      entries.push_back({static_cast<TermId>(term), terms->text(static_cast<TermId>(term))});
    }
  }
  // Texts do not move: writers need not wait for the sorting.
  const auto fresh = entries.begin() + static_cast<std::ptrdiff_t>(before);
  std::sort(fresh, entries.end(), by_text);
  std::inplace_merge(entries.begin(), fresh, entries.end(), by_text);
  auto numbers = std::make_shared<std::vector<TermId>>();
  numbers->reserve(entries.size());
  for (const Entry& entry : entries) {
    numbers->push_back(entry.term);
  }
  sorted = std::move(numbers);
  return sorted;
}

std::vector<TermDictionary::Entry> TermDictionary::terms_between(
    FieldId field, std::string_view low, std::optional<std::string_view> high) const {
  const std::shared_ptr<const std::vector<TermId>> sorted = sorted_terms(field);
  std::vector<Entry> found;
  const std::shared_lock lock(mutex_);
  const FieldTerms* terms = find_field(field);
  if (terms == nullptr) {
    return found;
  }
  const auto is_less = [terms](TermId term, std::string_view text) {
    return terms->text(term) < text;
  };
  auto from = std::lower_bound(sorted->begin(), sorted->end(), low, is_less);
  const auto to = high ? std::lower_bound(from, sorted->end(), *high, is_less) : sorted->end();
  for (; from < to; ++from) {
    found.push_back({*from, terms->text(*from)});
  }
  const auto old = static_cast<std::ptrdiff_t>(found.size());
  for (std::size_t term = sorted->size(); term < terms->size(); ++term) {
    const std::string_view text = terms->text(static_cast<TermId>(term));
    if (text >= low && (!high || text < *high)) {
      found.push_back({static_cast<TermId>(term), text});
    }
  }
  std::sort(found.begin() + old, found.end(), by_text);
  std::inplace_merge(found.begin(), found.begin() + old, found.end(), by_text);
  return found;
}

std::size_t TermDictionary::memory_bytes() const {
  const std::lock_guard sorting(sort_mutex_);
  const std::shared_lock lock(mutex_);
  std::size_t bytes = sizeof(*this);
  for (const auto& sorted : sorted_) {
    bytes += sorted != nullptr ? sorted->capacity() * sizeof(TermId) : 0;
  }
  for (const auto& field : fields_) {
    bytes += field != nullptr ? sizeof(FieldTerms) + field->memory_bytes() : 0;
  }
  return bytes;
}

}  // namespace likewise
