#include "engine/search/phrase_matcher.h"

#include <algorithm>
#include <cstdint>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/random.h"

namespace likewise {
namespace {

std::vector<std::string> split(const std::string& text) {
  std::istringstream words(text);
  std::vector<std::string> parts;
  for (std::string word; words >> word;) {
    parts.push_back(word);
  }
  return parts;
}

/// "a (b|c) ? d": `?` is a hole.
std::vector<PhrasePlace> places(const std::string& phrase) {
  std::vector<PhrasePlace> result;
  std::uint32_t offset = 0;
  for (std::string word : split(phrase)) {
    if (word != "?") {
      std::replace(word.begin(), word.end(), '|', ' ');
      result.push_back({offset, split(word)});
    }
    ++offset;
  }
  return result;
}

float frequency(const std::string& phrase, std::int32_t slop, const std::string& document) {
  const std::vector<PhrasePlace> parts = places(phrase);
  PhraseMatcher matcher(parts, slop);
  matcher.start_document();
  std::uint32_t position = 0;
  for (const std::string& word : split(document)) {
    matcher.add(word, position++);
  }
  return matcher.frequency();
}

struct Case {
  std::string phrase;
  std::int32_t slop;
  std::string document;
  float frequency;
};

TEST(PhraseMatcher, CountsAsLucene) {
  const std::vector<Case> cases = {
      {"a b", 0, "a b a b", 2.0F},     {"a b", 0, "b a", 0.0F},
      {"a a", 0, "a a a", 2.0F},       {"a ? b", 0, "a x b", 1.0F},
      {"a ? b", 0, "a b", 0.0F},       {"a b|c", 0, "a b a c a d", 2.0F},
      {"a b", 1, "a x b", 0.5F},       {"a b", 1, "b a", 0.0F},
      {"a b", 2, "b a", 1.0F / 3.0F},  {"a b", 2, "x a b a y", 1.0F + 1.0F / 3.0F},
      {"a a", 1, "a", 0.0F},           {"a a", 1, "a x a", 0.5F},
      {"a b a", 2, "a b", 0.0F},       {"a b a", 2, "a b a", 1.0F},
      {"a b|a", 3, "a x x x x", 0.0F}, {"a b|a", 3, "a x a", 0.5F},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE("\"" + one.phrase + "\"~" + std::to_string(one.slop) + " in " + one.document);
    EXPECT_EQ(frequency(one.phrase, one.slop, one.document), one.frequency);
  }
}

TEST(PhraseMatcher, ForgetsTheDocumentBefore) {
  const std::vector<PhrasePlace> parts = places("a b");
  for (const std::int32_t slop : {0, 5}) {
    PhraseMatcher matcher(parts, slop);
    matcher.add("a", 0);
    matcher.add("b", 1);
    EXPECT_EQ(matcher.frequency(), 1.0F);
    matcher.start_document();
    matcher.add("b", 0);
    EXPECT_EQ(matcher.frequency(), 0.0F);
  }
}

TEST(PhraseMatcher, FindsWhatTryingEveryPlaceFinds) {
  Random random(11);
  for (int round = 0; round < 3'000; ++round) {
    std::vector<std::string> words;
    std::string document;
    for (std::uint64_t i = 0; i < random.next() % 12; ++i) {
      words.push_back(std::string(1, static_cast<char>('a' + random.next() % 3)));
      document += words.back() + " ";
    }
    std::string phrase;
    const std::size_t length = 2 + random.next() % 2;
    for (std::size_t i = 0; i < length; ++i) {
      phrase += std::string(1, static_cast<char>('a' + random.next() % 3)) + " ";
    }
    const std::vector<std::string> wanted = split(phrase);
    float exact = 0.0F;
    for (std::size_t at = 0; at + wanted.size() <= words.size(); ++at) {
      exact += std::equal(wanted.begin(), wanted.end(), words.begin() + static_cast<long>(at));
    }
    EXPECT_EQ(frequency(phrase, 0, document), exact) << phrase << "in " << document;
    // With room for any order a phrase matches what has enough of each of its words.
    const bool has_all = std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) {
      return std::count(words.begin(), words.end(), word) >=
             std::count(wanted.begin(), wanted.end(), word);
    });
    EXPECT_EQ(frequency(phrase, 100, document) > 0.0F, has_all) << phrase << "in " << document;
    if (exact > 0.0F) {
      EXPECT_GE(frequency(phrase, 1, document), 1.0F) << phrase << "in " << document;
    }
  }
}

}  // namespace
}  // namespace likewise
