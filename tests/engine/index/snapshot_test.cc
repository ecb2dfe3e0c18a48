#include "engine/index/snapshot.h"

#include <gtest/gtest.h>

namespace likewise {
namespace {

TEST(IndexSnapshot, OfNothingAnswersZero) {
  const IndexSnapshot snapshot;
  EXPECT_EQ(snapshot.end_doc(), 0U);
  EXPECT_EQ(snapshot.doc_count(0), 0U);
  EXPECT_EQ(snapshot.sum_total_term_freq(3), 0U);
  EXPECT_EQ(snapshot.doc_freq(0, 0), 0U);
  EXPECT_FALSE(snapshot.is_live(0));
}

TEST(IndexSnapshot, LooksInTheRightSegment) {
  IndexSnapshot snapshot;
  for (const auto& [first, end] : {std::pair<DocId, DocId>{3, 10}, {20, 30}}) {
    LiveDocs live(first, end);
    live.kill(first + 1);
    snapshot.segments.push_back(
        {std::make_shared<const Segment>(first, end, std::vector<Segment::FieldPostings>{}),
         std::make_shared<const LiveDocs>(live)});
  }
  FieldStatistics statistics;
  statistics.doc_count = 5;
  statistics.sum_total_term_freq = 9;
  statistics.doc_freq = {0, 4};
  snapshot.statistics = {nullptr, std::make_shared<const FieldStatistics>(statistics)};
  EXPECT_EQ(snapshot.end_doc(), 30U);
  for (const DocId live : {3U, 5U, 9U, 20U, 29U}) {
    EXPECT_TRUE(snapshot.is_live(live)) << live;
  }
  for (const DocId dead : {0U, 4U, 10U, 19U, 21U, 30U, 99U}) {
    EXPECT_FALSE(snapshot.is_live(dead)) << dead;
  }
  EXPECT_EQ(snapshot.doc_freq(1, 1), 4U);
  EXPECT_EQ(snapshot.doc_freq(1, 2), 0U);
  EXPECT_EQ(snapshot.doc_freq(0, 1), 0U);
  EXPECT_EQ(snapshot.doc_count(1), 5U);
  EXPECT_EQ(snapshot.sum_total_term_freq(1), 9U);
}

}  // namespace
}  // namespace likewise
