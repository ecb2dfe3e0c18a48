#include "engine/search/counting_scorer.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <hwy/targets.h>

#include "engine/base/random.h"
#include "engine/index/posting_list_builder.h"

namespace likewise {
namespace {

/// A query that owns what it points to.
struct Corpus {
  std::vector<PostingList> lists;
  std::vector<CountingClause> clauses;
  std::vector<DocId> excluded;
  LiveDocs live{0, 0};

  CountingQuery query(std::uint32_t minimum) const { return {clauses, minimum, &live, excluded}; }
};

struct Answer {
  std::uint64_t total = 0;
  std::vector<ScoredDoc> hits;

  friend bool operator==(const Answer&, const Answer&) = default;
};

void PrintTo(const Answer& answer, std::ostream* out) {
  *out << answer.total << " hits:";
  for (const ScoredDoc& hit : answer.hits) {
    *out << ' ' << hit.doc << '=' << std::hexfloat << hit.score << std::defaultfloat;
  }
}

/// The obvious scorer: every clause, every posting, one double per document. All hits.
Answer answer_plainly(const CountingQuery& query) {
  const DocId first = query.live->first_doc();
  std::vector<std::pair<std::uint32_t, double>> sums(query.live->end_doc() - first);
  for (const CountingClause& clause : query.clauses) {
    if (clause.postings != nullptr) {
      for (PostingCursor cursor(*clause.postings); cursor.doc() != kNoMoreDocs; cursor.next()) {
        auto& [count, sum] = sums[cursor.doc() - first];
        ++count;
        sum += static_cast<double>(clause.score);
      }
    }
  }
  Answer answer;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const DocId doc = first + static_cast<DocId>(i);
    if (sums[i].first >= query.minimum_should_match && query.live->is_live(doc) &&
        !std::binary_search(query.excluded.begin(), query.excluded.end(), doc)) {
      ++answer.total;
      answer.hits.push_back({doc, static_cast<float>(sums[i].second)});
    }
  }
  std::stable_sort(answer.hits.begin(), answer.hits.end(),
                   [](const auto& a, const auto& b) { return a.score > b.score; });
  return answer;
}

Answer best(Answer all, std::size_t k) {
  all.hits.resize(std::min(all.hits.size(), k));
  return all;
}

Answer answer_by_counting(const CountingQuery& query, std::size_t k) {
  TopKCollector top(k);
  const std::uint64_t total = collect_by_counting(query, top, {});
  return {total, top.take_sorted()};
}

enum class Scores { kEqual, kZero, kNear, kSpread, kSmallIntegers, kHuge };

float random_score(Scores kind, Random& random) {
  switch (kind) {
    case Scores::kEqual:
      return 1.3F;
    case Scores::kZero:
      return random.below(8) == 0 ? 0.25F : 0.0F;
    case Scores::kNear:
      return static_cast<float>(2.0 + 3.0 * random.unit());
    case Scores::kSpread:
      return static_cast<float>(std::exp((random.unit() - 0.5) * 150.0));
    case Scores::kSmallIntegers:
      return static_cast<float>(random.below(3));
    case Scores::kHuge:
      return random.below(4) == 0 ? std::numeric_limits<float>::max() : 1.0F;
  }
  return 0.0F;
}

/// Documents at random distances that are about 1 / density on average.
PostingList random_list(Random& random, DocId first, DocId end, double density) {
  PostingListBuilder builder;
  double at = first;
  while (true) {
    at += density >= 1.0 ? 0.0 : std::floor(std::log(1.0 - random.unit()) / std::log1p(-density));
    if (at >= end) {
      return builder.finish();
    }
    builder.add(static_cast<DocId>(at), 1);
    at += 1.0;
  }
}

struct Shape {
  DocId first = 0;
  DocId end = 0;
  std::size_t clauses = 0;
  double max_density = 1.0;
  Scores scores = Scores::kNear;
};

Corpus random_corpus(const Shape& shape, Random& random) {
  Corpus corpus;
  corpus.live = LiveDocs(shape.first, shape.end);
  for (std::size_t i = 0; i < shape.clauses; ++i) {
    const double density = shape.max_density * std::pow(random.unit(), 3.0) + 1e-5;
    corpus.lists.push_back(random.below(12) == 0
                               ? PostingList()
                               : random_list(random, shape.first, shape.end, density));
  }
  for (const PostingList& list : corpus.lists) {
    corpus.clauses.push_back(
        {random.below(15) == 0 ? nullptr : &list, random_score(shape.scores, random)});
  }
  if (random.below(2) == 0) {
    for (DocId doc = shape.first; doc < shape.end; doc += 1 + static_cast<DocId>(random.below(9))) {
      corpus.live.kill(doc);
    }
  }
  for (DocId doc = shape.first; random.below(3) == 0 && doc < shape.end;) {
    corpus.excluded.push_back(doc);
    doc += 1 + static_cast<DocId>(random.below(5'000));
  }
  return corpus;
}

class CountingScorerOn : public testing::TestWithParam<std::int64_t> {
 protected:
  void SetUp() override { hwy::SetSupportedTargetsForTest(GetParam()); }
  void TearDown() override { hwy::SetSupportedTargetsForTest(0); }
};

TEST_P(CountingScorerOn, UsesThatTarget) {
  EXPECT_STREQ(counting_target(), hwy::TargetName(GetParam()));
}

TEST_P(CountingScorerOn, EqualsThePlainScorer) {
  Random random(41);
  const Shape shapes[] = {
      {0, 1, 3, 1.0, Scores::kNear},
      {0, 700, 12, 1.0, Scores::kNear},
      {16'000, 17'000, 25, 0.5, Scores::kEqual},
      {40'000, 70'001, 25, 0.05, Scores::kNear},
      {60'000, 69'000, 60, 0.6, Scores::kSpread},
      {0, 20'000, 90, 0.3, Scores::kSmallIntegers},
      {130'000, 134'000, 140, 0.4, Scores::kNear},
      {65'536, 70'000, 9, 1.0, Scores::kZero},
      {5, 9'000, 33, 0.5, Scores::kHuge},
      {0, 200'000, 7, 0.002, Scores::kNear},
      {4'294'960'000, 4'294'967'290, 20, 0.3, Scores::kNear},
  };
  for (const Shape& shape : shapes) {
    for (int round = 0; round < 2; ++round) {
      const Corpus corpus = random_corpus(shape, random);
      const auto clauses = static_cast<std::uint32_t>(shape.clauses);
      for (const std::uint32_t minimum : {1U, clauses * 3 / 10 + 1, clauses, clauses + 1}) {
        const CountingQuery query = corpus.query(minimum);
        const Answer expected = answer_plainly(query);
        for (const std::size_t k : {0U, 1U, 10U, 1'000'000U}) {
          SCOPED_TRACE(testing::Message() << "first " << shape.first << " round " << round
                                          << " minimum " << minimum << " k " << k);
          ASSERT_EQ(answer_by_counting(query, k), best(expected, k));
        }
      }
    }
  }
}

TEST_P(CountingScorerOn, CountsUpToFourThousandClauses) {
  Random random(42);
  for (const std::size_t count : {31U, 32U, 127U, 128U, 511U, 512U, 4'096U}) {
    Corpus corpus;
    corpus.live = LiveDocs(0, 600);
    for (int list = 0; list < 20; ++list) {
      corpus.lists.push_back(random_list(random, 0, 600, list == 0 ? 1.0 : 0.5));
    }
    for (std::size_t i = 0; i < count; ++i) {
      // Half of them everywhere: some documents match nearly all clauses.
      const std::size_t list = random.below(2) == 0 ? 0 : random.below(20);
      corpus.clauses.push_back({&corpus.lists[list], random_score(Scores::kNear, random)});
    }
    for (const std::size_t minimum : {std::size_t{1}, count * 3 / 4, count}) {
      const CountingQuery query = corpus.query(static_cast<std::uint32_t>(minimum));
      ASSERT_EQ(answer_by_counting(query, 5), best(answer_plainly(query), 5)) << count;
    }
  }
}

std::vector<std::int64_t> runnable_targets() {
  const auto targets = hwy::SupportedAndGeneratedTargets();
  return {targets.begin(), targets.end()};
}

INSTANTIATE_TEST_SUITE_P(EveryTarget, CountingScorerOn, testing::ValuesIn(runnable_targets()),
                         [](const auto& param_info) {
                           return std::string(hwy::TargetName(param_info.param));
                         });

TEST(CountingScorer, FindsNothingInNothing) {
  const LiveDocs live(0, 100);
  EXPECT_EQ(answer_by_counting({{}, 1, &live, {}}, 10), Answer{});
  const PostingList empty;
  const CountingClause clauses[] = {{nullptr, 1.0F}, {&empty, 1.0F}};
  EXPECT_EQ(answer_by_counting({clauses, 1, &live, {}}, 10), Answer{});
}

TEST(CountingScorer, GivesTiesToTheEarlierDocument) {
  Corpus corpus;
  corpus.live = LiveDocs(0, 40'000);
  PostingListBuilder builder;
  for (DocId doc = 3; doc < 40'000; doc += 2) {
    builder.add(doc, 1);
  }
  corpus.lists.push_back(builder.finish());
  corpus.clauses.push_back({&corpus.lists[0], 2.0F});
  EXPECT_EQ(answer_by_counting(corpus.query(1), 3),
            (Answer{19'999, {{3, 2.0F}, {5, 2.0F}, {7, 2.0F}}}));
}

TEST(CountingScorer, GoesOnWithTheCollectorOfTheSegmentBefore) {
  Random random(43);
  Corpus whole = random_corpus({0, 50'000, 30, 0.3, Scores::kNear}, random);
  whole.excluded.clear();
  for (std::size_t i = 0; i < whole.clauses.size(); ++i) {
    whole.clauses[i].postings = &whole.lists[i];
  }
  TopKCollector top(20);
  std::uint64_t total = 0;
  for (const auto& [first, end] : {std::pair<DocId, DocId>{0, 20'000}, {20'000, 50'000}}) {
    Corpus part;
    part.live = LiveDocs(first, end);
    for (DocId doc = first; doc < end; ++doc) {
      if (!whole.live.is_live(doc)) {
        part.live.kill(doc);
      }
    }
    for (const PostingList& list : whole.lists) {
      PostingListBuilder builder;
      PostingCursor cursor(list);
      for (cursor.advance_to(first); cursor.doc() < end; cursor.next()) {
        builder.add(cursor.doc(), 1);
      }
      part.lists.push_back(builder.finish());
    }
    for (std::size_t i = 0; i < part.lists.size(); ++i) {
      part.clauses.push_back({&part.lists[i], whole.clauses[i].score});
    }
    total += collect_by_counting(part.query(9), top, {});
  }
  EXPECT_EQ((Answer{total, top.take_sorted()}), best(answer_plainly(whole.query(9)), 20));
}

TEST(CountingScorer, StopsWhenToldTo) {
  Random random(44);
  const Corpus corpus = random_corpus({0, 100'000, 20, 0.5, Scores::kNear}, random);
  TopKCollector top(10);
  int polls = 0;
  const std::uint64_t some =
      collect_by_counting(corpus.query(2), top, [&] { return ++polls == 3; });
  EXPECT_EQ(polls, 3);
  EXPECT_GT(some, 0U);
  EXPECT_LT(some, answer_plainly(corpus.query(2)).total);
}

}  // namespace
}  // namespace likewise
