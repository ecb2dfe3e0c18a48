#include "tools/compare/comparison.h"

#include <gtest/gtest.h>

#include "engine/dsl/json.h"
#include "tools/compare/comparison_text.h"

namespace likewise::tools {
namespace {

SearchAnswer answer(std::vector<RankedHit> hits, std::uint64_t total) {
  SearchAnswer out;
  out.status = 200;
  out.hits = std::move(hits);
  out.total = total;
  return out;
}

SearchAnswer refused(std::string error) {
  SearchAnswer out;
  out.status = 400;
  out.error = std::move(error);
  return out;
}

TEST(SearchAnswer, ReadsTotalsOfEveryForm) {
  const auto modern = parse_search_answer(
      200, R"({"hits":{"total":{"value":12,"relation":"gte"},"hits":[{"_id":"a","_score":1.5}]}})");
  ASSERT_TRUE(modern.has_value());
  EXPECT_EQ(modern->total, 12U);
  EXPECT_TRUE(modern->total_is_lower_bound);
  EXPECT_EQ(modern->hits, (std::vector<RankedHit>{{"a", 1.5F}}));
  const auto number = parse_search_answer(200, R"({"hits":{"total":7,"hits":[]}})");
  ASSERT_TRUE(number.has_value());
  EXPECT_EQ(number->total, 7U);
  const auto none = parse_search_answer(200, R"({"hits":{"hits":[{"_id":"a","_score":null}]}})");
  ASSERT_TRUE(none.has_value());
  EXPECT_EQ(none->total, std::nullopt);
  EXPECT_EQ(none->hits.front().score, 0.0F);
}

TEST(SearchAnswer, ReadsErrorsAndRefusesAnythingElse) {
  const auto error =
      parse_search_answer(400, R"({"error":{"type":"t","reason":"r"},"status":400})");
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->error, "t: r");
  for (const char* body : {"", "<html>", "{}", "[]", R"({"hits":7})", R"({"hits":{"hits":{}}})"}) {
    EXPECT_FALSE(parse_search_answer(200, body).has_value()) << body;
  }
}

TEST(Comparison, TellsWhatDiffers) {
  const SearchAnswer left = answer({{"a", 3}, {"b", 2}, {"c", 2}}, 3);
  EXPECT_TRUE(compare_answers("q", left, left, 10).exact);
  const PairOutcome tied =
      compare_answers("q", left, answer({{"a", 3}, {"c", 2}, {"b", 2}}, 3), 10);
  EXPECT_FALSE(tied.exact);
  EXPECT_TRUE(tied.agrees());
  EXPECT_FALSE(compare_answers("q", left, answer(left.hits, 4), 10).agrees());
  EXPECT_TRUE(compare_answers("q", left, answer(left.hits, 4), 10, {true, false, false}).agrees());
  const PairOutcome other =
      compare_answers("q", left, answer({{"a", 3.5F}, {"d", 2}, {"b", 1}}, 3), 10);
  EXPECT_FALSE(other.agrees());
  EXPECT_EQ(other.missing_left, std::vector<std::string>{"d"});
  EXPECT_EQ(other.missing_right, std::vector<std::string>{"c"});
  EXPECT_EQ(other.score_difference, 1.0F);
}

TEST(Comparison, TheSameRefusalAgrees) {
  EXPECT_TRUE(compare_answers("q", refused("t: r"), refused("t: r"), 10).agrees());
  const PairOutcome outcome = compare_answers("q", refused("t: r"), answer({}, 0), 10);
  EXPECT_FALSE(outcome.agrees());
  EXPECT_EQ(outcome.error, "left: t: r; right: hits");
}

TEST(Comparison, PercentilesAreNearestRank) {
  std::vector<double> times;
  for (int i = 100; i >= 1; --i) {
    times.push_back(i);
  }
  const Latency latency = latency_of(times);
  EXPECT_EQ(latency.p50, 50);
  EXPECT_EQ(latency.p95, 95);
  EXPECT_EQ(latency.p99, 99);
  EXPECT_EQ(latency_of({7}).p50, 7);
  EXPECT_EQ(latency_of({}).p99, 0);
}

TEST(Comparison, SummarisesAndSortsTheWorstFirst) {
  const SearchAnswer left = answer({{"a", 3}, {"b", 2}}, 2);
  const std::vector<PairOutcome> outcomes = {
      compare_answers("good", left, left, 10),
      compare_answers("other hits", left, answer({{"x", 3}, {"y", 2}}, 2), 10),
      compare_answers("refused", left, refused("t: r"), 10),
      compare_answers("one hit", left, answer({{"a", 3}, {"y", 2}}, 2), 10)};
  const ComparisonSummary summary = summarise(outcomes);
  EXPECT_EQ(summary.queries, 4U);
  EXPECT_EQ(summary.agreeing, 1U);
  EXPECT_EQ(summary.exact, 1U);
  EXPECT_EQ(summary.errors, 1U);
  EXPECT_DOUBLE_EQ(summary.mean_overlap, 1.5 / 4);
  EXPECT_DOUBLE_EQ(summary.agreement(), 0.25);
  EXPECT_EQ(worst(outcomes, 10), (std::vector<std::size_t>{2, 1, 3}));
  EXPECT_EQ(worst(outcomes, 1), (std::vector<std::size_t>{2}));
  EXPECT_EQ(summarise({}).agreement(), 1.0);
}

TEST(Comparison, ItsJsonIsJsonAndItsTableNamesReasons) {
  const SearchAnswer left = answer({{"a\"", 3}}, 1);
  ComparisonResult result;
  result.left = {"Elasticsearch 8.19.0", "1", "10", "0", "", ""};
  result.right = {"Elasticsearch 7.10.2", "3", "9", "4", "", ""};
  result.outcomes = {compare_answers(R"({"query":"q"})", left, answer({{"b", 1}}, 1), 10)};
  const auto parsed = json::parse(to_json_text(result).substr(0, to_json_text(result).size() - 1));
  ASSERT_TRUE(parsed.has_value()) << parsed.error().message();
  EXPECT_EQ(parsed->find("worst")->items.size(), 1U);
  EXPECT_EQ(parsed->find("reasons")->items.size(), 4U);
  const std::string table = to_table(result);
  for (const char* part : {"0 of 1 (0.00 %)", "only left: a\"", "only right: b", "has 3 shards",
                           "4 deleted documents", "the left index has 10 documents"}) {
    EXPECT_NE(table.find(part), std::string::npos) << part << "\n" << table;
  }
}

}  // namespace
}  // namespace likewise::tools
