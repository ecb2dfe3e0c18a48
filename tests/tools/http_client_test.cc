#include "tools/http_client.h"

#include <gtest/gtest.h>

namespace likewise::tools {
namespace {

TEST(IndexUrl, IsServerAndIndex) {
  const auto url = parse_index_url("http://127.0.0.1:9200/images/");
  ASSERT_TRUE(url.has_value());
  EXPECT_EQ(url->server, "http://127.0.0.1:9200");
  EXPECT_EQ(url->index, "images");
}

TEST(IndexUrl, RefusesWhatIsNoIndexAddress) {
  for (const char* text : {"", "images", "ftp://h/images", "http://h", "http://h/",
                           "http:///images", "http://h/images/_search", "http://h/images?x=1"}) {
    const auto url = parse_index_url(text);
    ASSERT_FALSE(url.has_value()) << text;
    EXPECT_EQ(url.error().type(), "usage");
  }
}

TEST(PercentEncode, KeepsOnlyUnreservedCharacters) {
  EXPECT_EQ(percent_encode("a/b c%\xC3\xA4-1_~."), "a%2Fb%20c%25%C3%A4-1_~.");
}

TEST(ErrorText, IsElasticsearchsReason) {
  EXPECT_EQ(error_text({400, R"({"error":{"type":"t","reason":"r"},"status":400})"}), "t: r");
  EXPECT_EQ(error_text({406, R"({"error":"no such type","status":406})"}), "no such type");
  EXPECT_EQ(error_text({502, "bad gateway"}), "status 502: bad gateway");
}

TEST(HttpClient, SaysThatNobodyListens) {
  HttpClient client("http://127.0.0.1:1");
  const auto answer = client.request("GET", "/", "");
  ASSERT_FALSE(answer.has_value());
  EXPECT_EQ(answer.error().code(), ErrorCode::kUnavailable);
  EXPECT_NE(answer.error().message().find("127.0.0.1:1"), std::string::npos);
}

}  // namespace
}  // namespace likewise::tools
