#include <cstdint>
#include <string>

#include <gtest/gtest.h>

#include "engine/search/searcher.h"
#include "tests/engine/search/queries.h"
#include "tests/engine/search/test_corpus.h"

namespace likewise {
namespace {

TestCorpus corpus() {
  TestCorpus corpus;
  corpus.add_field(TestCorpus::field(FieldKind::kText, "t"));
  corpus.add_field(TestCorpus::field(FieldKind::kKeyword, "k"));
  corpus.add("1", {{"t", {"quick brown fox fox"}}, {"k", {"a"}}});
  corpus.add("2", {{"t", {"quick red fox"}}, {"k", {"a", "b"}}});
  corpus.add("3", {{"t", {"lazy dog"}}, {"k", {"c"}}});
  return corpus;
}

/// A clock that advances by one at every look.
ProfileClock ticking() {
  return [time = std::uint64_t{0}]() mutable { return ++time; };
}

SearchResult profiled(const Query& query) {
  TestCorpus documents = corpus();
  const IndexSnapshot snapshot = documents.snapshot();
  SearchOptions options;
  options.profile_clock = ticking();
  Result<SearchResult> result = search(snapshot, documents, query, options);
  EXPECT_TRUE(result.has_value());
  return result ? *std::move(result) : SearchResult();
}

std::string tree(const QueryProfile& query) {
  std::string text = query.type + " " + query.description + ";";
  for (const QueryProfile& child : query.children) {
    text += " {" + tree(child) + "}";
  }
  return text;
}

/// "field:term tf*idf fate" of every liked term, idf to two digits.
std::string fates(const MoreLikeThisQuery& like) {
  const SearchResult result = profiled(query(like));
  std::string text;
  for (const LikedTerm& term : result.notes.at(0).terms) {
    const std::string fate = to_string(term.fate);
    text += term.field + ":" + term.text + " tf" + std::to_string(term.frequency) + " df" +
            std::to_string(term.doc_freq) + " " + (fate.empty() ? "kept" : fate) + "\n";
  }
  return text;
}

TEST(Profile, NamesTheQueriesAsLuceneDoes) {
  const SearchResult result =
      profiled(Group().must(match("t", "quick fox")).filter(constant_score(term("k", "a"), 2.0F)));
  ASSERT_TRUE(result.profile.has_value());
  ASSERT_EQ(result.profile->queries.size(), 1U);
  EXPECT_EQ(tree(result.profile->queries.front()),
            "BooleanQuery +(t:quick t:fox) #(ConstantScore(k:a))^2.0; {BooleanQuery t:quick "
            "t:fox; {TermQuery t:quick;} {TermQuery t:fox;}} {BoostQuery (ConstantScore(k:a))^2.0; "
            "{TermQuery k:a;}}");
  EXPECT_EQ(result.hits.size(), 2U);
}

TEST(Profile, ShowsABoostAndWhatItBoostsAsOne) {
  const SearchResult result = profiled(query(TermQuery{"t", {.text = "fox"}}, 2.0F));
  EXPECT_EQ(tree(result.profile->queries.front()), "BoostQuery (t:fox)^2.0;");
}

TEST(Profile, MeasuresEveryQueryWithinItsParent) {
  const SearchResult result = profiled(Group().should(term("k", "a")).should(term("k", "b")));
  const QueryProfile& root = result.profile->queries.front();
  EXPECT_EQ(root.matches, 2U);
  EXPECT_GT(result.profile->collect_nanos, root.score_nanos);
  EXPECT_GT(result.profile->rewrite_nanos, 0U);
  EXPECT_TRUE(result.profile->counting_scorer);
  for (const QueryProfile& child : root.children) {
    EXPECT_GT(child.score_nanos, 0U);
    EXPECT_LT(child.score_nanos, root.score_nanos);
    EXPECT_LT(child.create_weight_nanos, root.create_weight_nanos);
  }
}

TEST(Profile, ChangesNothingOfTheResult) {
  TestCorpus documents = corpus();
  const IndexSnapshot snapshot = documents.snapshot();
  const Query like = query(like_document("t", "1"));
  const Result<SearchResult> plain = search(snapshot, documents, like, {});
  ASSERT_TRUE(plain.has_value());
  EXPECT_FALSE(plain->profile.has_value());
  EXPECT_TRUE(plain->notes.at(0).terms.empty());
  const SearchResult result = profiled(like);
  ASSERT_EQ(result.hits.size(), plain->hits.size());
  for (std::size_t i = 0; i < result.hits.size(); ++i) {
    EXPECT_EQ(result.hits[i].doc, plain->hits[i].doc);
    EXPECT_EQ(result.hits[i].score, plain->hits[i].score);
  }
}

TEST(Profile, TellsWhatBecameOfEveryTermOfALikedDocument) {
  EXPECT_EQ(fates(like_document("t", "1")),
            "t:fox tf2 df2 kept\nt:brown tf1 df1 kept\nt:quick tf1 df2 kept\n");
  MoreLikeThisQuery like = like_document("t", "1");
  like.max_query_terms = 1;
  like.min_doc_freq = 2;
  EXPECT_EQ(fates(like),
            "t:fox tf2 df2 kept\nt:brown tf1 df1 min_doc_freq\nt:quick tf1 df2 max_query_terms\n");
  like = like_document("t", "1");
  like.min_term_freq = 2;
  like.max_doc_freq = 1;
  EXPECT_EQ(fates(like),
            "t:fox tf2 df2 max_doc_freq\nt:brown tf1 df1 min_term_freq\nt:quick tf1 df2 "
            "min_term_freq\n");
}

TEST(Profile, TellsWhichTermsWereNoiseOrUnliked) {
  MoreLikeThisQuery like = like_document("t", "1");
  like.min_word_length = 4;
  like.stop_words = {"quick"};
  like.unlike = {LikeText{"brown"}};
  EXPECT_EQ(fates(like),
            "t:fox tf2 df2 min_word_length\nt:brown tf1 df1 unlike\nt:quick tf1 df2 stop_words\n");
  like.min_word_length = 0;
  like.max_word_length = 3;
  like.stop_words.clear();
  like.unlike.clear();
  EXPECT_EQ(fates(like),
            "t:fox tf2 df2 kept\nt:brown tf1 df1 max_word_length\nt:quick tf1 df2 "
            "max_word_length\n");
}

TEST(Profile, TellsTheFateOfLikedTextsToo) {
  MoreLikeThisQuery like = like_text("t", "fox unknown lazy");
  like.stop_words = {"lazy"};
  EXPECT_EQ(fates(like),
            "t:fox tf1 df2 kept\nt:lazy tf1 df1 stop_words\nt:unknown tf1 df0 min_doc_freq\n");
}

TEST(Profile, SumsUpAsTheNoteDoes) {
  MoreLikeThisQuery like = like_document("t", "1");
  like.max_query_terms = 2;
  const SearchResult result = profiled(query(like));
  const TermSelectionNote& note = result.notes.at(0);
  std::size_t kept = 0;
  for (const LikedTerm& term : note.terms) {
    kept += term.fate == TermFate::kKept ? 1 : 0;
    EXPECT_EQ(term.score, static_cast<float>(term.frequency) * term.idf);
  }
  EXPECT_EQ(kept, note.selected_terms);
  EXPECT_EQ(note.terms.size(), note.candidate_terms);
}

}  // namespace
}  // namespace likewise
