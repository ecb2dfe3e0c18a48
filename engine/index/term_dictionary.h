#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string_view>
#include <vector>

#include "engine/base/ids.h"

namespace likewise {

/// The terms of an index: (field, text) <-> term number. Grows only; numbers are dense per field.
///
/// Thread-safe: one writer interns while readers look up. Term texts live as long as the dictionary
/// and never move, so a returned view stays valid. A reader may meet terms newer than its
/// snapshot; the snapshot reports a document frequency of 0 for them.
class TermDictionary {
 public:
  TermDictionary();
  ~TermDictionary();
  TermDictionary(const TermDictionary&) = delete;
  TermDictionary& operator=(const TermDictionary&) = delete;

  struct Interned {
    TermId term = 0;
    bool is_new = false;
  };

  /// The number of a term, given one if it has none yet.
  Interned intern(FieldId field, std::string_view text);

  /// intern() of every text, in order, for the price of one lock: what indexing a document uses.
  /// Texts may repeat. REQUIRES: interned.size() == texts.size().
  void intern_all(FieldId field, std::span<const std::string_view> texts,
                  std::span<Interned> interned);

  std::optional<TermId> find(FieldId field, std::string_view text) const;

  /// REQUIRES: term < size(field).
  std::string_view text(FieldId field, TermId term) const;

  /// A term by number and text.
  struct Entry {
    TermId term = 0;
    std::string_view text;
  };

  /// The terms with low <= text < high in byte order; no `high`: to the last one.
  /// Cost: two binary searches, the terms found, and the newest terms of the field one by one. Now
  /// and then, the first time above all, the field is sorted: O(terms * log terms).
  std::vector<Entry> terms_between(FieldId field, std::string_view low,
                                   std::optional<std::string_view> high) const;

  /// Number of terms of the field, deleted documents' terms included.
  std::size_t size(FieldId field) const;

  /// Bytes held, for `inspect` and statistics.
  std::size_t memory_bytes() const;

 private:
  class FieldTerms;
  std::uint32_t tag_of(std::string_view text) const;
  Interned intern_locked(FieldId field, std::string_view text, std::uint32_t tag);
  const FieldTerms* find_field(FieldId field) const;  ///< Under mutex_. Null: no term yet.
  std::shared_ptr<const std::vector<TermId>> sorted_terms(FieldId field) const;

  std::uint64_t seed_;
  mutable std::shared_mutex mutex_;
  std::vector<std::unique_ptr<FieldTerms>> fields_;
  mutable std::mutex sort_mutex_;  ///< Taken before mutex_.
  /// By field: the oldest terms in byte order. Guarded by sort_mutex_.
  mutable std::vector<std::shared_ptr<const std::vector<TermId>>> sorted_;
};

}  // namespace likewise
