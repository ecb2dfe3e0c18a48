#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/java_text.h"
#include "engine/search/searcher.h"
#include "tests/engine/search/golden_corpus.h"
#include "tests/engine/search/queries.h"

namespace likewise {
namespace {

void print(const Explanation& explanation, int depth, std::string& out) {
  out.append(static_cast<std::size_t>(depth) * 2, ' ');
  out += explanation.is_integer ? std::to_string(static_cast<std::int64_t>(explanation.value))
                                : java_float(static_cast<float>(explanation.value));
  out += " " + explanation.description + "\n";
  for (const Explanation& detail : explanation.details) {
    print(detail, depth + 1, out);
  }
}

std::string print(const Explanation& explanation) {
  std::string text;
  print(explanation, 0, text);
  return text;
}

std::string explained(TestCorpus& corpus, const Query& query,
                      Dialect dialect = Dialect::kElasticsearch7) {
  SearchOptions options;
  options.explain = true;
  options.size = 1;
  options.dialect = dialect;
  const IndexSnapshot snapshot = corpus.snapshot();
  const Result<SearchResult> result = search(snapshot, corpus, query, options);
  if (!result || result->hits.empty() || !result->hits.front().explanation) {
    return "nothing";
  }
  EXPECT_EQ(result->hits.front().explanation->value,
            static_cast<double>(result->hits.front().score));
  return print(*result->hits.front().explanation);
}

struct TermLine {
  std::string head;   ///< "3.1268454 weight(feature_vector.keyword:1-0 in 24)"
  std::string boost;  ///< "2.2"; empty: not shown.
  std::string idf;
  std::string tf;
  std::string counts;  ///< "8 59": n and N.
  std::string freq;
  std::string lengths;  ///< "1.0 12.0": dl and avgdl.
};

std::string word(const std::string& text, std::size_t index) {
  const std::size_t blank = text.find(' ');
  return index == 0 ? text.substr(0, blank) : text.substr(blank + 1);
}

/// A term's explanation as Elasticsearch words it.
std::string term_lines(const TermLine& line, int depth) {
  const std::string in(static_cast<std::size_t>(depth) * 2, ' ');
  std::string text = in + line.head + " [PerFieldSimilarity], result of:\n";
  text += in + "  " + word(line.head, 0) + " score(freq=" + line.freq +
          "), computed as boost * idf * tf from:\n";
  if (!line.boost.empty()) {
    text += in + "    " + line.boost + " boost\n";
  }
  text += in + "    " + line.idf + " idf, computed as log(1 + (N - n + 0.5) / (n + 0.5)) from:\n";
  text += in + "      " + word(line.counts, 0) + " n, number of documents containing term\n";
  text += in + "      " + word(line.counts, 1) + " N, total number of documents with field\n";
  text += in + "    " + line.tf +
          " tf, computed as freq / (freq + k1 * (1 - b + b * dl / avgdl)) from:\n";
  text += in + "      " + line.freq + " freq, occurrences of term within document\n";
  text += in + "      1.2 k1, term saturation parameter\n";
  text += in + "      0.75 b, length normalization parameter\n";
  text += in + "      " + word(line.lengths, 0) + " dl, length of field\n";
  text += in + "      " + word(line.lengths, 1) + " avgdl, average length of field\n";
  return text;
}

MoreLikeThisQuery like_document_3() {
  MoreLikeThisQuery query = like_document("feature_vector.keyword", "3");
  query.max_query_terms = 3;
  return query;
}

// The expected numbers and words of the next three tests were recorded from a real server.

TEST(Explanation, OfLikedTermsEqualsElasticsearchs) {
  TestCorpus corpus = golden_corpus();
  const std::string tf = "0.72727275";
  EXPECT_EQ(explained(corpus, query(like_document_3())),
            "10.010019 sum of:\n" +
                term_lines({"3.1268454 weight(feature_vector.keyword:1-0 in 24)", "2.2",
                            "1.9542783", tf, "8 59", "1.0", "1.0 12.0"},
                           1) +
                term_lines({"3.3271065 weight(feature_vector.keyword:0-3 in 24)", "2.2",
                            "2.0794415", tf, "7 59", "1.0", "1.0 12.0"},
                           1) +
                term_lines({"3.5560677 weight(feature_vector.keyword:7-0 in 24)", "2.2",
                            "2.2225423", tf, "6 59", "1.0", "1.0 12.0"},
                           1));
}

TEST(Explanation, OfBoostedTermsEqualsElasticsearchs) {
  TestCorpus corpus = golden_corpus();
  MoreLikeThisQuery like = like_document_3();
  like.boost_terms = 1.5F;
  like.include = true;
  const std::string tf = "0.72727275";
  EXPECT_EQ(explained(corpus, query(like, 2.0F)),
            "31.35373 sum of:\n" +
                term_lines({"9.380537 weight(feature_vector.keyword:1-0 in 3)", "6.6000004",
                            "1.9542783", tf, "8 59", "1.0", "1.0 12.0"},
                           1) +
                term_lines({"10.38481 weight(feature_vector.keyword:0-3 in 3)", "6.866802",
                            "2.0794415", tf, "7 59", "1.0", "1.0 12.0"},
                           1) +
                term_lines({"11.588381 weight(feature_vector.keyword:7-0 in 3)", "7.1692777",
                            "2.2225423", tf, "6 59", "1.0", "1.0 12.0"},
                           1));
}

TEST(Explanation, OfTextEqualsElasticsearchs) {
  TestCorpus corpus = golden_corpus();
  EXPECT_EQ(explained(corpus, match("title", "red fox")),
            "3.6589315 sum of:\n" +
                term_lines({"1.07389 weight(title:red in 2)", "2.2", "0.6931472", "0.7042253",
                            "30 60", "2.0", "5.0 8.333333"},
                           1) +
                term_lines({"2.5850415 weight(title:fox in 2)", "2.2", "1.6685269", "0.7042253",
                            "11 60", "2.0", "5.0 8.333333"},
                           1));
}

TEST(Explanation, OfOpenSearchLeavesTheNeutralBoostOut) {
  TestCorpus corpus = golden_corpus();
  EXPECT_EQ(explained(corpus, match("title", "fox"), Dialect::kOpenSearch3),
            term_lines({"1.1750189 weight(title:fox in 2)", "", "1.6685269", "0.7042253", "11 60",
                        "2.0", "5.0 8.333333"},
                       0));
}

TEST(Explanation, OfConstantsNamesTheQuery) {
  TestCorpus corpus = golden_corpus();
  const Query in_title = term("title", "beta");
  EXPECT_EQ(explained(corpus, query(MatchAllQuery{})), "1.0 *:*\n");
  EXPECT_EQ(explained(corpus, query(MatchAllQuery{}, 2.5F)), "2.5 *:*^2.5\n");
  EXPECT_EQ(explained(corpus, constant_score(in_title)), "1.0 ConstantScore(title:beta)\n");
  EXPECT_EQ(explained(corpus, constant_score(in_title, 3.0F)),
            "3.0 ConstantScore(title:beta)^3.0\n");
  EXPECT_EQ(explained(corpus, query(IdsQuery{{"5", "4"}})), "1.0 _id:([fe 4f] [fe 5f])\n");
  EXPECT_EQ(explained(corpus, query(TermsQuery{"title", {{.text = "red"}, {.text = "beta"}}, {}})),
            "1.0 title:(beta red)\n");
  EXPECT_EQ(explained(corpus, query(PrefixQuery{"title", ""})), "1.0 title:*\n");
  EXPECT_EQ(explained(corpus, {.node = PrefixQuery{"title", ""}, .boost = 2.5F, .name = {}}),
            "2.5 title:*^2.5\n");
  EXPECT_EQ(explained(corpus, query(ExistsQuery{"title"})), "1.0 FieldExistsQuery [field=title]\n");
}

TEST(Explanation, OfBoolNamesItsFilters) {
  TestCorpus corpus = golden_corpus();
  BoolQuery group;
  group.must = {constant_score(term("title", "brown"))};
  group.filter = {query(IdsQuery{{"3"}})};
  group.should = {constant_score(term("title", "quick"), 2.0F), term("title", "alpha")};
  group.must_not = {term("title", "gamma")};
  EXPECT_EQ(explained(corpus, query(group)),
            "3.0 sum of:\n"
            "  1.0 ConstantScore(title:brown)\n"
            "  2.0 ConstantScore(title:quick)^2.0\n"
            "  0.0 match on required clause, product of:\n"
            "    0.0 # clause\n"
            "    1.0 _id:([fe 3f])\n");
}

TEST(Explanation, OfDisMaxSaysHowTheOthersCount) {
  TestCorpus corpus = golden_corpus();
  DisMaxQuery best;
  best.queries = {constant_score(term("title", "brown")),
                  constant_score(term("title", "quick"), 2.0F)};
  EXPECT_EQ(explained(corpus, query(best)),
            "2.0 max of:\n"
            "  1.0 ConstantScore(title:brown)\n"
            "  2.0 ConstantScore(title:quick)^2.0\n");
  best.tie_breaker = 0.5F;
  EXPECT_EQ(explained(corpus, query(best)),
            "2.5 max plus 0.5 times others of:\n"
            "  1.0 ConstantScore(title:brown)\n"
            "  2.0 ConstantScore(title:quick)^2.0\n");
}

TEST(Explanation, OfTheBooleanSimilarityIsItsBoost) {
  TestCorpus corpus;
  Field field = TestCorpus::field(FieldKind::kKeyword, "color");
  field.similarity.kind = SimilarityKind::kBoolean;
  corpus.add_field(field);
  corpus.add("1", {{"color", {"red"}}});
  Query red = term("color", "red");
  red.boost = 4.0F;
  EXPECT_EQ(explained(corpus, red),
            "4.0 weight(color:red in 0) [PerFieldSimilarity], result of:\n"
            "  4.0 score(BooleanWeight), computed from:\n"
            "    4.0 boost, query boost\n");
}

}  // namespace
}  // namespace likewise
