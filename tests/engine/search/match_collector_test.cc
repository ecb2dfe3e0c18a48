#include "engine/search/match_collector.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/search/match_filter.h"
#include "engine/search/searcher.h"
#include "tests/engine/search/queries.h"
#include "tests/engine/search/test_corpus.h"

namespace likewise {
namespace {

/// Remembers all that it is shown.
class Recorder final : public MatchCollector {
 public:
  void begin_segment(const SegmentView& segment) override {
    segment_ = segment.segment.get();
    ++segments;
  }
  void collect(std::span<const ScoredDoc> matches) override {
    EXPECT_FALSE(matches.empty());
    for (const ScoredDoc& match : matches) {
      EXPECT_TRUE(match.doc >= segment_->first_doc() && match.doc < segment_->end_doc());
      EXPECT_TRUE(seen.empty() || seen.back().doc < match.doc);
      seen.push_back(match);
    }
  }

  int segments = 0;
  std::vector<ScoredDoc> seen;

 private:
  const Segment* segment_ = nullptr;
};

/// Forty thousand red documents, so that a segment has several windows; every third is green too,
/// every fifth was deleted.
class MatchCollectorTest : public testing::Test {
 protected:
  MatchCollectorTest() {
    corpus_.add_field(TestCorpus::field(FieldKind::kKeyword, "color"));
    for (int i = 0; i < 40'000; ++i) {
      TestDocument document = {{"color", {"red"}}};
      if (i % 3 == 0) {
        document["color"].push_back("green");
      }
      corpus_.add(std::to_string(i), document);
      if (i == 35'000) {
        corpus_.end_segment();
      }
    }
    for (int i = 0; i < 40'000; i += 5) {
      corpus_.erase(std::to_string(i));
    }
    snapshot_ = corpus_.snapshot();
  }

  SearchResult run(const Query& query, const SearchOptions& options) {
    Result<SearchResult> result = search(snapshot_, corpus_, query, options);
    EXPECT_TRUE(result.has_value()) << result.error().message();
    return result ? *std::move(result) : SearchResult();
  }

  TestCorpus corpus_;
  IndexSnapshot snapshot_;
};

TEST_F(MatchCollectorTest, SeesEveryLivingMatchWhateverIsAskedFor) {
  for (const std::size_t size : {0U, 1U, 10U}) {
    Recorder recorder;
    Recorder other;
    SearchOptions options;
    options.size = size;
    options.track_total_hits = 5;
    const SearchResult alone = run(term("color", "green"), options);
    options.collectors = {&recorder, &other};
    const SearchResult result = run(term("color", "green"), options);
    EXPECT_EQ(recorder.segments, 2);
    ASSERT_EQ(recorder.seen.size(), 10'667U);
    EXPECT_EQ(recorder.seen, other.seen);
    for (const ScoredDoc& match : recorder.seen) {
      EXPECT_EQ(match.doc % 3, 0U);
      EXPECT_NE(match.doc % 5, 0U);
    }
    EXPECT_EQ(result.total, 5U);
    ASSERT_EQ(result.hits.size(), size);
    for (std::size_t i = 0; i < size; ++i) {
      EXPECT_EQ(result.hits[i].doc, alone.hits[i].doc);
      EXPECT_EQ(result.hits[i].score, alone.hits[i].score);
      EXPECT_EQ(result.hits[i].score, recorder.seen[i].score);
    }
  }
}

TEST_F(MatchCollectorTest, SeesNothingBelowMinScore) {
  const Query either = Group().should(term("color", "green")).should(term("color", "red"));
  SearchOptions options;
  options.min_score = run(either, options).max_score;
  Recorder recorder;
  options.collectors = {&recorder};
  options.track_total_hits = std::nullopt;
  EXPECT_EQ(run(either, options).total, 10'667U);
  EXPECT_EQ(recorder.seen.size(), 10'667U);
}

TEST_F(MatchCollectorTest, IsNotCalledWhereNothingCanMatch) {
  Recorder recorder;
  SearchOptions options;
  options.collectors = {&recorder};
  EXPECT_EQ(run(term("color", "blue"), options).total, 0U);
  EXPECT_EQ(recorder.segments, 0);
}

TEST_F(MatchCollectorTest, FilterPassesWhatItsQueryMatches) {
  const SearchOptions options;
  auto filter = MatchFilter::prepare(term("color", "green"), snapshot_, corpus_, options);
  ASSERT_TRUE(filter.has_value());
  std::vector<ScoredDoc> all;
  for (DocId doc = 0; doc < 35'001; ++doc) {
    all.push_back({doc, 2.0F});
  }
  const auto passed = (*filter)->pass(*snapshot_.segments.front().segment, all);
  ASSERT_EQ(passed.size(), 11'667U);
  for (std::size_t i = 0; i < passed.size(); ++i) {
    EXPECT_EQ(passed[i], (ScoredDoc{static_cast<DocId>(3 * i), 2.0F}));
  }
  auto none = MatchFilter::prepare(term("color", "blue"), snapshot_, corpus_, options);
  EXPECT_TRUE((*none)->pass(*snapshot_.segments.front().segment, all).empty());
  EXPECT_TRUE((*filter)->pass(*snapshot_.segments.front().segment, {}).empty());
}

}  // namespace
}  // namespace likewise
