#include "engine/analysis/character_analyzers.h"

#include <string>

#include <gmock/gmock.h>

#include "tests/engine/analysis/analyzed.h"

namespace likewise {
namespace {

using testing::ElementsAre;

TEST(BuiltinAnalyzers, AreSharedAndKnowTheirNames) {
  for (const char* name : {"standard", "keyword", "whitespace", "simple", "stop"}) {
    ASSERT_NE(builtin_analyzer(name), nullptr) << name;
    EXPECT_EQ(builtin_analyzer(name)->name(), name);
    EXPECT_EQ(builtin_analyzer(name), builtin_analyzer(name));
  }
  EXPECT_EQ(builtin_analyzer("Standard"), nullptr);
  EXPECT_EQ(builtin_analyzer(""), nullptr);
}

TEST(KeywordAnalyzer, KeepsTheWholeText) {
  EXPECT_THAT(analyzed("keyword", "0-14, New York"), ElementsAre("0-14, New York"));
  EXPECT_THAT(analyzed("keyword", ""), ElementsAre(""));
}

TEST(WhitespaceAnalyzer, CutsAtWhiteSpaceOnly) {
  EXPECT_THAT(analyzed("whitespace", " 0-14\tA.b\nÄ\u2003x "),
              ElementsAre("0-14", "A.b", "Ä", "x"));
  EXPECT_THAT(analyzed("whitespace", "a\u00A0b"), ElementsAre("a\u00A0b"));
  EXPECT_THAT(analyzed("whitespace", ""), ElementsAre());
}

TEST(SimpleAnalyzer, KeepsRunsOfLetters) {
  EXPECT_THAT(analyzed("simple", "It's 2 Bäume_X"), ElementsAre("it", "s", "bäume", "x"));
}

TEST(StopAnalyzer, DropsEnglishStopWords) {
  EXPECT_THAT(analyzed("stop", "The cat is not on THE mat with us"),
              ElementsAre("cat", "mat", "us"));
}

TEST(CharacterAnalyzers, CutLongRunsAt255Units) {
  const std::string text(600, 'q');
  for (const char* name : {"whitespace", "simple", "stop"}) {
    EXPECT_THAT(analyzed(name, text),
                ElementsAre(text.substr(0, 255), text.substr(0, 255), text.substr(0, 90)))
        << name;
  }
}

}  // namespace
}  // namespace likewise
