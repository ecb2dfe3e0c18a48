#include "engine/search/rewrite.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/search/bind.h"
#include "tests/engine/search/queries.h"
#include "tests/engine/search/test_corpus.h"

namespace likewise {
namespace {

TestCorpus letters() {
  TestCorpus corpus;
  corpus.add_field(TestCorpus::field(FieldKind::kKeyword, "f"));
  corpus.add("1", {{"f", {"a", "b", "c", "d"}}});
  return corpus;
}

Query f(const std::string& text, float boost = 1.0F) {
  Query query = term("f", text);
  query.boost = boost;
  return query;
}

Query should(std::vector<Query> clauses, const std::string& minimum = "") {
  BoolQuery group;
  group.should = std::move(clauses);
  if (!minimum.empty()) {
    group.minimum_should_match = minimum;
  }
  return query(std::move(group));
}

Query must(std::vector<Query> clauses) {
  BoolQuery group;
  group.must = std::move(clauses);
  return query(std::move(group));
}

Query dis_max(std::vector<Query> queries, float tie_breaker) {
  return query(DisMaxQuery{std::move(queries), tie_breaker});
}

std::string rewritten(const Query& query, Dialect dialect) {
  TestCorpus corpus = letters();
  const IndexSnapshot snapshot = corpus.snapshot();
  SearchOptions options;
  options.dialect = dialect;
  const Result<BoundQuery> bound = bind(query, snapshot, corpus, options);
  if (!bound) {
    return bound.error().message();
  }
  const Result<PlanRef> plan = rewrite(bound->plan, {dialect, options.max_clause_count});
  return plan ? to_string(**plan, snapshot) : plan.error().message();
}

struct Case {
  std::string name;
  Query query;
  std::string lucene8;
  std::string lucene10;  ///< Empty: the same.
};

std::vector<Case> cases() {
  const Query all = query(MatchAllQuery{});
  const Query none = query(MatchNoneQuery{});
  const Query ids = query(IdsQuery{{"1"}});
  return {
      {"a group of one is its clause", should({f("a")}), "f:a", ""},
      {"so is a required one", must({must({f("a")})}), "f:a", ""},
      {"a lone filter scores 0", Group().filter(f("a")), "(ConstantScore(f:a))^0.0", ""},
      {"a lone prohibition is a filter on all", Group().must_not(f("a")).at_least("1"), "-f:a #*:*",
       ""},
      {"unless the query says it is not", Group().must_not(f("a")).purely_negative(),
       "MatchNoDocsQuery(\"User requested \"match_none\" query.\")", ""},
      {"an empty group is all", Group(), "*:*", ""},
      {"nested disjunctions are one", should({should({f("a"), f("b")}), f("c")}), "f:a f:b f:c",
       ""},
      {"not when two must match", should({should({f("a"), f("b")}), f("c"), f("d")}, "2"),
       "((f:a f:b) f:c f:d)~2", ""},
      {"nor when the inner one asks for two",
       should({should({f("a"), f("b"), f("c")}, "2"), f("d")}), "((f:a f:b f:c)~2) f:d", ""},
      {"equal optional clauses add up", should({f("a"), f("b"), f("a", 2.5F)}), "(f:a)^3.5 f:b",
       ""},
      {"equal required clauses add up", must({f("a"), f("b"), f("a")}), "+(f:a)^2.0 +f:b", ""},
      {"a filter that is also optional is required",
       Group().should(f("a")).should(f("b")).should(f("c")).at_least("2").filter(f("a")),
       "(+f:a f:b f:c)~1", ""},
      {"a filter that is also required goes", Group().must(f("a")).must(f("b")).filter(f("a")),
       "+f:a +f:b", ""},
      {"a clause both required and prohibited", Group().must(f("a")).must_not(f("a")),
       "MatchNoDocsQuery(\"User requested \"match_none\" query.\")", ""},
      {"all among filters goes", Group().must(f("a")).filter(all), "f:a", ""},
      {"all that must match beside filters is a constant",
       Group().must(query(MatchAllQuery{}, 3.0F)).filter(f("a")).filter(f("b")),
       "(ConstantScore(#f:a #f:b))^3.0", ""},
      {"boosts multiply", should({query(should({f("a", 2.0F)}).node, 1.5F)}), "(f:a)^3.0", ""},
      {"boost 0 is a constant", f("a", 0.0F), "(ConstantScore(f:a))^0.0", ""},
      {"a constant of a constant", constant_score(constant_score(f("a"), 2.0F)),
       "ConstantScore(f:a)", ""},
      {"dis_max of one", dis_max({f("a")}, 0.3F), "f:a", ""},
      {"dis_max of none", dis_max({}, 0.3F),
       "MatchNoDocsQuery(\"User requested \"match_none\" query.\")", ""},
      {"dis_max that adds everything", dis_max({f("a"), f("b")}, 1.0F), "f:a f:b", ""},
      {"dis_max", dis_max({f("a"), should({f("b")})}, 0.5F), "(f:a | f:b)~0.5", ""},
      {"what matches nothing stays in Lucene 8", should({f("a"), none}),
       "f:a MatchNoDocsQuery(\"User requested \"match_none\" query.\")", "f:a"},
      {"and makes a conjunction nothing in Lucene 10", must({f("a"), none}),
       "+f:a +MatchNoDocsQuery(\"User requested \"match_none\" query.\")",
       "MatchNoDocsQuery(\"User requested \"match_none\" query.\")"},
      {"nested conjunctions", must({must({f("a"), f("b")}), f("c")}), "+(+f:a +f:b) +f:c",
       "+f:a +f:b +f:c"},
      {"as many as must match", should({f("a"), f("b")}, "2"), "(f:a f:b)~2", "+f:a +f:b"},
      {"fewer than must match", should({f("a"), f("b")}, "3"), "(f:a f:b)~3",
       "MatchNoDocsQuery(\"User requested \"match_none\" query.\")"},
      {"a required disjunction beside a filter",
       Group().must(should({f("a"), f("b"), f("c")}, "2")).filter(ids),
       "+((f:a f:b f:c)~2) #_id:([fe 1f])", "(#_id:([fe 1f]) f:a f:b f:c)~2"},
  };
}

TEST(Rewrite, GivesLucenesNesting) {
  for (const Case& one : cases()) {
    SCOPED_TRACE(one.name);
    EXPECT_EQ(rewritten(one.query, Dialect::kElasticsearch7), one.lucene8);
    const std::string lucene10 = one.lucene10.empty() ? one.lucene8 : one.lucene10;
    EXPECT_EQ(rewritten(one.query, Dialect::kElasticsearch9), lucene10);
  }
}

TEST(Rewrite, OfLikedTextsAndDocumentsMergesTheirDisjunctions) {
  MoreLikeThisQuery like = like_document("f", "1");
  like.like.push_back(LikeText{"a"});
  like.minimum_should_match = "1";
  EXPECT_EQ(rewritten(query(like), Dialect::kElasticsearch7),
            "(f:a)^2.0 f:d f:c f:b -_id:([fe 1f])");
  like.minimum_should_match = "2";
  EXPECT_EQ(rewritten(query(like), Dialect::kElasticsearch7),
            "((f:a f:d f:c f:b)~2) ((f:a)~2) -_id:([fe 1f])");
}

TEST(Rewrite, OpenSearchScoresKeywordsAsConstants) {
  EXPECT_EQ(rewritten(f("a"), Dialect::kOpenSearch3), "ConstantScore(f:a)");
  EXPECT_EQ(rewritten(query(like_document("f", "1")), Dialect::kOpenSearch3),
            "f:a f:d f:c f:b -_id:([fe 1f])");
}

TEST(Rewrite, CountsClauses) {
  Query left = should({f("a"), f("b"), f("c")});
  Query right = should({f("d"), f("e")});
  TestCorpus corpus = letters();
  const IndexSnapshot snapshot = corpus.snapshot();
  const auto outcome = [&](const Query& query, Dialect dialect, std::size_t limit) {
    SearchOptions options;
    options.dialect = dialect;
    options.max_clause_count = limit;
    const Result<BoundQuery> bound = bind(query, snapshot, corpus, options);
    const Result<PlanRef> plan = rewrite(bound->plan, {dialect, limit});
    return plan ? "" : plan.error().type() + ": " + plan.error().message();
  };
  const std::string refusal = "too_many_clauses: maxClauseCount is set to 4";
  EXPECT_EQ(outcome(should({left, right}), Dialect::kElasticsearch7, 5), "");
  // Elasticsearch 7 then scores the groups as they are nested: asked of a real one.
  EXPECT_EQ(outcome(should({left, right}), Dialect::kElasticsearch7, 4), "");
  EXPECT_EQ(outcome(should({left, right}), Dialect::kOpenSearch3, 4), refusal);
  EXPECT_EQ(outcome(must({left, right}), Dialect::kElasticsearch7, 4), "");
  EXPECT_EQ(outcome(must({left, right}), Dialect::kOpenSearch3, 4), refusal);
}

}  // namespace
}  // namespace likewise
