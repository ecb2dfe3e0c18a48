#include "tools/compare/recording.h"

#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/tools/temporary_folder.h"
#include "tools/compare/answer_source.h"

namespace likewise::tools {
namespace {

using testing::HasSubstr;

constexpr const char* kHits = R"({"took":1,"hits":{"total":{"value":2,"relation":"eq"},)"
                              R"("hits":[{"_id":"a","_score":1.5},{"_id":"b","_score":1.25}]}})";

RecordingHeader header() {
  RecordingHeader out;
  out.facts = {"Elasticsearch 7.10.2", "3", "400", "7", "00ff", "2024-01-02T03:04:05Z"};
  out.index = "images";
  out.search_type = "dfs_query_then_fetch";
  out.queries = 2;
  return out;
}

std::string whole() {
  return header_line(header()) +
         *answer_line("{ \"size\": 3,\n \"query\": {} }", {200, kHits}, 1.25) +
         *answer_line("{\"query\":1}", {400, R"({"error":{"type":"t","reason":"r"}})"}, 2);
}

std::string error_of(const std::string& text) {
  const TemporaryFolder folder;
  const auto recording = read_recording(folder.write("saved.ndjson", text));
  return recording.has_value() ? "" : recording.error().message();
}

TEST(Recording, ReadsWhatItWrote) {
  const TemporaryFolder folder;
  for (const std::string& bytes : {whole(), gzipped(whole())}) {
    const auto recording = read_recording(folder.write("saved.ndjson", bytes));
    ASSERT_TRUE(recording.has_value()) << recording.error().message();
    EXPECT_EQ(recording->header, header());
    ASSERT_EQ(recording->answers.size(), 2U);
    EXPECT_EQ(recording->answers[0].request, R"({"size":3,"query":{}})");
    EXPECT_EQ(recording->answers[0].answer.total, 2U);
    EXPECT_EQ(recording->answers[0].answer.hits,
              (std::vector<RankedHit>{{"a", 1.5F}, {"b", 1.25F}}));
    EXPECT_EQ(recording->answers[0].answer.milliseconds, 1.25);
    EXPECT_EQ(recording->answers[1].answer.error, "t: r");
    const auto queries = queries_of(*recording);
    EXPECT_EQ(queries[0].size, 3U);
    EXPECT_EQ(queries[1].size, 10U);
  }
}

TEST(Recording, RefusesWhatIsBrokenWithItsLine) {
  const std::string text = whole();
  const std::string first = header_line(header());
  const std::size_t second_end = text.find('\n', first.size()) + 1;
  for (const auto& [bytes, message] : std::vector<std::pair<std::string, std::string>>{
           {"", "is empty"},
           {"\n", "line 1 is not the first line of a recording"},
           {"[]\n", "line 1 is not the first line of a recording"},
           {R"({"_id":"7"})", "line 1 is not the first line of a recording"},
           {R"({"likewise_recording":2})", "line 1 has version 2"},
           {R"({"likewise_recording":1})", "line 1 lacks something"},
           {first.substr(0, first.size() / 2), "line 1 is not the first line"},
           {first, "line 1 is the last one: 0 of 2 answers"},
           {text.substr(0, second_end), "line 2 is the last one: 1 of 2 answers"},
           {text.substr(0, text.size() - 9), "line 3 is broken or cut off"},
           {text + text.substr(first.size()), "line 5 is the last one: 4 of 2 answers"},
           {first + "{}\n", "line 2 is no recorded answer"},
           {first + "\n", "line 2 is broken or cut off"},
           {first + R"({"request":{},"status":200,"milliseconds":1,"response":{}})",
            "line 2 holds no search answer"}}) {
    EXPECT_THAT(error_of(bytes), HasSubstr(message)) << bytes;
  }
  EXPECT_EQ(error_of(text), "");
}

TEST(Recording, KeepsNoAnswerThatIsNone) {
  for (const HttpAnswer& answer : std::vector<HttpAnswer>{
           {503, R"({"error":"later"})"}, {429, kHits}, {200, "<html>"}, {200, "{}"}}) {
    EXPECT_FALSE(answer_line("{}", answer, 1).has_value()) << answer.body;
  }
}

TEST(Recording, AnswersRequestsThatItHas) {
  const TemporaryFolder folder;
  const auto source =
      make_recorded_source(*read_recording(folder.write("s.ndjson", whole())), "s.ndjson");
  EXPECT_EQ(source->facts()->product, "Elasticsearch 7.10.2");
  EXPECT_EQ(source->ask(R"({"size":3, "query":{}})")->hits.size(), 2U);
  EXPECT_THAT(source->ask(R"({"size":4})").error().message(),
              HasSubstr(R"([s.ndjson] has no answer to the request {"size":4})"));
}

}  // namespace
}  // namespace likewise::tools
