#include "tools/document_lines.h"

#include <string>

#include <gtest/gtest.h>

namespace likewise::tools {
namespace {

struct GoodLine {
  const char* line;
  const char* bulk;
};

constexpr GoodLine kGoodLines[] = {
    // As `likewise encode` writes it: cut, not parsed.
    {R"({"_id":"7","feature_vector":["0-14"]})",
     "{\"index\":{\"_id\":\"7\"}}\n{\"feature_vector\":[\"0-14\"]}\n"},
    // The _id elsewhere, or a number, or with escapes.
    {R"({"a":1.50,"_id":7})", "{\"index\":{\"_id\":\"7\"}}\n{\"a\":1.50}\n"},
    {R"({"_id":"a\"b","a":[]})", "{\"index\":{\"_id\":\"a\\\"b\"}}\n{\"a\":[]}\n"},
    // Nothing but the _id.
    {R"({"_id":"7"})", "{\"index\":{\"_id\":\"7\"}}\n{}\n"},
    // No _id: the server makes one.
    {R"({"a":"x"})", "{\"index\":{}}\n{\"a\":\"x\"}\n"},
};

TEST(DocumentLines, BecomeAnActionAndADocument) {
  for (const auto& [line, bulk] : kGoodLines) {
    std::string out;
    ASSERT_TRUE(append_bulk_lines(line, 1, out).has_value()) << line;
    EXPECT_EQ(out, bulk);
  }
}

TEST(DocumentLines, RefuseWhatIsNoDocumentAndNameTheLine) {
  for (const char* line : {"[1]", "{\"_id\":{}}", "{\"a\":", "7"}) {
    std::string out;
    const Status status = append_bulk_lines(line, 42, out);
    ASSERT_FALSE(status.has_value()) << line;
    EXPECT_NE(status.error().message().find("line 42"), std::string::npos)
        << status.error().message();
  }
}

}  // namespace
}  // namespace likewise::tools
