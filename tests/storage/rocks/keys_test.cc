#include "storage/rocks/keys.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/random.h"

namespace likewise::storage {
namespace {

TEST(Keys, KeepTheOrderOfNumbers) {
  Random random(1);
  for (int i = 0; i < 1000; ++i) {
    const auto a = static_cast<std::uint32_t>(random.next());
    const auto b = static_cast<std::uint32_t>(random.next());
    EXPECT_EQ(a < b, doc_key(7, a) < doc_key(7, b));
    EXPECT_EQ(a < b, id_key(a, "z") < id_key(b, "a"));
    const std::uint64_t c = random.next();
    const std::uint64_t d = random.next();
    EXPECT_EQ(c < d, seq_key(7, c) < seq_key(7, d));
  }
}

TEST(Keys, AreReadBackAsTheyWereWritten) {
  Random random(2);
  for (int i = 0; i < 1000; ++i) {
    const auto number = static_cast<std::uint32_t>(random.next());
    const std::uint64_t seq_no = random.next();
    std::string text(random.below(20), '\0');
    std::generate(text.begin(), text.end(), [&] { return static_cast<char>(random.next()); });
    EXPECT_EQ(parse_doc_key(doc_key(3, number)), number);
    EXPECT_EQ(parse_seq_key(seq_key(3, seq_no)), seq_no);
    EXPECT_EQ(parse_numbered_meta_key(catalog_key(number)), number);
    EXPECT_EQ(parse_statistics_key(statistics_key(3, number)), number);
    const std::string key = term_key(3, number, text);
    const auto term = parse_term_key(key);
    ASSERT_TRUE(term.has_value());
    EXPECT_EQ(term->first, number);
    EXPECT_EQ(term->second, text);
    const BlockKey block{number, number / 2, BlockKind::kNorms, number / 3};
    EXPECT_EQ(parse_block_key(block_key(3, block)), block);
  }
}

TEST(Keys, OfAnotherShapeAreRefused) {
  EXPECT_FALSE(parse_doc_key("1234567").has_value());
  EXPECT_FALSE(parse_seq_key("12345678").has_value());
  EXPECT_FALSE(parse_term_key("1234567").has_value());
  EXPECT_FALSE(parse_block_key("123456789012345678").has_value());
  EXPECT_FALSE(parse_numbered_meta_key("c123").has_value());
  EXPECT_FALSE(parse_statistics_key("s1234").has_value());
}

TEST(Keys, OfOneIndexAreOneRange) {
  for (const std::uint32_t index : {0U, 1U, 255U, 0xFFFFU, 0xFFFFFFFEU}) {
    const KeyRange range = index_keys(index);
    for (const std::string& key :
         {id_key(index, ""), id_key(index, "\xFF\xFF"), doc_key(index, 0),
          doc_key(index, 0xFFFFFFFFU), seq_key(index, ~0ULL), term_key(index, 0xFFFFFFFFU, "x")}) {
      EXPECT_LE(range.begin, key);
      EXPECT_LT(key, range.end);
    }
    if (index > 0) {
      EXPECT_LT(doc_key(index - 1, 0xFFFFFFFFU), range.begin);
    }
    EXPECT_GE(doc_key(index + 1, 0), range.end);
  }
}

}  // namespace
}  // namespace likewise::storage
