#include "storage/database/document_terms.h"

#include <algorithm>

namespace likewise::storage {

void PendingTerms::put_into(WriteBatch& batch, IndexNumber index) const {
  for (const Term& term : terms_) {
    std::string number;
    append_u32(number, term.term);
    batch.put(Family::kTerm, term_key(index, term.field, term.text), std::move(number));
  }
}

std::vector<FieldTerms> number_terms(const ParsedDocument& document, TermDictionary& dictionary,
                                     PendingTerms& pending) {
  std::vector<FieldTerms> fields;
  fields.reserve(document.fields().size());
  std::vector<TermId> numbers;
  for (const ParsedDocument::FieldTokens& tokens : document.fields()) {
    numbers.clear();
    for (const ParsedDocument::TokenSpan span : tokens.tokens) {
      const std::string_view text = document.text(span);
      const TermDictionary::Interned interned = dictionary.intern(tokens.field, text);
      if (interned.is_new) {
        pending.add(tokens.field, interned.term, text);
      }
      numbers.push_back(interned.term);
    }
    std::sort(numbers.begin(), numbers.end());
    FieldTerms field{tokens.field, static_cast<std::uint32_t>(numbers.size()), {}};
    for (const TermId number : numbers) {
      if (!field.terms.empty() && field.terms.back().term == number) {
        field.terms.back().frequency += 1;
      } else {
        field.terms.push_back({number, 1});
      }
    }
    if (!field.terms.empty()) {
      fields.push_back(std::move(field));
    }
  }
  return fields;
}

}  // namespace likewise::storage
