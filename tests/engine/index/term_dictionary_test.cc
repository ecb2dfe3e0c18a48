#include "engine/index/term_dictionary.h"

#include <atomic>
#include <map>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/random.h"

namespace likewise {
namespace {

std::string random_text(Random& random) {
  std::string text(random.below(random.below(8) == 0 ? 300 : 7), 'a');
  for (char& byte : text) {
    byte = static_cast<char>('a' + random.below(random.below(5) == 0 ? 256 : 4));
  }
  return text;
}

TEST(TermDictionary, NumbersTermsOfEachFieldFromZero) {
  TermDictionary dictionary;
  EXPECT_EQ(dictionary.find(2, "a"), std::nullopt);
  EXPECT_EQ(dictionary.size(2), 0U);
  EXPECT_TRUE(dictionary.intern(2, "a").is_new);
  EXPECT_EQ(dictionary.intern(2, "").term, 1U);
  EXPECT_EQ(dictionary.intern(0, "a").term, 0U);
  EXPECT_FALSE(dictionary.intern(2, "a").is_new);
  EXPECT_EQ(dictionary.find(2, ""), TermId{1});
  EXPECT_EQ(dictionary.find(1, "a"), std::nullopt);
  EXPECT_EQ(dictionary.text(2, 1), "");
  EXPECT_EQ(dictionary.size(2), 2U);
}

TEST(TermDictionary, FindsRangesInByteOrder) {
  Random random(32);
  TermDictionary dictionary;
  std::map<std::string, TermId> expected;
  EXPECT_TRUE(dictionary.terms_between(3, "", std::nullopt).empty());
  for (int round = 0; round < 40; ++round) {
    // Few new terms stay unsorted, many are sorted in.
    for (std::uint64_t i = random.below(round % 4 == 0 ? 3'000 : 30); i > 0; --i) {
      const std::string text = random_text(random);
      expected.emplace(text, dictionary.intern(3, text).term);
    }
    const std::string low = random_text(random);
    const std::string high = random_text(random);
    const bool is_open = random.below(4) == 0;
    std::vector<std::pair<std::string, TermId>> found;
    for (const auto& [term, text] : dictionary.terms_between(
             3, low, is_open ? std::nullopt : std::optional<std::string_view>(high))) {
      found.emplace_back(text, term);
    }
    std::vector<std::pair<std::string, TermId>> wanted;
    for (const auto& [text, term] : expected) {
      if (text >= low && (is_open || text < high)) {
        wanted.emplace_back(text, term);
      }
    }
    ASSERT_EQ(found, wanted) << "round " << round;
  }
}

TEST(TermDictionary, AgreesWithAMap) {
  Random random(31);
  TermDictionary dictionary;
  std::unordered_map<std::string, TermId> expected;
  std::vector<std::string_view> views;
  for (int i = 0; i < 50'000; ++i) {
    const std::string text = random_text(random);
    const auto next = static_cast<TermId>(expected.size());
    const auto [entry, is_new] = expected.emplace(text, next);
    const auto interned = dictionary.intern(7, text);
    ASSERT_EQ(interned.term, entry->second);
    ASSERT_EQ(interned.is_new, is_new);
    if (is_new) {
      views.push_back(dictionary.text(7, interned.term));
    }
  }
  for (const auto& [text, term] : expected) {
    ASSERT_EQ(dictionary.find(7, text), term);
    ASSERT_EQ(views[term], text) << "texts never move";
  }
  EXPECT_EQ(dictionary.size(7), expected.size());
  EXPECT_GT(dictionary.memory_bytes(), expected.size() * 16);
}

TEST(TermDictionary, InternsABatchAsOneByOne) {
  Random random(32);
  TermDictionary batched;
  TermDictionary single;
  for (int batch = 0; batch < 100; ++batch) {
    std::vector<std::string> texts(random.below(60));
    for (std::string& text : texts) {
      text = random_text(random);
    }
    const std::vector<std::string_view> views(texts.begin(), texts.end());
    std::vector<TermDictionary::Interned> interned(views.size());
    batched.intern_all(1, views, interned);
    for (std::size_t i = 0; i < views.size(); ++i) {
      const auto expected = single.intern(1, views[i]);
      ASSERT_EQ(interned[i].term, expected.term);
      ASSERT_EQ(interned[i].is_new, expected.is_new);
    }
  }
}

TEST(TermDictionary, KeepsTextsLargerThanItsBlocks) {
  TermDictionary dictionary;
  dictionary.intern(0, "small");
  const std::string large(200'000, 'x');
  dictionary.intern(0, large);
  dictionary.intern(0, "after");
  EXPECT_EQ(dictionary.text(0, 1), large);
  EXPECT_EQ(dictionary.text(0, 2), "after");
  EXPECT_EQ(dictionary.find(0, large), TermId{1});
}

TEST(TermDictionary, MayBeReadWhileItGrows) {
  TermDictionary dictionary;
  std::atomic<bool> done = false;
  std::size_t wrong = 0;
  std::thread reader([&] {
    while (!done) {
      const std::size_t size = dictionary.size(0);
      for (std::size_t term = 0; term < size; term += 97) {
        const auto id = static_cast<TermId>(term);
        wrong += dictionary.find(0, dictionary.text(0, id)) == id ? 0U : 1U;
      }
    }
  });
  for (int i = 0; i < 20'000; ++i) {
    dictionary.intern(0, std::to_string(i));
  }
  done = true;
  reader.join();
  EXPECT_EQ(wrong, 0U);
}

}  // namespace
}  // namespace likewise
