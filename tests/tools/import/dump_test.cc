// Lines of dump files, and files of them.

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/tools/temporary_folder.h"
#include "tools/import/dump_cursor.h"
#include "tools/import/dump_lines.h"
#include "tools/import/ordered_writer.h"

namespace likewise::tools {
namespace {

using testing::HasSubstr;

struct Recognised {
  const char* line;
  DumpFormat format;
};

TEST(DumpLines, AreRecognised) {
  for (const auto& [line, format] : std::vector<Recognised>{
           {R"({"_id":"7","feature_vector":["0-14"]})", DumpFormat::kDocuments},
           {R"({"a":1})", DumpFormat::kDocuments},
           {R"({"index":"a word"})", DumpFormat::kDocuments},
           {R"({"_source":{},"more":1})", DumpFormat::kDocuments},
           {R"({"_index":"i","_type":"_doc","_id":"7","_score":1,"_source":{"a":1}})",
            DumpFormat::kElasticdump},
           {R"({"index":{"_id":"7"}})", DumpFormat::kBulk},
           {R"({"create":{}})", DumpFormat::kBulk},
           {R"({"delete":{"_id":"7"}})", DumpFormat::kBulk}}) {
    const auto found = recognise_dump(line);
    ASSERT_TRUE(found.has_value()) << line;
    EXPECT_EQ(*found, format) << line;
  }
  EXPECT_THAT(recognise_dump(R"({"images":{"mappings":{"properties":{}}}})").error().message(),
              HasSubstr("--mapping"));
  EXPECT_THAT(recognise_dump("[1]").error().message(), HasSubstr("is no JSON object"));
  EXPECT_THAT(recognise_dump(R"({"a":)").error().message(), HasSubstr("is broken or cut off"));
}

TEST(DumpLines, BecomeOperations) {
  const auto document = parse_document_line(R"({"_id":7,"a":1.50})", 3);
  EXPECT_EQ(*document, (FeedOperation{3, false, "\"7\"", "", R"({"a":1.50})"}));
  const auto hit = parse_elasticdump_line(
      R"({"_index":"i","_id":"a\"b","_routing":"r","_score":1,"_source":{"a": 1.50}})");
  EXPECT_EQ(*hit, (FeedOperation{0, false, R"("a\"b")", "\"r\"", R"({"a": 1.50})"}));
  auto action = parse_bulk_action(R"({"create":{"_index":"i","_id":"7","routing":8}})");
  ASSERT_TRUE(action.has_value());
  EXPECT_TRUE(add_bulk_source(R"({"a":1})", 9, *action).has_value());
  EXPECT_EQ(*action, (FeedOperation{0, false, "\"7\"", "\"8\"", R"({"a":1})"}));
  EXPECT_TRUE(parse_bulk_action(R"({"delete":{"_id":"7"}})")->deleted);
}

TEST(DumpLines, WithoutAnIdGetTheSameOneEachTime) {
  const auto first = parse_document_line(R"({"a":1})", 3);
  EXPECT_EQ(first->quoted_id, parse_document_line(R"({"a":1})", 3)->quoted_id);
  EXPECT_NE(first->quoted_id, parse_document_line(R"({"a":1})", 4)->quoted_id);
  EXPECT_NE(first->quoted_id, parse_document_line(R"({"a":2})", 3)->quoted_id);
  auto action = parse_bulk_action(R"({"index":{}})");
  EXPECT_TRUE(add_bulk_source(R"({"a":1})", 3, *action).has_value());
  EXPECT_EQ(action->quoted_id, first->quoted_id);
}

TEST(DumpLines, RefuseWhatIsNone) {
  for (const char* line : {"", "[]", "7", "{\"_id\":\"7\",\"a\":[", R"({"_id":{},"a":1})"}) {
    EXPECT_FALSE(parse_document_line(line, 1).has_value()) << line;
  }
  for (const char* line : {"", "{}", R"({"_id":"7"})", R"({"_source":{}})",
                           R"({"_id":"7","_source":[]})", R"({"_id":"7","_source":{})"}) {
    EXPECT_FALSE(parse_elasticdump_line(line).has_value()) << line;
  }
  for (const char* line : {"", "{}", R"({"a":1})", R"({"index":7})", R"({"delete":{}})",
                           R"({"index":{"_id":[]}})", R"({"index":{},"delete":{}})"}) {
    EXPECT_FALSE(parse_bulk_action(line).has_value()) << line;
  }
  EXPECT_THAT(parse_bulk_action(R"({"update":{"_id":"7"}})").error().message(),
              HasSubstr("is an update"));
}

TEST(DumpLines, FormatsHaveNames) {
  EXPECT_EQ(*parse_dump_format("auto"), std::nullopt);
  EXPECT_EQ(*parse_dump_format("elasticdump"), DumpFormat::kElasticdump);
  EXPECT_EQ(parse_dump_format("csv").error().type(), "usage");
}

