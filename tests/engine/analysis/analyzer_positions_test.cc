#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "engine/analysis/custom_analyzer.h"

namespace likewise {
namespace {

/// "term@position …", and how many words were dropped behind the last one.
std::pair<std::string, std::uint32_t> positions(const Analyzer& analyzer, const std::string& text) {
  std::string found;
  std::uint32_t next = 0;
  const std::uint32_t dropped =
      analyzer.analyze_positions(text, [&](std::string_view term, std::uint32_t increment) {
        next += increment;
        found += (found.empty() ? "" : " ") + std::string(term) + "@" + std::to_string(next - 1);
      });
  return {found, dropped};
}

CustomAnalyzer whitespace_with(std::vector<TokenFilter> filters) {
  return {"custom", *builtin_tokenizer("whitespace"), false, std::move(filters)};
}

TEST(AnalyzerPositions, DroppedWordsLeaveHoles) {
  EXPECT_EQ(positions(*builtin_analyzer("standard"), "the Quick fox"),
            std::pair(std::string("the@0 quick@1 fox@2"), 0U));
  EXPECT_EQ(positions(*builtin_analyzer("stop"), "the quick fox of the world and"),
            std::pair(std::string("quick@1 fox@2 world@5"), 1U));
  const CustomAnalyzer length = whitespace_with({length_filter(2, 9), stop_filter({"aa"}, false)});
  EXPECT_EQ(positions(length, "x bb aa y cc aa z"), std::pair(std::string("bb@1 cc@4"), 2U));
}

TEST(AnalyzerPositions, EqualWordsLeaveNoHoleAndLoseTheirs) {
  EXPECT_EQ(positions(whitespace_with({unique_filter()}), "a b a c"),
            std::pair(std::string("a@0 b@1 c@2"), 0U));
  // What Elasticsearch's _analyze says of these filters.
  const CustomAnalyzer both = whitespace_with({length_filter(2, 99), unique_filter()});
  EXPECT_EQ(positions(both, "aa b aa cc b aa dd"), std::pair(std::string("aa@0 cc@1 dd@2"), 0U));
}

TEST(AnalyzerNormalize, ChangesPartsAndDropsNothing) {
  EXPECT_EQ(builtin_analyzer("standard")->normalize("Qu ÉC"), "qu éc");
  EXPECT_EQ(builtin_analyzer("stop")->normalize("The"), "the");
  EXPECT_EQ(builtin_analyzer("whitespace")->normalize("Qu"), "Qu");
  EXPECT_EQ(builtin_analyzer("keyword")->normalize("Qu"), "Qu");
  const CustomAnalyzer custom =
      whitespace_with({lowercase_filter(), ascii_folding_filter(), stop_filter({"a"}, false),
                       length_filter(5, 9), unique_filter()});
  EXPECT_EQ(custom.normalize("É"), "e");
  EXPECT_EQ(custom.normalize("A"), "a");
}

}  // namespace
}  // namespace likewise
