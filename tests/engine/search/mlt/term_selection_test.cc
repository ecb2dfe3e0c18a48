#include "engine/search/term_selection.h"

#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>

#include "engine/base/java_text.h"

namespace likewise {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Statistics from a literal table; terms get numbers in order of appearance.
class TableLookup : public TermLookup {
 public:
  explicit TableLookup(std::uint64_t live_count) : live_count_(live_count) {}

  void add(const std::string& field, const std::string& term, std::uint32_t doc_freq) {
    const auto id = static_cast<FieldId>(fields_.emplace(field, fields_.size()).first->second);
    terms_[{id, term}] = {static_cast<TermId>(texts_.size()), doc_freq};
    texts_.push_back(field + ":" + term);
  }

  std::optional<FieldId> find_field(std::string_view name) const override {
    const auto found = fields_.find(std::string(name));
    return found == fields_.end() ? std::nullopt
                                  : std::optional(static_cast<FieldId>(found->second));
  }
  Found find_term(FieldId field, std::string_view text) const override {
    const auto found = terms_.find({field, std::string(text)});
    return found == terms_.end() ? Found{} : found->second;
  }
  std::uint64_t live_count() const override { return live_count_; }

  /// "field:term", with "^boost" if it has one.
  std::vector<std::string> print(const std::vector<SelectedTerm>& clauses) const {
    std::vector<std::string> texts;
    for (const SelectedTerm& clause : clauses) {
      texts.push_back(texts_[clause.term] +
                      (clause.boost ? "^" + java_float(*clause.boost) : std::string()));
    }
    return texts;
  }

 private:
  std::uint64_t live_count_;
  std::map<std::string, std::size_t> fields_;
  std::map<std::pair<FieldId, std::string>, Found> terms_;
  std::vector<std::string> texts_;
};

class TermSelection : public testing::Test {
 protected:
  TermSelection() {
    query.min_term_freq = 1;
    query.min_doc_freq = 1;
  }

  Result<std::vector<SelectedTerm>> of_documents(
      const std::vector<std::map<std::string, TermVector>>& vectors) {
    return select_from_documents({query, filter(), lookup, note}, vectors);
  }

  Result<std::vector<SelectedTerm>> of_text(const std::string& text,
                                            const std::vector<std::string>& fields) {
    const TermFilter terms = filter();
    WordCounts counts;
    count_like_text(*builtin_analyzer("standard"), text, fields[0], terms, counts);
    return select_from_words({query, terms, lookup, note}, counts, fields);
  }

  TermFilter filter() const {
    TermFilter terms(query);
    for (const auto& [field, term] : skipped) {
      terms.skip(field, term);
    }
    return terms;
  }

