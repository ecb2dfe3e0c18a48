#include "server/http/target.h"

#include <gtest/gtest.h>

namespace likewise::server {
namespace {

TEST(ParseTarget, SplitsAndDecodesThePath) {
  const auto target = parse_target("/i/_doc/%2F%20x+y%2B?refresh&routing=a+b%26c&q=");
  ASSERT_TRUE(target.has_value());
  EXPECT_EQ(target->path, "/i/_doc/%2F%20x+y%2B");
  EXPECT_EQ(target->segments, (std::vector<std::string>{"i", "_doc", "/ x+y+"}));
  EXPECT_EQ(target->parameters,
            (std::vector<NameValue>{{"refresh", ""}, {"routing", "a b&c"}, {"q", ""}}));
}

TEST(ParseTarget, LeavesOutEmptySegments) {
  EXPECT_TRUE(parse_target("/")->segments.empty());
  EXPECT_EQ(parse_target("//i//_count/")->segments, (std::vector<std::string>{"i", "_count"}));
}

TEST(ParseTarget, KeepsDotsAsTheyAre) {
  EXPECT_EQ(parse_target("/a/../b/%2e%2e")->segments,
            (std::vector<std::string>{"a", "..", "b", ".."}));
}

TEST(ParseTarget, RefusesBrokenEscapes) {
  for (const char* uri : {"/i/%zz", "/i/%4", "/i/%", "/i?a=%zz", "/i?%4=b"}) {
    EXPECT_FALSE(parse_target(uri).has_value()) << uri;
  }
  const auto target = parse_target("/i/_search?a=%zz");
  EXPECT_EQ(target.error().type(), "bad_parameter_exception");
  EXPECT_EQ(target.error().message(),
            "java.lang.IllegalArgumentException: invalid escape sequence `%zz' at index 0 of: %zz");
}

TEST(EncodeSegment, IsUndoneByParseTarget) {
  std::string all;
  for (int c = 1; c < 256; ++c) {
    all.push_back(static_cast<char>(c));
  }
  const auto target = parse_target("/" + encode_segment(all));
  ASSERT_TRUE(target.has_value());
  EXPECT_EQ(target->segments, std::vector<std::string>{all});
}

}  // namespace
}  // namespace likewise::server
