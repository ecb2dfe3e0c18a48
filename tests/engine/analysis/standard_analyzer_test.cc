#include "engine/analysis/standard_analyzer.h"

#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>

#include "tests/engine/analysis/analyzed.h"

namespace likewise {
namespace {

using testing::ElementsAre;
using Terms = std::vector<std::string>;

struct Case {
  std::string_view text;
  Terms terms;
};

// Every line was asked of Elasticsearch 7.10's _analyze.
const Case kAscii[] = {
    {"", {}},
    {" \t\n-+*/", {}},
    {"0-14", {"0", "14"}},
    {"0-14 1-4 195-31", {"0", "14", "1", "4", "195", "31"}},
    {"1,5", {"1,5"}},
    {"1;5", {"1;5"}},
    {"3.14", {"3.14"}},
    {"1:5", {"1", "5"}},
    {"a.b", {"a.b"}},
    {"a:b", {"a:b"}},
    {"a,b", {"a", "b"}},
    {"a..b", {"a", "b"}},
    {"a.1", {"a", "1"}},
    {"1.a", {"1", "a"}},
    {"1'000", {"1'000"}},
    {"it's", {"it's"}},
    {"dogs'", {"dogs"}},
    {"'quoted'", {"quoted"}},
    {"foo_bar", {"foo_bar"}},
    {"_x", {"_x"}},
    {"x__", {"x__"}},
    {"___", {}},
    {"_._", {}},
    {"C++", {"c"}},
    {"THE Quick2Fox", {"the", "quick2fox"}},
    {"a\"b", {"a", "b"}},
};

const Case kUnicode[] = {
    {"Äpfel ÜBER Ärger", {"äpfel", "über", "ärger"}},
    {"\u0130stanbul", {"istanbul"}},
    {"ΣΑΣ", {"σασ"}},
    {"a\u0301b", {"a\u0301b"}},
    {"漢字", {"漢", "字"}},
    {"漢a", {"漢", "a"}},
    {"ひら", {"ひ", "ら"}},
    {"カタカナ", {"カタカナ"}},
    {"カa", {"カ", "a"}},
    {"カ_a", {"カ_a"}},
    {"한국어", {"한국어"}},
    {"ไทยภาษา", {"ไทยภาษา"}},
    {"aไทย", {"a", "ไทย"}},
    {"א'", {"א'"}},
    {"א\"א", {"א\"א"}},
    {"א\"", {"א"}},
    {"a'é", {"a'é"}},
    {"a·b", {"a·b"}},
    {"０１９", {"０１９"}},
    {"٠١٢", {"٠١٢"}},
    {"x\u00ADy", {"x\u00ADy"}},
    {"a\u200Bb", {"a", "b"}},
    {"é\u02C5", {"é"}},
    {"😀😀", {"😀", "😀"}},
    {"a😀b", {"a", "😀", "b"}},
    {"👍🏽", {"👍🏽"}},
    {"👩‍👩‍👧", {"👩‍👩‍👧"}},
    {"🇩🇪🇫🇷", {"🇩🇪", "🇫🇷"}},
    {"🇩", {}},
    {"❤\uFE0F", {"❤\uFE0F"}},
    {"#\uFE0F\u20E3", {"#\uFE0F\u20E3"}},
    {"1\u20E3", {"1\u20E3"}},
    {"🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F",
     {"🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F"}},
};

TEST(StandardAnalyzer, CutsAsciiAsElasticsearch) {
  for (const Case& c : kAscii) {
    EXPECT_EQ(analyzed("standard", c.text), c.terms) << c.text;
  }
}

TEST(StandardAnalyzer, CutsUnicodeAsElasticsearch) {
  for (const Case& c : kUnicode) {
    EXPECT_EQ(analyzed("standard", c.text), c.terms) << c.text;
  }
}

TEST(StandardAnalyzer, CutsLongWordsAt255Units) {
  EXPECT_THAT(analyzed("standard", std::string(600, 'A')),
              ElementsAre(std::string(255, 'a'), std::string(255, 'a'), std::string(90, 'a')));
  // The point lies within reach, the letter after it does not.
  EXPECT_THAT(analyzed("standard", std::string(254, 'a') + ".b"),
              ElementsAre(std::string(254, 'a'), "b"));
  EXPECT_THAT(analyzed("standard", std::string(253, 'a') + ".b"),
              ElementsAre(std::string(253, 'a') + ".b"));
}

TEST(StandardAnalyzer, CountsSupplementaryCharactersTwice) {
  std::string letters;
  std::string first;
  for (int i = 0; i < 130; ++i) {
    letters += "\U00010428";  // A Deseret letter: two UTF-16 units.
    first += i < 127 ? "\U00010428" : "";
  }
  EXPECT_THAT(analyzed("standard", letters), ElementsAre(first, "\U00010428\U00010428\U00010428"));
}

TEST(StandardAnalyzer, StartsWordsAfterLongRunsOfUnderscoresWithinReach) {
  EXPECT_THAT(analyzed("standard", std::string(300, '_') + "a"),
              ElementsAre(std::string(254, '_') + "a"));
  EXPECT_THAT(analyzed("standard", std::string(300, '_')), ElementsAre());
}

TEST(StandardAnalyzer, SurvivesMalformedBytes) {
  EXPECT_THAT(analyzed("standard", "a \xFF\xC3 b\xE2\x82"), ElementsAre("a", "b"));
}

}  // namespace
}  // namespace likewise
