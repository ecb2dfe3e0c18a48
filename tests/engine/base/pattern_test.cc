#include "engine/base/pattern.h"

#include <gtest/gtest.h>

namespace likewise {
namespace {

struct PatternCase {
  const char* pattern;
  const char* name;
  bool fits;
};

constexpr PatternCase kCases[] = {
    {"", "", true},       {"", "a", false},      {"*", "", true},         {"*", "a.b", true},
    {"a", "a", true},     {"a", "ab", false},    {"a*", "a", true},       {"a*", "abc", true},
    {"*c", "abc", true},  {"*c", "abcd", false}, {"a*c", "ac", true},     {"a*c", "abcbc", true},
    {"a**c", "ac", true}, {"*b*", "abc", true},  {"*b*d*", "abc", false}, {"ab*ab", "aba", false},
    {"a.*", "a.b", true}, {"a.*", "ab", false},  {"a*b", "a*b", true},    {"*a*a*a*", "aa", false},
};

TEST(Pattern, StarsStandForAnyCharacters) {
  for (const auto& [pattern, name, fits] : kCases) {
    EXPECT_EQ(matches_pattern(pattern, name), fits) << pattern << " against " << name;
  }
}

TEST(SplitNonempty, LeavesEmptyPartsOut) {
  using Parts = std::vector<std::string_view>;
  EXPECT_EQ(split_nonempty("", ','), Parts());
  EXPECT_EQ(split_nonempty(",,", ','), Parts());
  EXPECT_EQ(split_nonempty("a", ','), Parts({"a"}));
  EXPECT_EQ(split_nonempty(",a,,bc,", ','), Parts({"a", "bc"}));
}

}  // namespace
}  // namespace likewise
