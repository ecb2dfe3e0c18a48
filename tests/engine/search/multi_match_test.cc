#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/java_text.h"
#include "engine/search/bind.h"
#include "tests/engine/search/queries.h"
#include "tests/engine/search/test_corpus.h"

namespace likewise {
namespace {

/// The documents whose scores Elasticsearch 7.10.2 was asked for.
TestCorpus corpus() {
  TestCorpus corpus;
  for (const char* text : {"title", "body"}) {
    corpus.add_field(TestCorpus::field(FieldKind::kText, text));
  }
  corpus.add_field(TestCorpus::field(FieldKind::kKeyword, "tag"));
  corpus.add_field(TestCorpus::field(FieldKind::kLong, "n"));
  corpus.add("0", {{"title", {"quick brown fox"}},
                   {"body", {"the fox jumps over"}},
                   {"tag", {"fox"}},
                   {"n", {"5"}}});
  corpus.add("1", {{"title", {"lazy dog"}},
                   {"body", {"quick fox quick"}},
                   {"tag", {"quick fox"}},
                   {"n", {"7"}}});
  corpus.add("2", {{"title", {"fox"}}, {"body", {"dog"}}, {"n", {"5"}}});
  corpus.add("3", {{"title", {"brown"}}, {"body", {"fox quick"}}});
  corpus.add("4", {{"body", {"nothing"}}});
  return corpus;
}

struct Answer {
  std::string hits;  ///< "id score …" or the error.
  std::string plan;
};

Answer answer(const MultiMatchQuery& match) {
  TestCorpus documents = corpus();
  const IndexSnapshot snapshot = documents.snapshot();
  const Query query{.node = match, .name = {}};
  const Result<SearchResult> result = search(snapshot, documents, query, {});
  if (!result) {
    return {result.error().type() + ": " + result.error().message(), ""};
  }
  std::string text;
  for (const SearchHit& hit : result->hits) {
    text += (text.empty() ? "" : " ") + documents.id(hit.doc) + " " + java_float(hit.score);
  }
  const Result<BoundQuery> bound = bind(query, snapshot, documents, {});
  return {text, to_string(*bound->plan, snapshot)};
}

MultiMatchQuery of(std::string text, std::vector<FieldBoost> fields,
                   MultiMatchQuery::Type type = MultiMatchQuery::Type::kBestFields) {
  MultiMatchQuery query;
  query.query.text = std::move(text);
  query.fields = std::move(fields);
  query.type = type;
  return query;
}

using Type = MultiMatchQuery::Type;

TEST(MultiMatch, ScoresAsElasticsearch) {
  const std::vector<FieldBoost> both = {{"body"}, {"title"}};
  EXPECT_EQ(answer(of("quick fox", both)).hits, "1 1.5612777 3 1.4691012 0 1.4681232 2 0.8405091");
  EXPECT_EQ(answer(of("quick fox", both, Type::kMostFields)).hits,
            "0 1.8719534 1 1.5612777 3 1.4691012 2 0.8405091");
  EXPECT_EQ(answer(of("quick fox", both, Type::kPhrase)).hits, "1 1.231297");
  EXPECT_EQ(answer(of("quick f", both, Type::kPhrasePrefix)).hits, "1 1.231297");
  EXPECT_EQ(answer(of("quick f", both, Type::kBoolPrefix)).hits,
            "0 2.9317179 1 2.0920794 3 1.9092851 2 1.0");
  EXPECT_EQ(answer(of("quick fox", {})).hits, "1 1.5612777 3 1.4691012 0 1.4681232 2 0.8405091");
}

TEST(MultiMatch, ResolvesFieldsInJavasOrder) {
  EXPECT_EQ(answer(of("quick fox", {{"body"}, {"title", 2.0F}})).plan,
            "((body:quick body:fox) | (title:quick title:fox)^2.0)");
  EXPECT_EQ(answer(of("quick", {{"tit*", 2.0F}, {"title", 3.0F}})).plan, "(title:quick)^6.0");
  EXPECT_EQ(answer(of("quick", {{"none"}, {"title"}})).plan, "title:quick");
  EXPECT_EQ(answer(of("quick", {{"none"}})).hits, "");
}

TEST(MultiMatch, OnlyAWordThatEndsTheTextIsAPrefix) {
  const auto plan = [](const std::string& text) {
    return answer(of(text, {{"title"}}, Type::kBoolPrefix)).plan;
  };
  EXPECT_EQ(plan("quick f"), "title:quick title:f*");
  EXPECT_EQ(plan("quick f "), "title:quick title:f");
  EXPECT_EQ(plan("quick."), "title:quick");
  EXPECT_EQ(plan("quick f\u00f6"), "title:quick title:f\u00f6*");
}

TEST(MultiMatch, NumbersAmongTheFieldsRefuseWordsUnlessLenient) {
  EXPECT_EQ(answer(of("5", {{"n"}, {"title"}})).hits, "0 1.0 2 1.0");
  MultiMatchQuery words = of("quick", {{"n"}, {"title"}});
  EXPECT_EQ(answer(words).hits,
            "query_shard_exception: failed to create query: For input string: \"quick\"");
  words.lenient = true;
  EXPECT_EQ(answer(words).hits, "0 0.93171775");
}

TEST(MultiMatch, RefusesWhatElasticsearchRefuses) {
  MultiMatchQuery query = of("quick", {{"body"}, {"title"}});
  query.tie_breaker = -1.0F;
  EXPECT_EQ(answer(query).hits,
            "query_shard_exception: failed to create query: tieBreakerMultiplier must be in [0, "
            "1]");
  query.analyzer = "zork";
  EXPECT_EQ(answer(query).hits, "query_shard_exception: [multi_match] analyzer [zork] not found");
}

}  // namespace
}  // namespace likewise
