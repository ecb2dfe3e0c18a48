#include "engine/search/wildcard_pattern.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/random.h"

namespace likewise {
namespace {

struct Case {
  std::string pattern;
  bool ignore_case;
  std::string text;
  bool matches;
};

TEST(WildcardPattern, MatchesAsLucene) {
  const std::vector<Case> cases = {
      {"qu?ck", false, "quick", true},
      {"qu?ck", false, "quck", false},
      {"*", false, "", true},
      {"**", false, "ab", true},
      {"?", false, "ö", true},
      {"?x", false, "😀x", true},
      {"??", false, "😀", false},
      {"", false, "", false},
      {"a\\b", false, "ab", true},
      {"a\\b", false, "a\\b", false},
      {"a\\\\b", false, "a\\b", true},
      {"a\\", false, "a\\", true},
      {"Big\\*Star", false, "Big*Star", true},
      {"Big\\*Star", false, "Big--Star", false},
      {"BIG*", true, "big?", true},
      {"BIG*", false, "big?", false},
      {"Ö", true, "ö", false},  // Only ASCII letters have two cases.
      {"*a*", false, "straße", true},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.pattern + " on " + one.text);
    EXPECT_EQ(WildcardPattern(one.pattern, one.ignore_case).matches(one.text), one.matches);
  }
}

TEST(WildcardPattern, LiteralsAndPrefixesHaveNoWildcards) {
  EXPECT_TRUE(WildcardPattern::literal("a*", true).matches("A*"));
  EXPECT_FALSE(WildcardPattern::literal("a*", true).matches("ab"));
  EXPECT_FALSE(WildcardPattern::literal("", true).matches(""));
  EXPECT_TRUE(WildcardPattern::prefix_of("a?", true).matches("A?b"));
  EXPECT_TRUE(WildcardPattern::prefix_of("", true).matches("b"));
}

TEST(WildcardPattern, KnowsWhatMatchesBeginWith) {
  EXPECT_EQ(WildcardPattern("ab?c", false).prefix(), "ab");
  EXPECT_EQ(WildcardPattern("a\\*c*", false).prefix(), "a*c");
  EXPECT_EQ(WildcardPattern("*a", false).prefix(), "");
  EXPECT_EQ(WildcardPattern("12a*", true).prefix(), "12");
}

bool naive(std::string_view pattern, std::string_view text) {
  if (pattern.empty()) {
    return text.empty();
  }
  if (pattern[0] == '*') {
    return naive(pattern.substr(1), text) || (!text.empty() && naive(pattern, text.substr(1)));
  }
  return !text.empty() && (pattern[0] == '?' || pattern[0] == text[0]) &&
         naive(pattern.substr(1), text.substr(1));
}

TEST(WildcardPattern, MatchesAsTryingEverythingDoes) {
  Random random(5);
  const auto word = [&random](std::string_view letters) {
    std::string text;
    for (std::uint64_t i = 0; i < random.next() % 7; ++i) {
      text += letters[random.next() % letters.size()];
    }
    return text;
  };
  for (int round = 0; round < 5'000; ++round) {
    const std::string pattern = "a" + word("ab*?");
    const std::string text = "a" + word("ab");
    const WildcardPattern compiled(pattern, false);
    EXPECT_EQ(compiled.matches(text), naive(pattern, text)) << pattern << " on " << text;
    if (compiled.matches(text)) {
      EXPECT_TRUE(text.starts_with(compiled.prefix())) << pattern << " on " << text;
    }
  }
}

TEST(WildcardPattern, TakesNoExponentialTime) {
  std::string pattern;
  for (int i = 0; i < 500; ++i) {
    pattern += "*a";
  }
  EXPECT_FALSE(WildcardPattern(pattern + "b", false).matches(std::string(5'000, 'a')));
}

}  // namespace
}  // namespace likewise