  MoreLikeThisQuery query;
  std::vector<std::pair<std::string, std::string>> skipped;
  TableLookup lookup{100};
  TermSelectionNote note;
};

/// Forty tokens in the order of a document's vector are not sorted here: the order of insertion
/// is the caller's.
TermVector forty_tokens(std::uint32_t (*frequency)(std::uint32_t)) {
  TermVector vector;
  for (std::uint32_t group = 0; group < 40; ++group) {
    vector.emplace_back(std::to_string(group) + "-" + std::to_string((group * 7 + 3) % 32),
                        frequency(group));
  }
  return vector;
}

std::vector<int> groups(const std::vector<std::string>& printed) {
  std::vector<int> numbers;
  for (const std::string& text : printed) {
    numbers.push_back(std::stoi(text.substr(text.find(':') + 1)));
  }
  return numbers;
}

// Expected orders from an independent model of HashMap and PriorityQueue.
TEST_F(TermSelection, BreaksTiesAsJava) {
  const TermVector tokens = forty_tokens([](std::uint32_t) { return 1U; });
  for (const auto& [token, frequency] : tokens) {
    lookup.add("f", token, 10 * frequency);
  }
  query.max_query_terms = 12;
  const auto clauses = of_documents({{{"f", tokens}}});
  ASSERT_TRUE(clauses.has_value());
  EXPECT_THAT(groups(lookup.print(*clauses)),
              ElementsAre(6, 37, 24, 32, 4, 7, 3, 33, 30, 17, 20, 19));
}

TEST_F(TermSelection, BreaksTiesAmongThreeFrequenciesAsJava) {
  const TermVector tokens = forty_tokens([](std::uint32_t) { return 1U; });
  for (std::uint32_t group = 0; group < 40; ++group) {
    lookup.add("f", tokens[group].first, 5 + group % 3);
  }
  query.max_query_terms = 20;
  const auto clauses = of_documents({{{"f", tokens}}});
  ASSERT_TRUE(clauses.has_value());
  EXPECT_THAT(groups(lookup.print(*clauses)), ElementsAre(7, 10, 4, 19, 37, 16, 3, 21, 0, 33, 24,
                                                          30, 27, 36, 39, 18, 12, 9, 6, 15));
}

TEST_F(TermSelection, BoostsRelativeToTheLeastInteresting) {
  const TermVector tokens = forty_tokens([](std::uint32_t group) { return 1 + group % 3; });
  for (std::uint32_t group = 0; group < 40; ++group) {
    lookup.add("f", tokens[group].first, group * 7 % 70);
  }
  query.max_query_terms = 15;
  query.min_doc_freq = 2;
  query.max_doc_freq = 60;
  query.boost_terms = 1.5F;
  const auto clauses = of_documents({{{"f", tokens}}});
  ASSERT_TRUE(clauses.has_value());
  EXPECT_THAT(groups(lookup.print(*clauses)),
              ElementsAre(38, 8, 13, 17, 26, 22, 35, 5, 14, 1, 31, 23, 32, 2, 11));
  EXPECT_EQ(clauses->front().boost, 1.5F);
  EXPECT_EQ((*clauses)[2].boost, 1.605576753616333F);
  EXPECT_EQ(clauses->back().boost, 3.3735907077789307F);
  EXPECT_EQ(note.candidate_terms, 40U);
  EXPECT_EQ(note.selected_terms, 15U);
  EXPECT_EQ(
      note.dropped_by_min_doc_freq + note.dropped_by_max_doc_freq + note.dropped_by_max_query_terms,
      25U);
}

TEST_F(TermSelection, SumsFrequenciesOverDocumentsPerField) {
  lookup.add("a", "x", 10);
  lookup.add("b", "x", 10);
  query.min_term_freq = 3;
  const auto clauses = of_documents(
      {{{"a", {{"x", 1}}}, {"b", {{"x", 2}}}}, {{"a", {{"x", 1}}}, {"b", {{"x", 1}}}}});
  ASSERT_TRUE(clauses.has_value());
  EXPECT_THAT(lookup.print(*clauses), ElementsAre("b:x"));
  EXPECT_EQ(note.dropped_by_min_term_freq, 1U);
}

TEST_F(TermSelection, SelectsUpToTheLimitInEveryField) {
  for (const char* field : {"title", "body"}) {
    lookup.add(field, "rare", 2);
    lookup.add(field, "common", 90);
  }
  query.max_query_terms = 1;
  const TermVector vector = {{"common", 1}, {"rare", 1}};
  const auto clauses = of_documents({{{"title", vector}, {"body", vector}}});
  ASSERT_TRUE(clauses.has_value());
  EXPECT_THAT(lookup.print(*clauses), testing::UnorderedElementsAre("title:rare", "body:rare"));
}

TEST_F(TermSelection, GivesWordsToTheFieldWithMostDocuments) {
  lookup.add("a", "first", 3);
  lookup.add("b", "first", 3);
  lookup.add("a", "second", 3);
  lookup.add("b", "second", 40);
  const auto clauses = of_text("First second unknown", {"a", "unmapped", "b"});
  ASSERT_TRUE(clauses.has_value());
  EXPECT_THAT(lookup.print(*clauses), ElementsAre("b:second", "a:first"));
}

TEST_F(TermSelection, DropsNoiseBeforeCounting) {
  for (const char* term : {"ab", "abcd", "abcdefgh", "stop", "skipped", "日本語字"}) {
    lookup.add("f", term, 5);
  }
  query.min_word_length = 3;
  query.max_word_length = 7;
  query.stop_words = {"stop"};
  skipped = {{"f", "skipped"}, {"g", "abcd"}};
  const auto clauses = of_documents({{{"f",
                                       {{"ab", 1},
                                        {"abcd", 1},
                                        {"abcdefgh", 1},
                                        {"skipped", 1},
                                        {"stop", 1},
                                        {"日本語字", 1}}}}});
  ASSERT_TRUE(clauses.has_value());
  EXPECT_THAT(lookup.print(*clauses), testing::UnorderedElementsAre("f:abcd", "f:日本語字"));
  EXPECT_EQ(note.candidate_terms, 2U);
}

TEST_F(TermSelection, KeepsWithinLimitsOfDocFrequency) {
  lookup.add("f", "four", 4);
  lookup.add("f", "five", 5);
  lookup.add("f", "nine", 9);
  lookup.add("f", "none", 0);
  query.min_doc_freq = 5;
  query.max_doc_freq = 8;
  const auto clauses = of_text("four five nine none", {"f"});
  ASSERT_TRUE(clauses.has_value());
  EXPECT_THAT(lookup.print(*clauses), ElementsAre("f:five"));
  EXPECT_EQ(note.dropped_by_min_doc_freq, 2U);
  EXPECT_EQ(note.dropped_by_max_doc_freq, 1U);
}

TEST_F(TermSelection, NeverSelectsTermsOfNoDocument) {
  lookup.add("f", "none", 0);
  query.min_doc_freq = 0;
  query.min_term_freq = 0;
  const auto clauses = of_text("none unknown", {"f"});
  ASSERT_TRUE(clauses.has_value());
  EXPECT_THAT(*clauses, IsEmpty());
}

TEST_F(TermSelection, ReadsTheFirst5000TokensOfText) {
  lookup.add("f", "early", 5);
  lookup.add("f", "late", 5);
  std::string text;
  for (int i = 0; i < 4'999; ++i) {
    text += "filler ";
  }
  const auto clauses = of_text(text + "early late", {"f"});
  ASSERT_TRUE(clauses.has_value());
  EXPECT_THAT(lookup.print(*clauses), ElementsAre("f:early"));
}

TEST_F(TermSelection, RefusesBoostsThatAreNotPositive) {
  lookup.add("f", "x", 5);
  query.boost_terms = -1.0F;
  EXPECT_TRUE(of_text("nothing known", {"f"}).has_value());
  const auto negative = of_text("x", {"f"});
  ASSERT_FALSE(negative.has_value());
  EXPECT_EQ(negative.error().message(), "boost must be a positive float, got -1.0");
  EXPECT_EQ(negative.error().type(), "illegal_argument_exception");
  EXPECT_TRUE(negative.error().in_shard());
  query.boost_terms = std::numeric_limits<float>::max();
  EXPECT_EQ(of_text("x x x", {"f"}).error().message(),
            "boost must be a positive float, got Infinity");
}

TEST(WordCounts, CountInOrderOfAppearance) {
  WordCounts counts;
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 1'000; ++i) {
      counts.add(std::to_string(i), 2);
    }
  }
  ASSERT_EQ(counts.words().size(), 1'000U);
  for (std::size_t i = 0; i < 1'000; ++i) {
    EXPECT_EQ(counts.words()[i].text, std::to_string(i));
    EXPECT_EQ(counts.words()[i].frequency, 4U);
  }
}

}  // namespace
}  // namespace likewise
