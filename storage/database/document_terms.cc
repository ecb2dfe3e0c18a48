#include "storage/database/document_terms.h"

#include <algorithm>
#include <bit>
#include <string_view>
#include <utility>

namespace likewise::storage {
namespace {

/// Up to this many words of bits to look through for each token, counting by number is cheaper than
/// sorting the numbers.
constexpr std::size_t kWordsPerToken = 8;

}  // namespace

void PendingTerms::put_into(WriteBatch& batch, IndexNumber index) const {
  for (const Term& term : terms_) {
    std::string number;
    append_u32(number, term.term);
    batch.put(Family::kTerm, term_key(index, term.field, term.text), std::move(number));
  }
}

std::vector<TermFrequency> TermCounter::count(std::vector<TermId>& numbers) {
  std::vector<TermFrequency> terms;
  if (numbers.empty()) {
    return terms;
  }
  const TermId greatest = *std::max_element(numbers.begin(), numbers.end());
  if (greatest / 64 > numbers.size() * kWordsPerToken) {
    std::sort(numbers.begin(), numbers.end());
    for (const TermId number : numbers) {
      if (!terms.empty() && terms.back().term == number) {
        terms.back().frequency += 1;
      } else {
        terms.push_back({number, 1});
      }
    }
    return terms;
  }
  counts_.resize(std::max<std::size_t>(counts_.size(), greatest + std::size_t{1}));
  counted_.resize(std::max<std::size_t>(counted_.size(), greatest / 64 + std::size_t{1}));
  std::size_t distinct = 0;
  for (const TermId number : numbers) {
    distinct += counts_[number]++ == 0 ? 1U : 0U;
    counted_[number / 64] |= std::uint64_t{1} << number % 64;
  }
  terms.reserve(distinct);
  for (std::size_t word = 0; terms.size() < distinct; ++word) {
    for (std::uint64_t rest = std::exchange(counted_[word], 0); rest != 0; rest &= rest - 1) {
      const auto number =
          static_cast<TermId>(word * 64 + static_cast<std::size_t>(std::countr_zero(rest)));
      terms.push_back({number, std::exchange(counts_[number], 0)});
    }
  }
  return terms;
}

std::optional<std::vector<FieldTerms>> known_terms(const ParsedDocument& document,
                                                   TermCounter& counter) {
  std::vector<FieldTerms> fields;
  fields.reserve(document.fields().size());
  std::vector<TermId> numbers;
  for (const ParsedDocument::FieldTokens& tokens : document.fields()) {
    if (!tokens.tokens.empty()) {
      return std::nullopt;
    }
    numbers = tokens.known_terms;
    const auto length = static_cast<std::uint32_t>(numbers.size());
    fields.push_back({tokens.field, length, counter.count(numbers)});
  }
  return fields;
}

std::vector<FieldTerms> number_terms(const ParsedDocument& document, TermDictionary& dictionary,
                                     PendingTerms& pending, TermCounter& counter) {
  std::vector<FieldTerms> fields;
  fields.reserve(document.fields().size());
  std::vector<TermId> numbers;
  std::vector<std::string_view> texts;
  std::vector<TermDictionary::Interned> interned;
  for (const ParsedDocument::FieldTokens& tokens : document.fields()) {
    texts.clear();
    for (const ParsedDocument::TokenSpan span : tokens.tokens) {
      texts.push_back(document.text(span));
    }
    interned.resize(texts.size());
    dictionary.intern_all(tokens.field, texts, interned);
    numbers = tokens.known_terms;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (interned[i].is_new) {
        pending.add(tokens.field, interned[i].term, texts[i]);
      }
      numbers.push_back(interned[i].term);
    }
    const auto length = static_cast<std::uint32_t>(numbers.size());
    fields.push_back({tokens.field, length, counter.count(numbers)});
  }
  return fields;
}

}  // namespace likewise::storage
