#include "engine/quantizer/token.h"

#include <limits>

#include <gtest/gtest.h>

namespace likewise {
namespace {

TEST(Token, HasOneTextForm) {
  EXPECT_EQ(to_string({0, 14}), "0-14");
  EXPECT_EQ(to_string({195, 0}), "195-0");
  EXPECT_EQ(to_string({4294967295U, 65535}), "4294967295-65535");
}

TEST(Token, ReadsWhatItWrites) {
  for (const std::uint32_t group : {0U, 9U, 10U, 255U, 4294967295U}) {
    for (const std::uint16_t cluster :
         {std::uint16_t{0}, std::uint16_t{31}, std::uint16_t{65535}}) {
      const Token token{group, cluster};
      const auto parsed = parse_token(to_string(token));
      ASSERT_TRUE(parsed.has_value());
      EXPECT_EQ(*parsed, token);
    }
  }
}

TEST(Token, ReadsNothingElse) {
  for (const char* text : {"", "-", "1", "1-", "-1", "1-2-3", "01-2", "1-02", "+1-2", "1--2",
                           " 1-2", "1-2 ", "1-65536", "4294967296-1", "a-1", "1-b", "1_2"}) {
    const auto parsed = parse_token(text);
    ASSERT_FALSE(parsed.has_value()) << text;
    EXPECT_EQ(parsed.error().message(),
              "malformed token [" + std::string(text) + "], expected <group>-<cluster>");
  }
}

TEST(Token, OrdersByGroupThenCluster) {
  EXPECT_LT((Token{1, 9}), (Token{2, 0}));
  EXPECT_LT((Token{2, 0}), (Token{2, 1}));
}

}  // namespace
}  // namespace likewise
