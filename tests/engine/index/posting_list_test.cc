#include "engine/index/posting_list.h"

#include <gtest/gtest.h>

#include "tests/engine/index/random_postings.h"

namespace likewise {
namespace {

constexpr double kDensities[] = {0.00002, 0.003, 0.0155, 0.017, 0.2, 0.97, 1.0};

TEST(PostingCursor, OfNothingStandsAtTheEnd) {
  EXPECT_EQ(PostingCursor().doc(), kNoMoreDocs);
  EXPECT_EQ(PostingCursor(PostingList()).doc(), kNoMoreDocs);
  PostingCursor cursor;
  cursor.advance_to(7);
  EXPECT_EQ(cursor.doc(), kNoMoreDocs);
}

TEST(PostingCursor, VisitsEveryPostingWithItsFrequency) {
  Random random(11);
  for (const double density : kDensities) {
    for (const bool with_frequencies : {false, true}) {
      SCOPED_TRACE(density);
      const PlainPostings plain =
          random_postings(random, 60'001, 140'000, density, with_frequencies);
      const PostingList list = make_postings(plain);
      EXPECT_EQ(list.document_count(), plain.size());
      EXPECT_EQ(read_postings(list), plain);
    }
  }
}

TEST(PostingCursor, AdvancesToTheFirstPostingAtOrAfterATarget) {
  Random random(12);
  for (const double density : kDensities) {
    for (const std::uint64_t stride : {3U, 200U, 30'000U}) {
      SCOPED_TRACE(density);
      const PlainPostings plain = random_postings(random, 1'000, 300'000, density, true);
      const PostingList list = make_postings(plain);
      PostingCursor cursor(list);
      DocId target = 0;
      for (int i = 0; i < 4'000 && cursor.doc() != kNoMoreDocs; ++i) {
        if (random.below(4) == 0) {
          const auto here = plain.upper_bound(cursor.doc());
          cursor.next();
          ASSERT_EQ(cursor.doc(), here == plain.end() ? kNoMoreDocs : here->first);
        } else {
          target = static_cast<DocId>(std::max(target, cursor.doc()) + random.below(stride));
          const auto expected = plain.lower_bound(target);
          cursor.advance_to(target);
          ASSERT_EQ(cursor.doc(), expected == plain.end() ? kNoMoreDocs : expected->first);
        }
        if (cursor.doc() != kNoMoreDocs) {
          ASSERT_EQ(cursor.frequency(), plain.at(cursor.doc()));
          const DocId before = cursor.doc();
          cursor.advance_to(before / 2);
          ASSERT_EQ(cursor.doc(), before) << "never moves backwards";
        }
      }
      cursor.advance_to(kNoMoreDocs);
      EXPECT_EQ(cursor.doc(), kNoMoreDocs);
    }
  }
}

TEST(PostingContainer, IsABitmapFromTheThreshold) {
  std::vector<std::uint16_t> lows;
  for (std::uint32_t i = 0; i < kBitmapThreshold; ++i) {
    lows.push_back(static_cast<std::uint16_t>(i * 64));
  }
  const PostingContainer dense(65'536, lows, {});
  EXPECT_TRUE(dense.is_bitmap());
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(dense.bits().data()) % 64, 0U);
  lows.pop_back();
  const PostingContainer sparse(65'536, lows, {});
  EXPECT_FALSE(sparse.is_bitmap());
  for (const auto* container : {&dense, &sparse}) {
    EXPECT_TRUE(container->contains(64));
    EXPECT_FALSE(container->contains(65));
  }
  EXPECT_EQ(PostingContainer::from_bits(0, dense.bits(), {}).count(), kBitmapThreshold);
}

TEST(PostingContainer, FromBitsGoesBackToAnArrayWhenSparse) {
  AlignedWords words(kBitmapWords, 0);
  words[1] = 5;
  words[1'023] = std::uint64_t{1} << 63U;
  const std::vector<std::uint32_t> frequencies = {1, 300, 2};
  const auto container = PostingContainer::from_bits(0, words, frequencies);
  EXPECT_FALSE(container.is_bitmap());
  EXPECT_EQ(std::vector(container.lows().begin(), container.lows().end()),
            (std::vector<std::uint16_t>{64, 66, 65'535}));
  EXPECT_EQ(container.frequency(1), 300U);
}

TEST(PostingContainer, ForgetsFrequenciesThatAreAllOne) {
  const std::vector<std::uint16_t> lows = {1, 2};
  const std::vector<std::uint32_t> ones = {1, 1};
  EXPECT_FALSE(PostingContainer(0, lows, ones).has_frequencies());
}

}  // namespace
}  // namespace likewise
