#include "storage/database/document_terms.h"

#include <map>

#include <gtest/gtest.h>

#include "engine/base/random.h"

namespace likewise::storage {
namespace {

TEST(TermCounter, CountsAsAMapDoes) {
  Random random(3);
  TermCounter counter;
  for (int round = 0; round < 500; ++round) {
    // From dense numbers, which are counted in a table, to sparse ones, which are sorted.
    const std::uint64_t below = std::uint64_t{1} << random.below(31);
    std::vector<TermId> numbers(random.below(300));
    std::map<TermId, std::uint32_t> expected;
    for (TermId& number : numbers) {
      number = static_cast<TermId>(random.below(below));
      ++expected[number];
    }
    std::map<TermId, std::uint32_t> counted;
    TermId previous = 0;
    for (const TermFrequency& term : counter.count(numbers)) {
      EXPECT_GE(term.term, previous);
      previous = term.term;
      EXPECT_TRUE(counted.emplace(term.term, term.frequency).second);
    }
    ASSERT_EQ(counted, expected);
  }
}

TEST(KnownTerms, AreThoseOfADocumentWithoutNewOnes) {
  ParsedDocument document;
  document.add_known_term(2, 7);
  document.add_known_term(2, 5);
  document.add_known_term(2, 7);
  TermCounter counter;
  const auto terms = known_terms(document, counter);
  ASSERT_TRUE(terms.has_value());
  ASSERT_EQ(terms->size(), 1U);
  EXPECT_EQ(terms->front().field, 2U);
  EXPECT_EQ(terms->front().length, 3U);
  EXPECT_EQ(terms->front().terms, (std::vector<TermFrequency>{{5, 1}, {7, 2}}));
  document.add_token(2, "new");
  EXPECT_FALSE(known_terms(document, counter).has_value());
}

TEST(NumberTerms, JoinsTextsAndNumbersAndReportsNewTerms) {
  TermDictionary dictionary;
  const TermId old = dictionary.intern(1, "old").term;
  ParsedDocument document;
  document.add_known_term(1, old);
  document.add_token(1, "new");
  document.add_token(1, "old");
  PendingTerms pending;
  TermCounter counter;
  const auto fields = number_terms(document, dictionary, pending, counter);
  ASSERT_EQ(fields.size(), 1U);
  EXPECT_EQ(fields[0].length, 3U);
  EXPECT_EQ(fields[0].terms, (std::vector<TermFrequency>{{old, 2}, {old + 1, 1}}));
  WriteBatch batch;
  pending.put_into(batch, 1);
  EXPECT_EQ(batch.entries().size(), 1U);
}

}  // namespace
}  // namespace likewise::storage