TEST(KeepLastOfEach, KeepsTheOrderOfWhatStays) {
  std::vector<FeedOperation> operations = {{1, false, "a", "", "1"},
                                           {2, false, "b", "", "2"},
                                           {3, true, "a", "", ""},
                                           {4, false, "c", "", "4"},
                                           {5, false, "c", "", "5"}};
  keep_last_of_each(operations);
  EXPECT_THAT(operations, testing::ElementsAre(FeedOperation{2, false, "b", "", "2"},
                                               FeedOperation{3, true, "a", "", ""},
                                               FeedOperation{5, false, "c", "", "5"}));
}

// "id:source ..." of every operation after a line, "-id" of deletes, then the error, if any.
std::string read_all(const std::string& file, std::uint64_t after = 0,
                     std::size_t page_bytes = 10) {
  auto cursor = DumpCursor::open(file, {}, page_bytes);
  if (!cursor.has_value()) {
    return cursor.error().message();
  }
  cursor->skip_to(after);
  std::string out;
  std::uint64_t last = 0;
  while (true) {
    const auto page = cursor->next();
    if (!page.has_value()) {
      return out + page.error().message().substr(page.error().message().rfind('/') + 1);
    }
    if (!*page) {
      return out;
    }
    EXPECT_GT((*page)->next, last);
    last = (*page)->next;
    for (const FeedOperation& operation : (*page)->operations) {
      out += (operation.deleted ? "-" : "") + operation.quoted_id + ":" + operation.source + " ";
    }
  }
}

TEST(DumpCursor, ReadsEveryFormatPlainAndPacked) {
  const TemporaryFolder folder;
  const std::string documents = "\n{\"_id\":\"1\",\"a\":1}\n\n{\"_id\":\"2\",\"a\":2}";
  const std::string dump =
      "{\"_id\":\"1\",\"_source\":{\"a\":1}}\r\n{\"_id\":\"2\",\"_source\":{\"a\":2}}\r\n";
  const std::string bulk =
      "{\"index\":{\"_id\":\"1\"}}\n{\"a\":1}\n\n{\"index\":{\"_id\":\"2\"}}\n{\"a\":2}\n";
  for (const std::string& text : {documents, dump, bulk}) {
    EXPECT_EQ(read_all(folder.write("f", text)), R"("1":{"a":1} "2":{"a":2} )");
    EXPECT_EQ(read_all(folder.write("f", gzipped(text))), R"("1":{"a":1} "2":{"a":2} )");
  }
  EXPECT_EQ(read_all(folder.write("f", bulk + "{\"delete\":{\"_id\":\"1\"}}\n")),
            R"("1":{"a":1} "2":{"a":2} -"1": )");
}

TEST(DumpCursor, GoesOnAfterAnyPosition) {
  const TemporaryFolder folder;
  const std::string bulk =
      "{\"index\":{\"_id\":\"1\"}}\n{\"a\":1}\n{\"delete\":{\"_id\":\"3\"}}\n"
      "{\"index\":{\"_id\":\"2\"}}\n{\"a\":2}\n";
  const std::string file = folder.write("bulk", bulk);
  EXPECT_EQ(read_all(file, 2), R"(-"3": "2":{"a":2} )");
  EXPECT_EQ(read_all(file, 3), R"("2":{"a":2} )");
  EXPECT_EQ(read_all(file, 5), "");
}

TEST(DumpCursor, TellsTheLineOfWhatIsBrokenAfterWhatIsNot) {
  const TemporaryFolder folder;
  const std::string first = "{\"_id\":\"1\",\"a\":1}\n";
  EXPECT_EQ(read_all(folder.write("f", first + "\n{\"_id\":\"2\",\"a\":")),
            R"("1":{"a":1} f] line 3 is no JSON object, or cut off)");
  EXPECT_EQ(read_all(folder.write("f", "{\"index\":{\"_id\":\"1\"}}\n")),
            "f] line 1 is the last one: its document is missing");
  EXPECT_THAT(read_all(folder.write("f", "\n \n")), HasSubstr("is empty"));
  EXPECT_THAT(read_all(folder.write("f", "<html>")), HasSubstr("line 1 is broken or cut off"));
  EXPECT_THAT(read_all(folder.file("none")), HasSubstr("cannot read"));
  const std::string packed = gzipped(first);
  EXPECT_THAT(read_all(folder.write("f", packed.substr(0, packed.size() - 3))),
              HasSubstr("truncated gzip data"));
}

TEST(DumpCursor, TellsDumpsApart) {
  const TemporaryFolder folder;
  const auto identity = [&folder](const std::string& text) {
    return DumpCursor::open(folder.write("f", text), {}, 10)->identity();
  };
  EXPECT_EQ(identity("{\"a\":1}\n"), identity("{\"a\":1}\n"));
  EXPECT_NE(identity("{\"a\":1}\n"), identity("{\"a\":2}\n"));
  EXPECT_NE(identity("{\"a\":1}\n"), identity("{\"a\":1}\n{\"a\":2}\n"));
}

}  // namespace
}  // namespace likewise::tools
