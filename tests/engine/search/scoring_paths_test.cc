#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/random.h"
#include "engine/search/searcher.h"
#include "tests/engine/search/queries.h"
#include "tests/engine/search/test_corpus.h"

namespace likewise {
namespace {

constexpr std::uint64_t kGroups = 12;
constexpr std::uint64_t kClusters = 5;

std::string token(std::uint64_t group, std::uint64_t cluster) {
  return std::to_string(group) + "-" + std::to_string(cluster);
}

/// Token documents with few clusters, so that many scores are equal; deletions and updates; several
/// segments.
TestCorpus random_corpus(Random& random) {
  TestCorpus corpus;
  corpus.add_dynamic_string("v");
  Field flag = TestCorpus::field(FieldKind::kKeyword, "flag");
  flag.similarity.kind = SimilarityKind::kBoolean;
  corpus.add_field(flag);
  const std::uint64_t documents = 50 + random.below(400);
  for (std::uint64_t i = 0; i < documents; ++i) {
    TestDocument document;
    for (std::uint64_t group = 0; group < kGroups; ++group) {
      if (random.below(8) != 0) {
        document["v"].push_back(token(group, random.below(1 + random.below(kClusters))));
      }
    }
    document["flag"] = {std::string(1, static_cast<char>('a' + random.below(4)))};
    corpus.add(std::to_string(i), document);
    if (random.below(97) == 0) {
      corpus.end_segment();
    }
    if (random.below(6) == 0) {
      corpus.erase(std::to_string(random.below(i + 1)));
    }
  }
  return corpus;
}

Query random_term(Random& random) {
  return random.below(3) == 0
             ? term("flag", std::string(1, static_cast<char>('a' + random.below(5))))
             : term("v.keyword", token(random.below(kGroups), random.below(kClusters)));
}

Query random_like(Random& random) {
  MoreLikeThisQuery like = like_document("v.keyword", std::to_string(random.below(50)));
  like.max_query_terms = static_cast<std::int32_t>(1 + random.below(14));
  const std::vector<std::string> minima = {"30%", "1", "2", "100%", "-1", "3<75%", "9"};
  like.minimum_should_match = minima[random.below(minima.size())];
  like.boost_terms = random.below(3) == 0 ? 1.7F : 0.0F;
  like.include = random.below(4) == 0;
  return query(like, random.below(3) == 0 ? 0.3F : 1.0F);
}

/// Queries that the counting scorer takes, in all the shapes it takes.
Query random_query(Random& random) {
  switch (random.below(6)) {
    case 0:
      return random_term(random);
    case 1:
      return Group().must(random_like(random)).filter(random_term(random));
    case 2:
      return Group().should(random_like(random)).must_not(random_term(random));
    case 3: {
      Group group;
      for (std::uint64_t i = 0; i < 1 + random.below(9); ++i) {
        group.should(random_term(random));
      }
      group.at_least(std::to_string(random.below(4)));
      return random.below(2) == 0 ? Query(group) : Query(group.filter(random_term(random)));
    }
    default:
      return random_like(random);
  }
}

struct Outcome {
  std::uint64_t total = 0;
  std::vector<ScoredDoc> hits;

  friend bool operator==(const Outcome&, const Outcome&) = default;
};

Outcome outcome(const IndexSnapshot& snapshot, const TestCorpus& corpus, const Query& query,
                const SearchOptions& options) {
  const Result<SearchResult> result = search(snapshot, corpus, query, options);
  if (!result) {
    return {};
  }
  Outcome outcome{result->total, {}};
  for (const SearchHit& hit : result->hits) {
    outcome.hits.push_back({hit.doc, hit.score});
  }
  return outcome;
}

class ScoringPaths : public testing::TestWithParam<Dialect> {};

TEST_P(ScoringPaths, AgreeBitForBit) {
  std::uint64_t hits = 0;
  for (std::uint64_t seed = 0; seed < 4; ++seed) {
    Random random = random_for(20'261'124, seed);
    TestCorpus corpus = random_corpus(random);
    const IndexSnapshot snapshot = corpus.snapshot();
    for (int i = 0; i < 30; ++i) {
      SCOPED_TRACE("seed " + std::to_string(seed) + ", query " + std::to_string(i));
      const Query query = random_query(random);
      SearchOptions options;
      options.dialect = GetParam();
      options.from = random.below(3) == 0 ? random.below(20) : 0;
      options.size = 1 + random.below(40);
      const Outcome counted = outcome(snapshot, corpus, query, options);
      options.force_exhaustive = true;
      const Outcome exhaustive = outcome(snapshot, corpus, query, options);
      EXPECT_EQ(counted.total, exhaustive.total);
      EXPECT_EQ(counted.hits, exhaustive.hits);
      hits += counted.hits.size();
    }
  }
  EXPECT_GT(hits, 500U);
}

TEST_P(ScoringPaths, DoNotCareHowDocumentsAreCutIntoSegments) {
  Random random(7);
  TestCorpus one;
  TestCorpus many;
  for (TestCorpus* corpus : {&one, &many}) {
    corpus->add_dynamic_string("v");
  }
  for (int i = 0; i < 300; ++i) {
    TestDocument document;
    for (std::uint64_t group = 0; group < kGroups; ++group) {
      document["v"].push_back(token(group, random.below(kClusters)));
    }
    one.add(std::to_string(i), document);
    many.add(std::to_string(i), document);
    if (i % 37 == 0) {
      many.end_segment();
    }
  }
  const IndexSnapshot whole = one.snapshot();
  const IndexSnapshot pieces = many.snapshot();
  SearchOptions options;
  options.dialect = GetParam();
  options.size = 50;
  for (int i = 0; i < 30; ++i) {
    const Query query = i % 2 == 0 ? random_like(random) : match("v", "0-1 1 2 3");
    EXPECT_EQ(outcome(whole, one, query, options), outcome(pieces, many, query, options)) << i;
  }
}

std::string dialect_name(const testing::TestParamInfo<Dialect>& parameter) {
  switch (parameter.param) {
    case Dialect::kElasticsearch7:
      return "Elasticsearch7";
    case Dialect::kElasticsearch9:
      return "Elasticsearch9";
    case Dialect::kOpenSearch3:
      break;
  }
  return "OpenSearch3";
}

INSTANTIATE_TEST_SUITE_P(Dialects, ScoringPaths,
                         testing::Values(Dialect::kElasticsearch7, Dialect::kElasticsearch9,
                                         Dialect::kOpenSearch3),
                         dialect_name);

}  // namespace
}  // namespace likewise
