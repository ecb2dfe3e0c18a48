#include "tools/mirror/bulk_body.h"

#include <gtest/gtest.h>

namespace likewise::tools {
namespace {

/// "done retry(429) rejected(400 mapper_parsing_exception: …)" or "error: …".
std::string read(const std::string& items, std::size_t count) {
  const auto outcomes = read_bulk_answer("{\"items\":[" + items + "]}", count);
  if (!outcomes.has_value()) {
    return "error: " + outcomes.error().message();
  }
  std::string text;
  for (const ItemOutcome& item : *outcomes) {
    text += text.empty() ? "" : " ";
    switch (item.fate) {
      case ItemFate::kDone:
        text += "done";
        break;
      case ItemFate::kRetry:
        text += "retry(" + std::to_string(item.status) + ")";
        break;
      case ItemFate::kRejected:
        text +=
            "rejected(" + std::to_string(item.status) + " " + item.type + ": " + item.reason + ")";
        break;
    }
  }
  return text;
}

TEST(BulkBody, SendsSequenceNumbersAsExternalVersions) {
  const FeedOperation index{0, false, R"("a\"")", "", R"({"n":1})"};
  const FeedOperation routed{6, false, R"("b")", R"("r")", "{}"};
  const FeedOperation removed{7, true, R"("c")", "", ""};
  const std::vector<const FeedOperation*> operations = {&index, &routed, &removed};
  EXPECT_EQ(bulk_body(operations),
            R"({"index":{"_id":"a\"","version":1,"version_type":"external"}})"
            "\n"
            R"({"n":1})"
            "\n"
            R"({"index":{"_id":"b","routing":"r","version":7,"version_type":"external"}})"
            "\n{}\n"
            R"({"delete":{"_id":"c","version":8,"version_type":"external"}})"
            "\n");
}

TEST(BulkAnswer, TellsTheFateOfEveryItem) {
  EXPECT_EQ(
      read(R"({"index":{"status":201}},{"index":{"status":200}},{"delete":{"status":200}})", 3),
      "done done done");
  EXPECT_EQ(read(R"({"delete":{"status":404}})", 1), "done");
  EXPECT_EQ(read(R"({"index":{"status":409,"error":{"type":"version_conflict_engine_exception",)"
                 R"("reason":"higher"}}})",
                 1),
            "done");
  for (const char* status : {"429", "502", "503", "504"}) {
    EXPECT_EQ(
        read(std::string(R"({"index":{"status":)") + status + R"(,"error":{"type":"x"}}})", 1),
        std::string("retry(") + status + ")");
  }
  EXPECT_EQ(read(R"({"index":{"status":403,"error":{"type":"cluster_block_exception"}}})", 1),
            "retry(403)");
  EXPECT_EQ(read(R"({"index":{"status":400,"error":{"type":"mapper_parsing_exception",)"
                 R"("reason":"failed","caused_by":{"type":"y","reason":"why"}}}})",
                 1),
            "rejected(400 mapper_parsing_exception: failed: why)");
  EXPECT_EQ(read(R"({"index":{"status":404,"error":{"type":"x","reason":"r"}}})", 1),
            "rejected(404 x: r)");
  EXPECT_EQ(read(R"({"index":{"status":404,"error":{"type":"index_not_found_exception",)"
                 R"("reason":"no such index [i]"}}})",
                 1),
            "error: the target index refuses: no such index [i]");
}

TEST(BulkAnswer, RefusesAnswersThatAreNotWhole) {
  EXPECT_NE(read(R"({"index":{"status":201}})", 2).find("error"), std::string::npos);
  EXPECT_NE(read("7", 1).find("error"), std::string::npos);
  EXPECT_FALSE(read_bulk_answer("", 1).has_value());
  EXPECT_FALSE(read_bulk_answer("{\"items\":[{\"index\":{\"sta", 1).has_value());
  EXPECT_FALSE(read_bulk_answer("<html>", 1).has_value());
}

}  // namespace
}  // namespace likewise::tools
