#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/search/searcher.h"
#include "tests/engine/search/queries.h"
#include "tests/engine/search/test_corpus.h"

namespace likewise {
namespace {

TestCorpus shop() {
  TestCorpus corpus;
  corpus.add_dynamic_string("title");
  corpus.add_field(TestCorpus::field(FieldKind::kKeyword, "color"));
  corpus.add_field(TestCorpus::field(FieldKind::kLong, "price"));
  corpus.add_field(TestCorpus::field(FieldKind::kDouble, "weight"));
  corpus.add_field(TestCorpus::field(FieldKind::kBoolean, "sold"));
  corpus.add_field(TestCorpus::field(FieldKind::kObject, "maker"));
  corpus.add_field(TestCorpus::field(FieldKind::kKeyword, "maker.name"));
  Field hidden = TestCorpus::field(FieldKind::kKeyword, "hidden");
  hidden.indexed = false;
  corpus.add_field(hidden);
  corpus.add("1", {{"title", {"Red coat"}}, {"color", {"red"}}, {"price", {"10"}}});
  corpus.add("2", {{"title", {"A red red hat"}}, {"color", {"red", "2.5"}}, {"weight", {"2.5"}}});
  corpus.add("gone", {{"title", {"red ghost"}}, {"color", {"red"}}, {"price", {"10"}}});
  corpus.end_segment();
  corpus.add("3", {{"title", {"blue coat"}}, {"price", {"10", "-3"}}, {"sold", {"true"}}});
  corpus.add("4", {{"color", {"blue"}}, {"maker.name", {"ann"}}, {"sold", {"false"}}});
  corpus.add("5", {{"hidden", {"x"}}});
  corpus.erase("gone");
  return corpus;
}

/// "ids: total", best first; or the error.
std::string hits(const Query& query, SearchOptions options = {}) {
  TestCorpus corpus = shop();
  const IndexSnapshot snapshot = corpus.snapshot();
  options.index_name = "shop";
  const Result<SearchResult> result = search(snapshot, corpus, query, options);
  if (!result) {
    return result.error().type() + ": " + result.error().message();
  }
  std::string text;
  for (const SearchHit& hit : result->hits) {
    text += (text.empty() ? "" : " ") + corpus.id(hit.doc);
  }
  return text;
}

Scalar number(const std::string& text) {
  return {Scalar::Kind::kNumber, text};
}

Query query(MatchQuery query) {
  return {.node = std::move(query), .name = {}};
}

MatchQuery words(std::string field, std::string text) {
  return std::get<MatchQuery>(match(std::move(field), std::move(text)).node);
}

struct Case {
  std::string name;
  Query query;
  std::string hits;
};

void expect_hits(const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    SCOPED_TRACE(one.name);
    EXPECT_EQ(hits(one.query), one.hits);
    SearchOptions exhaustive;
    exhaustive.force_exhaustive = true;
    EXPECT_EQ(hits(one.query, exhaustive), one.hits);
  }
}

TEST(Search, FindsWhatMatchMeans) {
  const MatchQuery red_coat = words("title", "red coat");
  MatchQuery both = red_coat;
  both.operator_and = true;
  MatchQuery two = red_coat;
  two.minimum_should_match = "100%";
  MatchQuery whole = red_coat;
  whole.analyzer = "keyword";
  MatchQuery empty = red_coat;
  empty.query.text = "?";
  MatchQuery empty_is_all = empty;
  empty_is_all.zero_terms_all = true;
  expect_hits({{"match any word", query(red_coat), "1 2 3"},
               {"match all words", query(both), "1"},
               {"match two words", query(two), "1"},
               {"match unanalysed", query(whole), ""},
               {"match no words", query(empty), ""},
               {"match no words is all", query(empty_is_all), "1 2 3 4 5"},
               {"match a keyword", match("color", "red"), "1 2"},
               {"match a number", match("price", "10"), "1 3"},
               {"match unmapped", match("nope", "red"), ""}});
}

TEST(Search, FindsWhatEachKindOfQueryMeans) {
  const std::vector<Case> cases = {
      {"all", query(MatchAllQuery{}), "1 2 3 4 5"},
      {"none", query(MatchNoneQuery{}), ""},
      {"a term of text is not analysed", term("title", "Red"), ""},
      {"more often is better", term("title", "red"), "2 1"},
      {"keyword", term("color", "red"), "1 2"},
      {"a fraction is compared as Java writes it", query(TermQuery{"color", number("2.50")}), "2"},
      {"a keyword is not indexed beyond its field", term("title", "red coat"), ""},
      {"multi-field", term("title.keyword", "Red coat"), "1"},
      {"long", query(TermQuery{"price", number("10")}), "1 3"},
      {"long as text", term("price", "-3"), "3"},
      {"long as fraction", query(TermQuery{"price", number("10.0")}), "1 3"},
      {"no long is a fraction", query(TermQuery{"price", number("10.5")}), ""},
      {"double", query(TermQuery{"weight", number("2.50")}), "2"},
      {"boolean", term("sold", "true"), "3"},
      {"boolean of JSON", query(TermQuery{"sold", {Scalar::Kind::kBoolean, "false"}}), "4"},
      {"several values",
       query(TermsQuery{"price", {number("10"), number("-3"), number("0.5")}, {}}), "1 3"},
      {"several terms", query(TermsQuery{"color", {{.text = "blue"}, {.text = "nope"}}, {}}), "4"},
      {"no terms", query(TermsQuery{"color", {}, {}}), ""},
      {"an id", term("_id", "3"), "3"},
      {"ids as terms", query(TermsQuery{"_id", {{.text = "4"}, {.text = "gone"}}, {}}), "4"},
      {"ids", query(IdsQuery{{"5", "1", "gone", "nope"}}), "1 5"},
      {"beginning of words", query(PrefixQuery{"title", "re"}), "1 2"},
      {"a beginning is not analysed", query(PrefixQuery{"title", "Re"}), ""},
      {"beginning of keywords", query(PrefixQuery{"color", "2"}), "2"},
      {"any beginning", query(PrefixQuery{"title", ""}), "1 2 3"},
      {"beginning of nothing", query(PrefixQuery{"nope", "r"}), ""},
      {"not this beginning",
       Group()
           .filter(query(PrefixQuery{"title", "co"}))
           .must_not(query(PrefixQuery{"color", "re"})),
       "3"},
      {"a beginning adds its boost",
       Group().must(query(PrefixQuery{"title", "re"})).should(term("title", "coat")), "1 2"},
      {"range of longs", query(RangeQuery{"price", number("-3"), number("10"), false, true}),
       "1 3"},
      {"range below", query(RangeQuery{"price", {}, number("9.5"), true, false}), "3"},
      {"range above a fraction", query(RangeQuery{"price", number("9.5"), {}, true, true}), "1 3"},
      {"range of doubles", query(RangeQuery{"weight", number("2.5"), {}, false, true}), ""},
      {"range of texts", query(RangeQuery{"color", Scalar{.text = "b"}, Scalar{.text = "c"}}), "4"},
      {"open range", query(RangeQuery{"price", {}, {}}), "1 3"},
      {"range of booleans", query(RangeQuery{"sold", Scalar{.text = "true"}, {}}), "3"},
      {"range unmapped", query(RangeQuery{"nope", number("1"), {}}), ""},
      {"boosting",
       query(BoostingQuery{std::make_shared<const Query>(term("title", "red")),
                           std::make_shared<const Query>(term("weight", "2.5")), 0.1F}),
       "1 2"},
      {"unmapped", term("nope", "x"), ""},
      {"not indexed", term("hidden", "x"), ""},
      {"an object has no terms", term("maker", "ann"), ""},
      {"in an object", term("maker.name", "ann"), "4"},
      {"text exists", query(ExistsQuery{"title"}), "1 2 3"},
      {"keyword exists", query(ExistsQuery{"color"}), "1 2 4"},
      {"number exists", query(ExistsQuery{"price"}), "1 3"},
      {"object exists", query(ExistsQuery{"maker"}), "4"},
      {"nothing exists", query(ExistsQuery{"nope"}), ""},
      {"either", Group().should(term("color", "blue")).should(term("title", "coat")), "4 1 3"},
      {"must and filter and not", Group().must(term("title", "red")).must_not(term("price", "10")),
       "2"},
      {"filter", Group().filter(term("title", "coat")), "1 3"},
      {"only not", Group().must_not(term("color", "red")), "3 4 5"},
      {"best of", query(DisMaxQuery{{term("color", "blue"), term("title", "red")}, 0.0F}), "4 2 1"},
      {"like a document", query(like_document("color", "1")), "2"},
      {"like a text", query(like_text("color", "red")), "1 2"},
  };
  expect_hits(cases);
}

TEST(Search, RefusesWhatElasticsearchRefuses) {
  const MatchQuery two_words = words("title", "a b");
  MatchQuery analyzer = two_words;
  analyzer.analyzer = "nope";
  MatchQuery minimum = two_words;
  minimum.minimum_should_match = "many";
  MatchQuery number_words = two_words;
  number_words.field = "price";
  const Query group = Group().should(term("color", "a")).at_least("many");
  const std::string shard = "query_shard_exception: failed to create query: ";
  const std::vector<Case> cases = {
      {"no number", term("price", "ten"), shard + "For input string: \"ten\""},
      {"empty number", term("price", ""), shard + "empty String"},
      {"no boolean", term("sold", "yes"),
       shard + "Can't parse boolean value [yes], expected [true] or [false]"},
      {"too large", query(TermsQuery{"price", {number("1e30")}}),
       shard + "Value [1.0E30] is out of range for a long"},
      {"not finite", query(TermsQuery{"weight", {{.text = "Infinity"}}}),
       shard + "[double] supports only finite values, but got [Infinity]"},
      {"one of several", query(TermsQuery{"price", {number("1"), {.text = "x"}}, {}}),
       shard + "For input string: \"x\""},
      {"match of a number", query(number_words), shard + "For input string: \"a b\""},
      {"beginning of a number", query(PrefixQuery{"price", "1"}),
       "query_shard_exception: Can only use prefix queries on keyword, text and wildcard fields - "
       "not on [price] which is of type [long]"},
      {"beginning of an id", query(PrefixQuery{"_id", "1"}),
       "query_shard_exception: Can only use prefix queries on keyword, text and wildcard fields - "
       "not on [_id] which is of type [_id]"},
      {"analyzer", query(analyzer), "query_shard_exception: [match] analyzer [nope] not found"},
      {"minimum of match", query(minimum), shard + "For input string: \"many\""},
      {"minimum of bool", group, shard + "For input string: \"many\""},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.name);
    EXPECT_EQ(hits(one.query), one.hits);
  }
  number_words.lenient = true;
  EXPECT_EQ(hits(query(number_words)), "");
}

TEST(Search, NamesTheCauseAndTheIndexOfARefusal) {
  TestCorpus corpus = shop();
  const IndexSnapshot snapshot = corpus.snapshot();
  SearchOptions options;
  options.index_name = "shop";
  const auto result = search(snapshot, corpus, term("price", "ten"), options);
  ASSERT_FALSE(result.has_value());
  EXPECT_TRUE(result.error().in_shard());
  EXPECT_EQ(result.error().index(), "shop");
  ASSERT_NE(result.error().cause(), nullptr);
  EXPECT_EQ(result.error().cause()->type(), "number_format_exception");
}

TEST(Search, RefusesMoreClausesThanAllowed) {
  SearchOptions options;
  options.max_clause_count = 2;
  BoolQuery group;
  group.should = {term("color", "a"), term("color", "b")};
  EXPECT_EQ(hits(query(group), options), "");
  group.must_not = {term("color", "c")};
  const std::string refusal =
      "query_shard_exception: failed to create query: maxClauseCount is set to 2";
  EXPECT_EQ(hits(query(group), options), refusal);
  EXPECT_EQ(hits(match("title", "a b c"), options), refusal);
}

}  // namespace
}  // namespace likewise
