#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/index/parsed_document.h"
#include "engine/index/segment_builder.h"
#include "engine/index/term_dictionary.h"
#include "storage/rocks/keys.h"
#include "storage/rocks/store.h"

namespace likewise::storage {

/// Terms that got a number but are not stored yet. They outlive a failed write: whatever batch
/// succeeds next must bring them, or a document on disk would name a term that is not.
class PendingTerms {
 public:
  void add(FieldId field, TermId term, std::string_view text) {
    terms_.push_back({field, term, std::string(text)});
  }
  void put_into(WriteBatch& batch, IndexNumber index) const;
  void clear() { terms_.clear(); }

 private:
  struct Term {
    FieldId field;
    TermId term;
    std::string text;
  };
  std::vector<Term> terms_;
};

/// Counts term numbers. Keeps its memory from document to document. Not thread-safe.
class TermCounter {
 public:
  /// Distinct numbers, ascending, with how often each stands in `numbers`, which is left in any
  /// order.
  std::vector<TermFrequency> count(std::vector<TermId>& numbers);

 private:
  std::vector<std::uint32_t> counts_;   ///< By number; all 0 between calls.
  std::vector<std::uint64_t> counted_;  ///< A bit for each number with a count.
};

/// The terms of a document whose tokens all have numbers already; nothing if one has not. Needs no
/// lock: a number that was given is being written, or was, before any that is given later.
std::optional<std::vector<FieldTerms>> known_terms(const ParsedDocument& document,
                                                   TermCounter& counter);

/// Numbers, counts and sorts the tokens of a document; new terms go to `pending`. Under the index's
/// write lock.
std::vector<FieldTerms> number_terms(const ParsedDocument& document, TermDictionary& dictionary,
                                     PendingTerms& pending, TermCounter& counter);

}  // namespace likewise::storage
