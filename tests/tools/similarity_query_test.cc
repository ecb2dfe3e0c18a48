#include "tools/similarity_query.h"

#include <gtest/gtest.h>

namespace likewise::tools {
namespace {

TEST(SimilarityQuery, IsTheSeedsBodyByDefault) {
  SimilarityQuery query;
  query.index = "images";
  query.id = "a\"7";
  EXPECT_EQ(to_body(query),
            R"({"size":10,"_source":{"excludes":["feature_vector"]},"query":{"more_like_this":)"
            R"({"fields":["feature_vector.keyword"],"like":[{"_index":"images","_id":"a\"7"}],)"
            R"("min_term_freq":1}}})");
}

TEST(SimilarityQuery, NamesOnlyTheParametersThatWereGiven) {
  SimilarityQuery query;
  query.index = "i";
  query.id = "1";
  query.max_query_terms = 100;
  query.min_doc_freq = 1;
  query.minimum_should_match = "1";
  const std::string body = to_body(query);
  EXPECT_NE(body.find(R"("min_term_freq":1,"max_query_terms":100,"min_doc_freq":1,)"
                      R"("minimum_should_match":"1"})"),
            std::string::npos)
      << body;
}

TEST(ParseHits, KeepsIdScoreAndScalars) {
  const auto hits = parse_hits(
      R"({"hits":{"hits":[{"_id":"7","_score":8.50,"_source":{"label":"boot","n":2.50,"a":[1]}}]}})");
  ASSERT_TRUE(hits.has_value());
  ASSERT_EQ(hits->size(), 1U);
  EXPECT_EQ(hits->front().id, "7");
  EXPECT_EQ(hits->front().score, "8.50");
  EXPECT_EQ(hits->front().value("label"), "boot");
  EXPECT_EQ(hits->front().value("n"), "2.50");
  EXPECT_EQ(hits->front().value("a"), "");
}

TEST(ParseHits, RefusesOtherAnswers) {
  for (const char* answer : {"", "{}", "[]", R"({"hits":{}})", R"({"hits":[]})"}) {
    EXPECT_FALSE(parse_hits(answer).has_value()) << answer;
  }
}

}  // namespace
}  // namespace likewise::tools
