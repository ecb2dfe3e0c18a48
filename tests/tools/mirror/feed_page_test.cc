#include "tools/mirror/feed_page.h"

#include <gtest/gtest.h>

namespace likewise::tools {
namespace {

constexpr std::string_view kLast = "{\"next\":9,\"end\":12,\"uuid\":\"u\"}\n";

FeedPage parsed(const std::string& lines) {
  const auto page = parse_feed_page(lines + std::string(kLast));
  EXPECT_TRUE(page.has_value()) << page.error().message();
  return page.has_value() ? *page : FeedPage();
}

TEST(FeedPage, ReadsOperationsWithoutUnquotingThem) {
  const FeedPage page = parsed(
      "{\"seq\":3,\"id\":\"a\\\"}\",\"op\":\"index\",\"source\":{\"t\":\"}\\n\"}}\n"
      "{\"seq\":5,\"id\":\"b\",\"op\":\"index\",\"routing\":\"r\\\\\",\"source\":{}}\n"
      "{\"seq\":7,\"id\":\"c\",\"op\":\"delete\"}\n"
      "{\"seq\":8,\"id\":\"d\",\"op\":\"delete\",\"routing\":\"x\"}\n");
  EXPECT_EQ(page.next, 9U);
  EXPECT_EQ(page.end, 12U);
  EXPECT_EQ(page.index_uuid, "u");
  const std::vector<FeedOperation> expected = {
      {3, false, R"("a\"}")", "", R"({"t":"}\n"})"},
      {5, false, R"("b")", R"("r\\")", "{}"},
      {7, true, R"("c")", "", ""},
      {8, true, R"("d")", R"("x")", ""},
  };
  EXPECT_EQ(page.operations, expected);
}

TEST(FeedPage, EveryCutIsNoticed) {
  const std::string text =
      "{\"seq\":3,\"id\":\"a\",\"op\":\"index\",\"source\":{\"n\":{}}}\n"
      "{\"seq\":4,\"id\":\"b\",\"op\":\"delete\"}\n" +
      std::string(kLast);
  ASSERT_TRUE(parse_feed_page(text).has_value());
  for (std::size_t size = 0; size < text.size(); ++size) {
    EXPECT_FALSE(parse_feed_page(text.substr(0, size)).has_value()) << size;
  }
}

TEST(FeedPage, RefusesOtherLines) {
  for (const char* line :
       {"", "{}", "{\"seq\":-1,\"id\":\"a\",\"op\":\"delete\"}",
        "{\"seq\":1,\"id\":a,\"op\":\"delete\"}", "{\"seq\":1,\"id\":\"a\",\"op\":\"update\"}",
        "{\"seq\":1,\"id\":\"a\",\"op\":\"delete\",\"source\":{}}",
        "{\"seq\":1,\"id\":\"a\",\"op\":\"index\"}",
        "{\"seq\":1,\"id\":\"a\",\"op\":\"index\",\"source\":[]}", "{\"seq\":1,\"id\":\"a\\"}) {
    EXPECT_FALSE(parse_feed_page(std::string(line) + "\n" + std::string(kLast)).has_value())
        << line;
  }
}

}  // namespace
}  // namespace likewise::tools
