#include "engine/analysis/custom_analyzer.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "engine/analysis/ascii_folding.h"

namespace likewise {
namespace {

using Terms = std::vector<std::string>;

Terms terms_of(const Analyzer& analyzer, std::string_view text) {
  Terms terms;
  analyzer.analyze(text, [&](std::string_view term) { terms.emplace_back(term); });
  return terms;
}

struct Case {
  const char* what;
  const char* tokenizer;
  bool lowercase;
  std::vector<TokenFilter> filters;
  const char* text;
  Terms terms;
};

TEST(CustomAnalyzer, RunsItsFiltersInOrder) {
  const std::string long_word(300, 'x');
  const std::vector<Case> cases = {
      {"case is kept", "standard", false, {}, "Quick-Fox it's", {"Quick", "Fox", "it's"}},
      {"standard, lowercase", "standard", true, {}, "Quick-Fox ÉTÉ", {"quick", "fox", "été"}},
      {"letter", "letter", false, {}, "a1B2 Cc", {"a", "B", "Cc"}},
      {"lowercase tokenizer", "lowercase", false, {}, "a1B2 Cc", {"a", "b", "cc"}},
      {"keyword", "keyword", false, {}, " A b ", {" A b "}},
      {"keyword of nothing", "keyword", false, {}, "", {""}},
      {"folding",
       "whitespace",
       false,
       {ascii_folding_filter()},
       "Café Straße",
       {"Cafe", "Strasse"}},
      {"stop", "whitespace", false, {stop_filter({"a", "b"}, false)}, "a A b c", {"A", "c"}},
      {"stop, any case", "whitespace", false, {stop_filter({"A"}, true)}, "a A b", {"b"}},
      {"length counts UTF-16 units",
       "whitespace",
       false,
       {length_filter(2, 3)},
       "a bb ccc dddd é éé 😀 😀😀",
       {"bb", "ccc", "éé", "😀"}},
      {"unique", "whitespace", false, {unique_filter()}, "b a b A a", {"b", "a", "A"}},
      {"trim", "keyword", false, {trim_filter()}, " \t a b\n", {"a b"}},
      {"trim of all", "keyword", false, {trim_filter()}, "  ", {""}},
      {"order matters",
       "whitespace",
       false,
       {stop_filter({"a"}, false), lowercase_filter(), unique_filter()},
       "A a B b",
       {"a", "b"}},
      {"long words are cut",
       "whitespace",
       false,
       {length_filter(0, 100)},
       long_word.c_str(),
       {std::string(45, 'x')}},
  };
  for (const Case& test : cases) {
    const CustomAnalyzer analyzer("c", *builtin_tokenizer(test.tokenizer), test.lowercase,
                                  test.filters);
    EXPECT_EQ(terms_of(analyzer, test.text), test.terms) << test.what;
    EXPECT_EQ(terms_of(analyzer, test.text), test.terms) << test.what << ", again";
  }
}

TEST(CustomAnalyzer, CutsWordsAtTheGivenLength) {
  const auto cut = [](Tokenizer::Kind kind, std::size_t length, std::string_view text) {
    return terms_of(CustomAnalyzer("c", {kind, length}, true, {}), text);
  };
  EXPECT_EQ(cut(Tokenizer::Kind::kStandard, 3, "Abcdefgh ij"), (Terms{"abc", "def", "gh", "ij"}));
  EXPECT_EQ(cut(Tokenizer::Kind::kWhitespace, 3, "Abcd-fgh ij"), (Terms{"abc", "d-f", "gh", "ij"}));
  EXPECT_EQ(cut(Tokenizer::Kind::kStandard, 1, "ab 😀 c"), (Terms{"a", "b"}));
}

TEST(CustomAnalyzer, KnowsTokenizersByName) {
  for (const char* name : {"standard", "whitespace", "keyword", "letter", "lowercase"}) {
    EXPECT_TRUE(builtin_tokenizer(name).has_value()) << name;
  }
  EXPECT_FALSE(builtin_tokenizer("simple").has_value());
}

TEST(AsciiFolding, ReplacesWhatHasALikeness) {
  const std::vector<std::pair<const char*, const char*>> cases = {
      {"", ""},
      {"plain ASCII ~", "plain ASCII ~"},
      {"Àâäçéèñöü", "Aaaceenou"},
      {"Æßﬀ⑳⒛", "AEssff2020."},
      {"«a» „b” ‹c›", "\"a\" \"b\" 'c'"},
      {"ＡＢ～", "AB~"},
      {"日本 Ж α 😀", "日本 Ж α 😀"},
  };
  for (const auto& [text, folded] : cases) {
    std::string out = "left over";
    fold_to_ascii(text, out);
    EXPECT_EQ(out, folded);
  }
}

TEST(FindAnalyzer, PrefersTheIndexsOwn) {
  const auto own = std::make_shared<const CustomAnalyzer>("standard", *builtin_tokenizer("keyword"),
                                                          false, std::vector<TokenFilter>());
  const NamedAnalyzers analyzers = {{"standard", own}, {"mine", own}};
  EXPECT_EQ(find_analyzer(&analyzers, "mine"), own);
  EXPECT_EQ(find_analyzer(&analyzers, "standard"), own);
  EXPECT_EQ(find_analyzer(&analyzers, "default"), builtin_analyzer("standard"));
  EXPECT_EQ(find_analyzer(nullptr, "simple"), builtin_analyzer("simple"));
  EXPECT_EQ(find_analyzer(nullptr, "mine"), nullptr);
}

}  // namespace
}  // namespace likewise
