#include <string>

#include <gtest/gtest.h>

#include "engine/analysis/custom_analyzer.h"
#include "engine/analysis/located_tokens.h"
#include "engine/analysis/token_filter.h"

namespace likewise {
namespace {

/// "term@position[begin,end)type" of each token, then what was dropped behind them and the length.
std::string located(const LocatedText& text) {
  std::string out;
  int position = -1;
  for (const LocatedToken& token : text.tokens) {
    position += static_cast<int>(token.increment);
    out += token.term + "@" + std::to_string(position) + "[" + std::to_string(token.begin) + "," +
           std::to_string(token.end) + ")" + std::string(token.type) + " ";
  }
  return out + "+" + std::to_string(text.dropped_behind) + " " + std::to_string(text.length);
}

std::string located(const char* analyzer, const char* text) {
  return located(locate_tokens(*builtin_analyzer(analyzer), text));
}

TEST(LocatedTokens, HaveOffsetsPositionsAndTypes) {
  EXPECT_EQ(located("standard", "The 42 it's"),
            "the@0[0,3)<ALPHANUM> 42@1[4,6)<NUM> it's@2[7,11)<ALPHANUM> +0 11");
  EXPECT_EQ(located("whitespace", " a  b."), "a@0[1,2)word b.@1[4,6)word +0 6");
  EXPECT_EQ(located("keyword", "a b"), "a b@0[0,3)word +0 3");
  EXPECT_EQ(located("simple", "Ab1cD"), "ab@0[0,2)word cd@1[3,5)word +0 5");
}

TEST(LocatedTokens, LeaveHolesWhereWordsWereDropped) {
  EXPECT_EQ(located("stop", "hello the world and"), "hello@0[0,5)word world@2[10,15)word +1 19");
}

TEST(LocatedTokens, CountOffsetsInUtf16Units) {
  // U+1F600 takes four bytes and two units.
  EXPECT_EQ(located("whitespace", "\xF0\x9F\x98\x80 \xC3\xA9x y"),
            "\xF0\x9F\x98\x80@0[0,2)word \xC3\xA9x@1[3,5)word y@2[6,7)word +0 7");
}

TEST(LocatedTokens, NameTheScriptsOfWords) {
  EXPECT_EQ(located("standard", "\xE6\x97\xA5"), "\xE6\x97\xA5@0[0,1)<IDEOGRAPHIC> +0 1");
  EXPECT_EQ(located("standard", "\xE3\x81\xB2"), "\xE3\x81\xB2@0[0,1)<HIRAGANA> +0 1");
  EXPECT_EQ(located("standard", "\xE3\x83\x86"), "\xE3\x83\x86@0[0,1)<KATAKANA> +0 1");
  EXPECT_EQ(located("standard", "\xED\x95\x9C"), "\xED\x95\x9C@0[0,1)<HANGUL> +0 1");
  EXPECT_EQ(located("standard", "\xF0\x9F\x98\x80"), "\xF0\x9F\x98\x80@0[0,2)<EMOJI> +0 2");
}

TEST(LocatedTokens, OfUniqueTermsCloseUp) {
  const CustomAnalyzer analyzer("", *builtin_tokenizer("whitespace"), true,
                                {stop_filter({"x"}, false), unique_filter()});
  EXPECT_EQ(located(locate_tokens(analyzer, "a x A b")), "a@0[0,1)word b@1[6,7)word +0 7");
}

TEST(LocatedTokens, GoThroughFiltersOneByOne) {
  LocatedText text = locate_tokens(*builtin_analyzer("whitespace"), "aa b aa cc");
  apply_filter(text, length_filter(2, 9), true);
  EXPECT_EQ(located(text), "aa@0[0,2)word aa@2[5,7)word cc@3[8,10)word +0 10");
  apply_filter(text, unique_filter(), false);
  EXPECT_EQ(located(text), "aa@0[0,2)word cc@1[8,10)word +0 10");
  apply_filter(text, stop_filter({"cc"}, false), true);
  EXPECT_EQ(located(text), "aa@0[0,2)word +1 10");
}

}  // namespace
}  // namespace likewise
