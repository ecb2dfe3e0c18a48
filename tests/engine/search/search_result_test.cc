#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/search/searcher.h"
#include "tests/engine/search/queries.h"
#include "tests/engine/search/test_corpus.h"

namespace likewise {
namespace {

/// Thirty red documents, every third of them also green, in three segments.
class SearchResultTest : public testing::Test {
 protected:
  SearchResultTest() {
    corpus_.add_field(TestCorpus::field(FieldKind::kKeyword, "color"));
    for (int i = 0; i < 30; ++i) {
      TestDocument document = {{"color", {"red"}}};
      if (i % 3 == 0) {
        document["color"].push_back("green");
      }
      corpus_.add(std::to_string(i), document);
      if (i % 10 == 9) {
        corpus_.end_segment();
      }
    }
    snapshot_ = corpus_.snapshot();
  }

  SearchResult run(const Query& query, const SearchOptions& options) {
    Result<SearchResult> result = search(snapshot_, corpus_, query, options);
    EXPECT_TRUE(result.has_value()) << result.error().message();
    return result ? *std::move(result) : SearchResult();
  }

  TestCorpus corpus_;
  IndexSnapshot snapshot_;
};

std::vector<DocId> docs(const SearchResult& result) {
  std::vector<DocId> docs;
  for (const SearchHit& hit : result.hits) {
    docs.push_back(hit.doc);
  }
  return docs;
}

TEST_F(SearchResultTest, TotalIsCappedAtWhatIsTracked) {
  struct Case {
    std::optional<std::uint64_t> tracked;
    std::uint64_t total;
    bool is_lower_bound;
  };
  for (const Case& one : std::vector<Case>{{10'000, 30, false},
                                           {std::nullopt, 30, false},
                                           {30, 30, false},
                                           {29, 29, true},
                                           {1, 1, true}}) {
    SearchOptions options;
    options.track_total_hits = one.tracked;
    const SearchResult result = run(term("color", "red"), options);
    EXPECT_TRUE(result.has_total);
    EXPECT_EQ(result.total, one.total);
    EXPECT_EQ(result.total_is_lower_bound, one.is_lower_bound);
    EXPECT_EQ(result.hits.size(), 10U);
  }
  SearchOptions options;
  options.count_total = false;
  EXPECT_FALSE(run(term("color", "red"), options).has_total);
}

TEST_F(SearchResultTest, PagesAreCutAfterOrdering) {
  SearchOptions options;
  options.from = 8;
  options.size = 4;
  const Query either = Group().should(term("color", "green")).should(term("color", "red"));
  EXPECT_EQ(docs(run(either, options)), (std::vector<DocId>{24, 27, 1, 2}));
  options.from = 28;
  EXPECT_EQ(docs(run(either, options)), (std::vector<DocId>{28, 29}));
  options.size = 10'000;
  EXPECT_EQ(docs(run(either, options)), (std::vector<DocId>{28, 29}));
}

TEST_F(SearchResultTest, MaxScoreIsTheBestEvenOnLaterPages) {
  SearchOptions options;
  const SearchResult first = run(term("color", "green"), options);
  ASSERT_TRUE(first.max_score.has_value());
  EXPECT_EQ(*first.max_score, first.hits.front().score);
  options.from = 9;
  EXPECT_EQ(run(term("color", "green"), options).max_score, first.max_score);
  options.from = 500;
  const SearchResult beyond = run(term("color", "green"), options);
  EXPECT_TRUE(beyond.hits.empty());
  EXPECT_EQ(beyond.total, 10U);
  EXPECT_EQ(beyond.max_score, first.max_score);
}

TEST_F(SearchResultTest, MaxScoreIsAbsentWithoutHits) {
  SearchOptions options;
  EXPECT_EQ(run(term("color", "blue"), options).max_score, std::nullopt);
  options.size = 0;
  const SearchResult counted = run(term("color", "green"), options);
  EXPECT_EQ(counted.max_score, std::nullopt);
  EXPECT_EQ(counted.total, 10U);
  EXPECT_TRUE(counted.hits.empty());
}

TEST_F(SearchResultTest, HitsBelowMinScoreDoNotCount) {
  SearchOptions options;
  options.size = 30;
  const Query either = Group().should(term("color", "green")).should(term("color", "red"));
  const SearchResult all = run(either, options);
  ASSERT_EQ(all.total, 30U);
  options.min_score = all.hits.front().score;
  const SearchResult best = run(either, options);
  EXPECT_EQ(best.total, 10U);
  EXPECT_EQ(best.hits.size(), 10U);
  options.min_score = 100.0F;
  EXPECT_EQ(run(either, options).total, 0U);
}

TEST_F(SearchResultTest, StopsWhenToldTo) {
  for (const bool exhaustive : {false, true}) {
    int polls = 0;
    SearchOptions options;
    options.force_exhaustive = exhaustive;
    options.should_stop = [&polls] { return ++polls > 1; };
    const SearchResult result = run(term("color", "red"), options);
    EXPECT_TRUE(result.timed_out);
    EXPECT_LT(result.total, 30U);
    options.should_stop = [] { return false; };
    EXPECT_FALSE(run(term("color", "red"), options).timed_out);
  }
}

TEST_F(SearchResultTest, NamesTheClausesThatMatch) {
  Query red = term("color", "red");
  red.name = "is red";
  Query green = term("color", "green");
  green.name = "is green";
  Query never = term("color", "blue");
  never.name = "is blue";
  Query whole = Group().filter(red).should(green).should(never);
  whole.name = "whole";
  SearchOptions options;
  options.size = 30;
  for (const SearchHit& hit : run(whole, options).hits) {
    std::vector<std::string> names = hit.matched_queries;
    std::sort(names.begin(), names.end());
    EXPECT_EQ(names, hit.doc % 3 == 0 ? (std::vector<std::string>{"is green", "is red", "whole"})
                                      : (std::vector<std::string>{"is red", "whole"}));
  }
}

TEST_F(SearchResultTest, OfSeveralClausesWithOneNameTheLastCounts) {
  Query red = term("color", "red");
  red.name = "x";
  Query blue = term("color", "blue");
  blue.name = "x";
  const SearchResult result = run(Group().should(red).should(blue), SearchOptions());
  EXPECT_TRUE(result.hits.front().matched_queries.empty());
}

TEST_F(SearchResultTest, CountsWithoutCollecting) {
  const SearchOptions options;
  EXPECT_EQ(count(snapshot_, corpus_, term("color", "green"), options).value(), 10U);
  EXPECT_EQ(count(snapshot_, corpus_, query(MatchAllQuery{}), options).value(), 30U);
  EXPECT_EQ(count(snapshot_, corpus_, term("color", "blue"), options).value(), 0U);
}

TEST(SearchOfNothing, FindsNothing) {
  TestCorpus corpus;
  corpus.add_dynamic_string("title");
  const IndexSnapshot snapshot = corpus.snapshot();
  for (const Query& query : {query(MatchAllQuery{}), match("title", "a b"), term("title", "a")}) {
    const auto result = search(snapshot, corpus, query, SearchOptions());
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(result->total, 0U);
    EXPECT_EQ(result->max_score, std::nullopt);
  }
}

}  // namespace
}  // namespace likewise
