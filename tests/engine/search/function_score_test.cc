#include "engine/search/function_score.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/java_text.h"
#include "tests/engine/search/queries.h"
#include "tests/engine/search/test_corpus.h"

namespace likewise {
namespace {

/// The documents whose scores Elasticsearch 7.10.2 was asked for; the index was named "fs".
TestCorpus corpus() {
  TestCorpus corpus;
  corpus.add_field(TestCorpus::field(FieldKind::kText, "t"));
  corpus.add_field(TestCorpus::field(FieldKind::kKeyword, "k"));
  corpus.add_field(TestCorpus::field(FieldKind::kLong, "n"));
  corpus.add_field(TestCorpus::field(FieldKind::kDouble, "d"));
  corpus.add("0", {{"t", {"quick fox"}}, {"n", {"3"}}, {"d", {"1.5"}}, {"k", {"a"}}});
  corpus.add("1", {{"t", {"fox"}}, {"n", {"4", "7"}}, {"d", {"0"}}, {"k", {"b"}}});
  corpus.add("2", {{"t", {"dog fox fox"}}, {"d", {"-2"}}, {"n", {"100"}}});
  corpus.add("3", {{"t", {"cat"}}, {"n", {"0"}}});
  corpus.add("4", {{"t", {"quick"}}});
  return corpus;
}

Query scored(FunctionScoreQuery functions, float boost = 1.0F) {
  return query(std::make_shared<const FunctionScoreQuery>(std::move(functions)), boost);
}

std::shared_ptr<const Query> shared(Query query) {
  return std::make_shared<const Query>(std::move(query));
}

ScoreFunction weighted(float weight, std::shared_ptr<const Query> filter = nullptr) {
  ScoreFunction function;
  function.weight = weight;
  function.filter = std::move(filter);
  return function;
}

FunctionScoreQuery of(std::shared_ptr<const Query> inner, std::vector<ScoreFunction> functions) {
  FunctionScoreQuery query;
  query.query = std::move(inner);
  query.functions = std::move(functions);
  return query;
}

Result<SearchResult> run(const Query& query, TestCorpus& documents) {
  const IndexSnapshot snapshot = documents.snapshot();
  SearchOptions options;
  options.index_name = "fs";
  options.explain = true;
  return search(snapshot, documents, query, options);
}

std::string hits(const Query& query) {
  TestCorpus documents = corpus();
  const Result<SearchResult> result = run(query, documents);
  if (!result) {
    return result.error().type() + ": " + result.error().message();
  }
  std::string text;
  for (const SearchHit& hit : result->hits) {
    text += (text.empty() ? "" : " ") + documents.id(hit.doc) + " " + java_float(hit.score);
  }
  return text;
}

std::shared_ptr<const Query> fox() {
  return shared(match("t", "fox"));
}

TEST(FunctionScore, WeightsMultiplyWhereTheirFilterMatches) {
  EXPECT_EQ(hits(scored(of(fox(), {weighted(4.0F)}))), "1 2.546668 2 2.379019 0 1.955946");
  EXPECT_EQ(hits(scored(of(fox(), {weighted(3.0F, shared(term("k", "a"))), weighted(2.0F)}))),
            "0 2.933919 1 1.273334 2 1.1895095");
  FunctionScoreQuery none = of(fox(), {});
  none.max_boost = 0.5F;
  none.boost_mode = BoostMode::kSum;
  EXPECT_EQ(hits(scored(none)), "1 0.636667 2 0.59475476 0 0.4889865");
  FunctionScoreQuery average = of(nullptr, {weighted(2.0F)});
  average.score_mode = ScoreMode::kAvg;
  EXPECT_EQ(hits(scored(average)), "0 2.0 1 2.0 2 2.0 3 2.0 4 2.0");
  EXPECT_EQ(hits(scored(of(nullptr, {weighted(2.0F)}))), "0 2.0 1 2.0 2 2.0 3 2.0 4 2.0");
}

TEST(FunctionScore, ModesPutScoresTogetherAsElasticsearch) {
  ScoreFunction factor;
  factor.score = FieldValueFactor{.field = "n", .missing = 1.0};
  factor.weight = 2.0F;
  const auto ask = [&](ScoreMode score_mode, BoostMode boost_mode) {
    FunctionScoreQuery query = of(fox(), {weighted(3.0F, shared(term("k", "a"))), factor,
                                          weighted(0.5F, shared(term("t", "fox")))});
    query.score_mode = score_mode;
    query.boost_mode = boost_mode;
    query.max_boost = 20.0F;
    return hits(scored(query));
  };
  EXPECT_EQ(ask(ScoreMode::kMultiply, BoostMode::kMultiply), "2 11.895095 0 4.4008784 1 2.546668");
  EXPECT_EQ(ask(ScoreMode::kMultiply, BoostMode::kReplace), "2 20.0 0 9.0 1 4.0");
  EXPECT_EQ(ask(ScoreMode::kSum, BoostMode::kSum), "2 20.594755 0 9.988987 1 9.136667");
  EXPECT_EQ(ask(ScoreMode::kAvg, BoostMode::kMultiply), "2 11.895095 1 2.1646678 0 0.844613");
  EXPECT_EQ(ask(ScoreMode::kAvg, BoostMode::kMax), "2 20.0 1 3.4 0 1.7272727");
  EXPECT_EQ(ask(ScoreMode::kFirst, BoostMode::kAvg), "2 10.297378 1 4.3183336 0 1.7444932");
  EXPECT_EQ(ask(ScoreMode::kMax, BoostMode::kSum), "2 20.594755 1 8.636667 0 6.4889865");
  EXPECT_EQ(ask(ScoreMode::kMin, BoostMode::kMin), "1 0.5 2 0.5 0 0.4889865");
}

TEST(FunctionScore, RandomNumbersAreElasticsearchs) {
  const auto ask = [](RandomScore random) {
    ScoreFunction function;
    function.score = std::move(random);
    return hits(scored(of(fox(), {function})));
  };
  EXPECT_EQ(ask({42, "n"}), "2 0.5825066 1 0.37372777 0 0.34428754");
  EXPECT_EQ(ask({42, "_seq_no"}), "1 0.53810084 0 0.31385684 2 0.291256");
  EXPECT_NE(ask({}), "");
}

TEST(FunctionScore, ModifiersAndErrorsOfFieldValues) {
  using Modifier = FieldValueFactor::Modifier;
  const auto ask = [](FieldValueFactor factor) {
    ScoreFunction function;
    function.score = std::move(factor);
    return hits(scored(of(shared(query(ExistsQuery{"n"})), {function})));
  };
  const auto of_field = [](std::string field) {
    FieldValueFactor factor;
    factor.field = std::move(field);
    return factor;
  };
  const auto with = [&](Modifier modifier) {
    FieldValueFactor factor = of_field("n");
    factor.modifier = modifier;
    return ask(factor);
  };
  EXPECT_EQ(with(Modifier::kNone), "2 100.0 1 4.0 0 3.0 3 0.0");
  EXPECT_EQ(with(Modifier::kLog1p), "2 2.0043213 1 0.69897 0 0.60206 3 0.0");
  EXPECT_EQ(with(Modifier::kLog2p), "2 2.0086002 1 0.7781513 0 0.69897 3 0.30103");
  EXPECT_EQ(with(Modifier::kLn1p), "2 4.6151204 1 1.609438 0 1.3862944 3 0.0");
  EXPECT_EQ(with(Modifier::kLn2p), "2 4.624973 1 1.7917595 0 1.609438 3 0.6931472");
  EXPECT_EQ(with(Modifier::kSquare), "2 10000.0 1 16.0 0 9.0 3 0.0");
  EXPECT_EQ(with(Modifier::kSqrt), "2 10.0 1 2.0 0 1.7320508 3 0.0");
  EXPECT_EQ(with(Modifier::kReciprocal), "3 3.4028235E38 0 0.33333334 1 0.25 2 0.01");
  EXPECT_EQ(with(Modifier::kLog),
            "illegal_argument_exception: field value function must not produce negative scores, "
            "but got: [-Infinity] for field value: [0.0]; consider using log1p or log2p instead of "
            "log to avoid negative scores");
  EXPECT_EQ(ask(of_field("d")),
            "illegal_argument_exception: field value function must not produce negative scores, "
            "but got: [-2.0] for field value: [-2.0]");
  EXPECT_EQ(ask({.field = "d", .missing = 1.0, .modifier = Modifier::kSqrt}),
            "exception: function score query returned an invalid score: NaN for doc: 2");
  EXPECT_EQ(ask(of_field("zz")),
            "query_shard_exception: failed to create query: Unable to find a field mapper for "
            "field [zz]. No 'missing' value defined.");
}

TEST(FunctionScore, OnlyHitsAreFaults) {
  ScoreFunction factor;
  FieldValueFactor value;
  value.field = "n";
  factor.score = value;
  const Query everywhere = scored(of(nullptr, {factor}));
  EXPECT_EQ(hits(everywhere), "exception: Missing value for field [n]");
  EXPECT_EQ(hits(Group().must(everywhere).filter(query(ExistsQuery{"n"}))),
            "2 100.0 1 4.0 0 3.0 3 0.0");
}

TEST(FunctionScore, DecaysWithTheDistance) {
  using Shape = DecayFunction::Shape;
  using Mode = DecayFunction::Mode;
  const auto ask = [](Shape shape, Mode mode) {
    DecayFunction decay;
    decay.shape = shape;
    decay.field = "n";
    decay.origin = 6.0;
    decay.scale = 2.5;
    decay.offset = 0.5;
    decay.mode = mode;
    ScoreFunction function;
    function.score = decay;
    return hits(scored(of(nullptr, {function})));
  };
  EXPECT_EQ(ask(Shape::kGauss, Mode::kMin), "4 1.0 1 0.97265494 0 0.5 3 0.034915224 2 0.0");
  EXPECT_EQ(ask(Shape::kExp, Mode::kMax), "4 1.0 1 0.659754 0 0.5 3 0.21763764 2 5.5141447E-12");
  EXPECT_EQ(ask(Shape::kLinear, Mode::kAvg), "4 1.0 1 0.8 0 0.5 2 0.0 3 0.0");
  EXPECT_EQ(ask(Shape::kGauss, Mode::kSum), "4 1.0 1 0.64171296 0 0.5 3 0.034915224 2 0.0");
}

TEST(FunctionScore, MinScoreAndBoost) {
  FunctionScoreQuery query = of(fox(), {weighted(3.0F, shared(term("k", "a")))});
  query.min_score = 1.2F;
  EXPECT_EQ(hits(scored(query, 2.0F)), "0 2.933919 1 1.273334");
}

TEST(FunctionScore, ExplainsAsElasticsearch) {
  TestCorpus documents = corpus();
  FunctionScoreQuery query = of(fox(), {weighted(3.0F, shared(term("k", "a")))});
  query.boost_mode = BoostMode::kAvg;
  const Result<SearchResult> result = run(scored(query), documents);
  ASSERT_TRUE(result.has_value());
  const Explanation& first = *result->hits.front().explanation;
  EXPECT_EQ(first.description, "avg of");
  EXPECT_EQ(first.details[0].description, "weight(t:fox in 0) [PerFieldSimilarity], result of:");
  EXPECT_EQ(first.details[1].description, "min of:");
  EXPECT_EQ(first.details[1].details[0].description, "function score, score mode [multiply]");
  const Explanation& filtered = first.details[1].details[0].details[0];
  EXPECT_EQ(filtered.description, "function score, product of:");
  EXPECT_EQ(filtered.details[0].description, "match filter: k:a");
  EXPECT_EQ(filtered.details[1].description, "product of:");
  const Explanation& second = *result->hits[1].explanation;
  EXPECT_EQ(second.details[1].details[0].description, "No function matched");
  EXPECT_EQ(second.details[1].details[1].description, "maxBoost");
}

}  // namespace
}  // namespace likewise
