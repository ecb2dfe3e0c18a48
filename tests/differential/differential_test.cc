// Random corpora and random requests: the engine's two scorers and the oracle give the same totals,
// ids, order and float bits.

#include <algorithm>
#include <bit>
#include <cstdint>

#include <gtest/gtest.h>

#include "engine/dsl/query_printer.h"
#include "engine/search/searcher.h"
#include "tests/differential/oracle_search.h"
#include "tests/differential/random_requests.h"

namespace likewise {
namespace {

constexpr int kCorpora = 300;
constexpr int kRequestsPerCorpus = 70;  // x 3 dialects = 63,000 requests

struct DialectPair {
  Dialect dialect;
  oracle::Engine engine;
};

std::string shown(const std::string& id, float score) {
  return id + "=" + std::to_string(std::bit_cast<std::uint32_t>(score));
}

std::string shown(const std::vector<oracle::OracleHit>& hits, std::size_t from, std::size_t size) {
  std::string text = std::to_string(hits.size()) + " hits:";
  for (std::size_t i = from; i < std::min(hits.size(), from + size); ++i) {
    text += " " + shown(hits[i].id, hits[i].score);
  }
  return text;
}

std::string shown(const SearchResult& result, const TestCorpus& corpus) {
  std::string text = std::to_string(result.total) + " hits:";
  for (const SearchHit& hit : result.hits) {
    text += " " + shown(corpus.id(hit.doc), hit.score);
  }
  return text;
}

class Differential : public testing::TestWithParam<DialectPair> {};

TEST_P(Differential, EngineAndOracleAgreeBitForBit) {
  Random random(2026);
  int with_hits = 0;
  for (int c = 0; c < kCorpora; ++c) {
    TwinCorpus twin;
    fill(twin, random);
    const IndexSnapshot snapshot = twin.corpus.snapshot();
    const oracle::OracleIndex index(twin.fields, twin.living);
    for (int r = 0; r < kRequestsPerCorpus; ++r) {
      const Query query = random_query(twin, random);
      SearchOptions options;
      options.dialect = GetParam().dialect;
      options.index_name = "corpus";
      options.track_total_hits = std::nullopt;
      options.from = random.below(4) == 0 ? random.below(5) : 0;
      options.size = 1 + random.below(30);
      const auto hits = oracle::search(index, GetParam().engine, query);
      const std::string expected = shown(hits, options.from, options.size);
      with_hits += hits.empty() ? 0 : 1;
      for (const bool exhaustive : {false, true}) {
        options.force_exhaustive = exhaustive;
        const auto result = search(snapshot, twin.corpus, query, options);
        ASSERT_TRUE(result.has_value()) << result.error().message();
        ASSERT_EQ(shown(*result, twin.corpus), expected)
            << "corpus " << c << ", request " << r << (exhaustive ? ", exhaustive: " : ": ")
            << query_to_json(query);
      }
    }
  }
  // Requests that find nothing compare nothing.
  EXPECT_GT(with_hits, kCorpora * kRequestsPerCorpus / 2);
  RecordProperty("requests_with_hits", with_hits);
}

INSTANTIATE_TEST_SUITE_P(
    Dialects, Differential,
    testing::Values(DialectPair{Dialect::kElasticsearch7, oracle::Engine::kElasticsearch7},
                    DialectPair{Dialect::kElasticsearch9, oracle::Engine::kElasticsearch9},
                    DialectPair{Dialect::kOpenSearch3, oracle::Engine::kOpenSearch3}));

// The comparison itself must be able to fail.
TEST(Differential, TheOracleTellsScoresApart) {
  EXPECT_NE(shown("1", 1.0F), shown("1", 1.0000001F));
}

}  // namespace
}  // namespace likewise
