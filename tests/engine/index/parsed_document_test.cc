#include "engine/index/parsed_document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace likewise {
namespace {

std::vector<std::string> texts(const ParsedDocument& document, std::size_t slot) {
  std::vector<std::string> all;
  for (const auto& span : document.fields()[slot].tokens) {
    all.emplace_back(document.text(span));
  }
  return all;
}

TEST(ParsedDocument, KeepsTokensInOrderWithRepeats) {
  ParsedDocument document;
  document.add_token(3, "0-1");
  document.add_token(0, "");
  document.add_token(3, "1-7");
  document.add_token(3, "0-1");
  ASSERT_EQ(document.fields().size(), 2U);
  EXPECT_EQ(document.fields()[0].field, 3U);
  EXPECT_EQ(document.fields()[1].field, 0U);
  EXPECT_THAT(texts(document, 0), testing::ElementsAre("0-1", "1-7", "0-1"));
  EXPECT_THAT(texts(document, 1), testing::ElementsAre(""));
}

TEST(ParsedDocument, IsEmptyAfterClear) {
  ParsedDocument document;
  document.add_token(1, "a");
  document.add_token(2, "b");
  document.ignored.emplace_back("c");
  document.clear();
  EXPECT_TRUE(document.fields().empty());
  EXPECT_TRUE(document.ignored.empty());
  document.add_token(2, "z");
  ASSERT_EQ(document.fields().size(), 1U);
  EXPECT_THAT(texts(document, 0), testing::ElementsAre("z"));
}

}  // namespace
}  // namespace likewise
