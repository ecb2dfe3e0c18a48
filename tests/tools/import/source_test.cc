// What an import reads from a cluster's answers, and its checkpoint.

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/tools/temporary_folder.h"
#include "tools/import/hit_page.h"
#include "tools/import/import_checkpoint.h"
#include "tools/import/source_index.h"

namespace likewise::tools {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// As Elasticsearch 9 answers, shortened.
constexpr const char* kIndex =
    R"({"im":{"aliases":{},"mappings":{"_meta":{"likewise_mirror":{"source_uuid":"x"}},)"
    R"("properties":{"a":{"type":"long"}}},"settings":{"index":{"routing":{"allocation":)"
    R"({"include":{"_tier_preference":"data_content"}}},"codec":"best_compression",)"
    R"("refresh_interval":"5s","number_of_shards":"3","provided_name":"im",)"
    R"("creation_date":"1795536748826","analysis":{"analyzer":{}},"uuid":"cxlqO7i4Rqee",)"
    R"("version":{"created":"9111000"}}}}})";

TEST(SourceIndex, KeepsWhatMeansTheSameElsewhere) {
  const auto source = describe_source(kIndex);
  ASSERT_TRUE(source.has_value());
  EXPECT_EQ(source->uuid, "cxlqO7i4Rqee");
  EXPECT_EQ(source->shards, 3U);
  EXPECT_EQ(source->creation_body,
            R"({"settings":{"index":{"refresh_interval":"5s","number_of_shards":"3",)"
            R"("analysis":{"analyzer":{}}}},"mappings":{"properties":{"a":{"type":"long"}}}})");
  EXPECT_THAT(source->left_out, ElementsAre("index.codec"));
  for (const char* answer :
       {"", "[]", "{}", R"({"a":{},"b":{}})", R"({"error":"x","status":404})"}) {
    EXPECT_FALSE(describe_source(answer).has_value()) << answer;
  }
}

TEST(SourceIndex, ReadsMappingFiles) {
  constexpr const char* kBody = R"({"mappings":{"properties":{}}})";
  EXPECT_EQ(*body_of_mapping_file(kBody), kBody);
  EXPECT_EQ(*body_of_mapping_file(R"({"images":{"mappings":{"properties":{}}}})"), kBody);
  for (const char* text : {"", "[]", R"({"a":1})", R"({"properties":{}})"}) {
    EXPECT_FALSE(body_of_mapping_file(text).has_value()) << text;
  }
}

TEST(SourceIndex, IsReadByPointInTimeWhereThatCanBeSorted) {
  const auto method = [](const char* name, const char* version, int major) {
    return read_method({name, version, major});
  };
  EXPECT_EQ(method("Elasticsearch", "7.17.0", 7), ReadMethod::kScroll);
  EXPECT_EQ(method("Elasticsearch", "8.0.0", 8), ReadMethod::kElasticsearchPointInTime);
  EXPECT_EQ(method("Elasticsearch", "9.5.3", 9), ReadMethod::kElasticsearchPointInTime);
  EXPECT_EQ(method("OpenSearch", "2.19.1", 2), ReadMethod::kScroll);
  EXPECT_EQ(method("OpenSearch", "3.2.0", 3), ReadMethod::kScroll);
  EXPECT_EQ(method("OpenSearch", "3.8.0", 3), ReadMethod::kOpenSearchPointInTime);
}

std::string answer(const std::string& hits, const std::string& failed = "0") {
  return R"({"_scroll_id":"s","timed_out":false,"_shards":{"total":1,"failed":)" + failed +
         R"(},"hits":{"hits":[)" + hits + "]}}";
}

TEST(HitPage, KeepsIdRoutingAndTheBytesOfTheDocument) {
  const auto page =
      parse_hit_page(answer(R"({"_id":"a\"b","_routing":"r","_source":{"a": 1.50},"sort":[7,11]},)"
                            "{\"_id\":\"c\",\"_source\":{\n\"a\":\n2},\"sort\":[9,12]}"));
  ASSERT_TRUE(page.has_value()) << page.error().message();
  EXPECT_THAT(page->page.operations,
              ElementsAre(FeedOperation{7, false, R"("a\"b")", "\"r\"", R"({"a": 1.50})"},
                          FeedOperation{9, false, "\"c\"", "", R"({"a":2})"}));
  EXPECT_EQ(page->page.next, 9U);
  EXPECT_EQ(page->after, "[9,12]");
  EXPECT_EQ(page->context, "s");
  EXPECT_TRUE(parse_hit_page(answer(""))->after.empty());
}

TEST(HitPage, IsAWholeAnswerOrNone) {
  const std::string good = answer(R"({"_id":"a","_source":{},"sort":[7]})");
  EXPECT_TRUE(parse_hit_page(good).has_value());
  for (std::size_t length = 0; length < good.size(); ++length) {
    EXPECT_EQ(parse_hit_page(good.substr(0, length)).error().code(), ErrorCode::kUnavailable);
  }
  for (const std::string& text :
       {std::string("{}"), answer("", "1"), answer(R"({"_id":"a","_source":{}})"),
        answer(R"({"_source":{},"sort":[7]})"), answer(R"({"_id":"a","_source":{},"sort":["x"]})"),
        std::string(R"({"timed_out":true,"_shards":{"failed":0},"hits":{"hits":[]}})")}) {
    EXPECT_EQ(parse_hit_page(text).error().code(), ErrorCode::kUnavailable) << text;
  }
  const auto no_source = parse_hit_page(answer(R"({"_id":"a","sort":[7]})"));
  EXPECT_EQ(no_source.error().code(), ErrorCode::kInvalidArgument);
  EXPECT_THAT(no_source.error().message(), HasSubstr("document [a] has no _source"));
}

TEST(ImportCheckpoint, ReadsWhatItWroteAndNothingElse) {
  const ImportCheckpoint checkpoint{"index \"x\"", "uuid", {0, 17, 18'446'744'073'709'551'615U}, 3};
  const std::string text = to_text(checkpoint);
  EXPECT_EQ(*parse_import_checkpoint(text), checkpoint);
  for (std::size_t length = 0; length + 1 < text.size(); ++length) {
    EXPECT_FALSE(parse_import_checkpoint(text.substr(0, length)).has_value()) << length;
  }
  const TemporaryFolder folder;
  EXPECT_EQ(*load_import_checkpoint(folder.file("none")), std::nullopt);
  EXPECT_EQ(**load_import_checkpoint(folder.write("c", text)), checkpoint);
  EXPECT_THAT(load_import_checkpoint(folder.write("c", "{}")).error().message(),
              HasSubstr("is no checkpoint of likewise import"));
}

}  // namespace
}  // namespace likewise::tools
