#pragma once

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

/// Numbers, counts and sorts the tokens of a document; new terms go to `pending`.
std::vector<FieldTerms> number_terms(const ParsedDocument& document, TermDictionary& dictionary,
                                     PendingTerms& pending);

}  // namespace likewise::storage
