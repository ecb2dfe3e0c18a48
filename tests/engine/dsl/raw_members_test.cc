#include "engine/dsl/raw_members.h"

#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/random.h"
#include "engine/dsl/json.h"
#include "engine/dsl/search_request.h"

namespace likewise {
namespace {

using testing::ElementsAre;

std::string blanks(Random& random) {
  static const std::vector<std::string> kBlanks = {"", "", "", " ", "\n\t "};
  return kBlanks[random.below(kBlanks.size())];
}

std::string random_text(Random& random) {
  static const std::vector<std::string> kTexts = {"a",       "0-14",   "",      "a b", "\\\"",
                                                  "\\u00e9", "{[,]}:", "x\\\\", "é",   "b.c"};
  return "\"" + kTexts[random.below(kTexts.size())] + "\"";
}

std::string random_value(Random& random, int depth);

std::string random_object(Random& random, int depth) {
  static const std::vector<std::string> kNames = {"a", "b", "ab", "b.c", "c\\u0064", "e f"};
  std::string out = "{";
  bool first = true;
  for (const std::string& name : kNames) {
    if (random.below(2) == 0) {
      out +=
          fmt::format("{}{}\"{}\"{}:{}{}{}", first ? "" : ",", blanks(random), name, blanks(random),
                      blanks(random), random_value(random, depth + 1), blanks(random));
      first = false;
    }
  }
  return out + blanks(random) + "}";
}

std::string random_value(Random& random, int depth) {
  switch (random.below(depth < 3 ? 7 : 4)) {
    case 0:
      return random.below(2) == 0 ? "null" : "true";
    case 1:
      return random.below(2) == 0 ? "-1.50e3" : "0";
    case 2:
    case 3:
      return random_text(random);
    case 4:
      return random_object(random, depth);
    default: {
      std::string out = "[" + blanks(random);
      const std::size_t count = random.below(4);
      const bool texts = random.below(2) == 0;
      for (std::size_t i = 0; i < count; ++i) {
        out += (i > 0 ? "," + blanks(random) : "") +
               (texts ? random_text(random) : random_value(random, depth + 1)) + blanks(random);
      }
      return out + "]";
    }
  }
}

TEST(RawMembers, AgreeWithTheTree) {
  Random random(5);
  for (int i = 0; i < 5'000; ++i) {
    const std::string source = random_object(random, 0);
    SCOPED_TRACE(source);
    const auto tree = json::parse(source);
    ASSERT_TRUE(tree.has_value()) << tree.error().message();
    RawMembers members(source);
    for (const json::Member& expected : tree->members) {
      const auto member = members.next();
      ASSERT_TRUE(member.has_value());
      EXPECT_EQ(member->value,
                std::string_view(source).substr(expected.second.begin,
                                                expected.second.end - expected.second.begin));
      EXPECT_EQ(json::parse(fmt::format("\"{}\"", member->name))->text, expected.first);
      if (is_compact(member->value)) {
        EXPECT_EQ(member->value, json::to_text(expected.second));
      }
      if (const auto texts = plain_strings(member->value)) {
        std::vector<std::string_view> values;
        if (expected.second.is_string()) {
          values.push_back(expected.second.text);
        }
        for (const json::Value& item : expected.second.items) {
          ASSERT_TRUE(item.is_string());
          values.push_back(item.text);
        }
        EXPECT_EQ(*texts, values);
      }
    }
    EXPECT_FALSE(members.next().has_value());
  }
}

TEST(RawMembers, TakesTokensForPlain) {
  EXPECT_THAT(plain_strings(R"(["0-14", "1-4"])").value(), ElementsAre("0-14", "1-4"));
  EXPECT_THAT(plain_strings(R"("0-14")").value(), ElementsAre("0-14"));
  EXPECT_THAT(plain_strings("[]").value(), ElementsAre());
  for (const std::string_view other : {R"(["a",1])", R"([["a"]])", "1", R"(["\u0061"])", "null"}) {
    EXPECT_FALSE(plain_strings(other).has_value()) << other;
  }
}

TEST(RawMembers, EndQuietlyInTextsThatAreNoDocument) {
  for (const std::string_view text :
       {"", "[]", "{", "{\"", "{\"a", "{\"a\"", "{\"a\":", "{\"a\":[", "{\"a\":\"x", "{,", "nul"}) {
    RawMembers members(text);
    int count = 0;
    while (members.next()) {
      ASSERT_LT(++count, 3) << text;
    }
  }
}

/// A document filtered as text is what the same document is as a part of another one, which goes
/// through a tree.
TEST(SourceFilter, IsTheSameAtTheTopAndFurtherInside) {
  Random random(8);
  const std::vector<std::string> patterns = {"a",  "b",   "ab", "b.c",  "a.b",
                                             "a*", "b.*", "cd", "a.*.a"};
  for (int i = 0; i < 5'000; ++i) {
    const std::string source = random_object(random, 0);
    SourceFilter filter;
    SourceFilter inner;
    for (std::size_t left = random.below(3); left > 0; --left) {
      const std::string& pattern = patterns[random.below(patterns.size())];
      const bool include = random.below(2) == 0;
      (include ? filter.includes : filter.excludes).push_back(pattern);
      (include ? inner.includes : inner.excludes).push_back("w." + pattern);
    }
    if (inner.includes.empty()) {
      inner.includes.emplace_back("w");
    }
    inner.excludes.emplace_back("w.never.there");
    const std::string found = filter_source(source, filter);
    const std::string expected = filter_source("{\"w\":" + source + "}", inner);
    if (filter.includes.empty() && filter.excludes.empty()) {
      EXPECT_EQ(found, source);  // Byte for byte.
    } else {
      EXPECT_EQ(found == "{}" && expected == "{}" ? "{}" : "{\"w\":" + found + "}", expected)
          << source << " " << fmt::format("{}", fmt::join(filter.includes, ",")) << " - "
          << fmt::format("{}", fmt::join(filter.excludes, ","));
    }
  }
}

}  // namespace
}  // namespace likewise
