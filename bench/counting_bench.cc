// How much faster is the counting scorer than a textbook one?
//
// Tokens: 120,000 documents, 256 groups of 32 clusters. `syn` draws a cluster from Zipf-like sizes,
// independently per group; `topic` draws each document near one of ten topics, so that groups
// depend on each other and many documents reach minimum_should_match, as in real data.
// Queries: the 25 rarest tokens of a document with 7 to match, and all of them with 30 %.
// The textbook scorer adds doubles term at a time, then takes the best ten of the hits.
// Every answer is compared before anything is timed.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/random.h"
#include "engine/index/live_docs.h"
#include "engine/index/posting_list_builder.h"
#include "engine/search/counting_scorer.h"
#include "engine/search/top_k_collector.h"

namespace likewise {
namespace {

constexpr std::size_t kGroups = 256;
constexpr std::size_t kClusters = 32;
constexpr std::size_t kTopics = 10;
constexpr std::size_t kQueries = 50;
constexpr std::size_t kTop = 10;

enum Tokens : std::int64_t { kIndependent, kTopical };

struct Corpus {
  DocId docs = 0;
  std::vector<std::uint8_t> clusters;     ///< docs x kGroups.
  std::vector<PostingList> lists;         ///< By group x cluster.
  std::vector<std::vector<DocId>> plain;  ///< The same, as the textbook keeps them.
  std::unique_ptr<LiveDocs> live;
};

/// A cluster with probability about 1 / rank, ranks shuffled by the group.
std::uint8_t zipf_cluster(std::size_t group, Random& random) {
  static const std::array<double, kClusters> kCumulative = [] {
    std::array<double, kClusters> sums{};
    double sum = 0.0;
    for (std::size_t rank = 0; rank < kClusters; ++rank) {
      sum += 1.0 / std::pow(static_cast<double>(rank + 1), 0.9);
      sums[rank] = sum;
    }
    return sums;
  }();
  const double at = random.unit() * kCumulative.back();
  const auto rank =
      std::upper_bound(kCumulative.begin(), kCumulative.end(), at) - kCumulative.begin();
  return static_cast<std::uint8_t>((static_cast<std::size_t>(rank) * 7 + group) % kClusters);
}

Corpus make_corpus(Tokens kind, DocId docs) {
  Random random(5);
  Corpus corpus;
  corpus.docs = docs;
  corpus.live = std::make_unique<LiveDocs>(0, docs);
  std::vector<std::uint8_t> topics(kTopics * kGroups);
  for (std::size_t i = 0; i < topics.size(); ++i) {
    topics[i] = zipf_cluster(i % kGroups, random);
  }
  std::vector<PostingListBuilder> builders(kGroups * kClusters);
  corpus.plain.resize(builders.size());
  corpus.clusters.resize(std::size_t{docs} * kGroups);
  for (DocId doc = 0; doc < docs; ++doc) {
    const std::size_t topic = random.below(kTopics);
    const double closeness = 0.3 + 0.4 * random.unit();
    for (std::size_t group = 0; group < kGroups; ++group) {
      const bool follows = kind == kTopical && random.unit() < closeness;
      const std::uint8_t cluster =
          follows ? topics[topic * kGroups + group] : zipf_cluster(group, random);
      corpus.clusters[doc * kGroups + group] = cluster;
      builders[group * kClusters + cluster].add(doc, 1);
      corpus.plain[group * kClusters + cluster].push_back(doc);
    }
  }
  for (PostingListBuilder& builder : builders) {
    corpus.lists.push_back(builder.finish());
  }
  return corpus;
}

const Corpus& corpus_of(Tokens kind, DocId docs) {
  static std::vector<std::pair<std::pair<Tokens, DocId>, std::unique_ptr<Corpus>>> made;
  for (const auto& [key, corpus] : made) {
    if (key == std::pair(kind, docs)) {
      return *corpus;
    }
  }
  made.clear();  // One at a time: a million documents are large.
  made.emplace_back(std::pair(kind, docs), std::make_unique<Corpus>(make_corpus(kind, docs)));
  return *made.back().second;
}

struct BenchQuery {
  std::vector<std::size_t> tokens;
  std::vector<CountingClause> clauses;
  std::uint32_t minimum = 1;
};

std::vector<BenchQuery> make_queries(const Corpus& corpus, std::size_t terms) {
  Random random(6);
  std::vector<BenchQuery> queries(kQueries);
  for (BenchQuery& query : queries) {
    const std::size_t doc = random.below(corpus.docs);
    for (std::size_t group = 0; group < kGroups; ++group) {
      query.tokens.push_back(group * kClusters + corpus.clusters[doc * kGroups + group]);
    }
    const auto rarer = [&](std::size_t a, std::size_t b) {
      return std::pair(corpus.plain[a].size(), a) < std::pair(corpus.plain[b].size(), b);
    };
    std::sort(query.tokens.begin(), query.tokens.end(), rarer);
    query.tokens.resize(std::min(terms, query.tokens.size()));
    query.minimum = static_cast<std::uint32_t>(query.tokens.size() * 3 / 10);
    for (const std::size_t token : query.tokens) {
      const double frequency = static_cast<double>(corpus.plain[token].size());
      const double idf = std::log1p((corpus.docs - frequency + 0.5) / (frequency + 0.5));
      query.clauses.push_back({&corpus.lists[token], static_cast<float>(0.45 * idf)});
    }
  }
  return queries;
}

struct Answer {
  std::uint64_t total = 0;
  std::vector<ScoredDoc> hits;

  friend bool operator==(const Answer&, const Answer&) = default;
};

struct Accumulators {
  std::vector<double> sums;
  std::vector<std::uint16_t> counts;
};

Answer answer_as_in_a_textbook(const Corpus& corpus, const BenchQuery& query, Accumulators& at) {
  at.sums.assign(corpus.docs, 0.0);
  at.counts.assign(corpus.docs, 0);
  for (std::size_t i = 0; i < query.tokens.size(); ++i) {
    const auto score = static_cast<double>(query.clauses[i].score);
    for (const DocId doc : corpus.plain[query.tokens[i]]) {
      at.sums[doc] += score;
      ++at.counts[doc];
    }
  }
  Answer answer;
  TopKCollector top(kTop);
  for (DocId doc = 0; doc < corpus.docs; ++doc) {
    if (at.counts[doc] >= query.minimum) {
      ++answer.total;
      top.collect(doc, static_cast<float>(at.sums[doc]));
    }
  }
  answer.hits = top.take_sorted();
  return answer;
}

Answer answer_by_counting(const Corpus& corpus, const BenchQuery& query) {
  TopKCollector top(kTop);
  Answer answer;
  answer.total =
      collect_by_counting({query.clauses, query.minimum, corpus.live.get(), {}}, top, {});
  answer.hits = top.take_sorted();
  return answer;
}

void run(benchmark::State& state, bool by_counting) {
  const Corpus& corpus =
      corpus_of(static_cast<Tokens>(state.range(0)), static_cast<DocId>(state.range(1)));
  const auto queries = make_queries(corpus, static_cast<std::size_t>(state.range(2)));
  Accumulators accumulators;
  double total = 0.0;
  double postings = 0.0;
  for (const BenchQuery& query : queries) {
    const Answer answer = answer_by_counting(corpus, query);
    if (!(answer == answer_as_in_a_textbook(corpus, query, accumulators))) {
      state.SkipWithError("wrong result");
      return;
    }
    total += static_cast<double>(answer.total);
    for (const CountingClause& clause : query.clauses) {
      postings += clause.postings->document_count();
    }
  }
  std::size_t next = 0;
  for (auto _ : state) {
    const BenchQuery& query = queries[next++ % queries.size()];
    const Answer answer = by_counting ? answer_by_counting(corpus, query)
                                      : answer_as_in_a_textbook(corpus, query, accumulators);
    benchmark::DoNotOptimize(answer.total);
  }
  state.counters["hits"] = total / static_cast<double>(queries.size());
  state.counters["postings"] = postings / static_cast<double>(queries.size());
  state.SetLabel(by_counting ? counting_target() : "textbook");
}

void BM_Counting(benchmark::State& state) {
  run(state, true);
}
void BM_Textbook(benchmark::State& state) {
  run(state, false);
}

const std::vector<std::string> kArguments = {"tokens", "docs", "terms"};
const std::vector<std::vector<std::int64_t>> kShapes = {
    {kIndependent, kTopical}, {120'000}, {25, kGroups}};

BENCHMARK(BM_Counting)->ArgNames(kArguments)->ArgsProduct(kShapes)->Unit(benchmark::kMicrosecond);
BENCHMARK(BM_Textbook)->ArgNames(kArguments)->ArgsProduct(kShapes)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace likewise

BENCHMARK_MAIN();
