#include "engine/analysis/ascii_words.h"

#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>

#include "engine/analysis/lower_case.h"
#include "engine/analysis/unicode_words.h"
#include "engine/base/random.h"

namespace likewise {
namespace {

std::vector<std::string> by_fast_path(std::string_view text) {
  std::vector<std::string> words;
  for_each_lowercase_ascii_word(text, [&](std::string_view word) { words.emplace_back(word); });
  return words;
}

std::vector<std::string> by_grammar(std::string_view text) {
  std::vector<std::string> words;
  for_each_unicode_word(text,
                        [&](std::string_view word) { lower_case(word, words.emplace_back()); });
  return words;
}

std::string random_text(Random& random) {
  constexpr std::string_view kLikely = "abXY0189__.':,; -";
  std::string text;
  for (std::uint64_t length = random.below(40); length > 0; --length) {
    text.push_back(random.below(8) > 0 ? kLikely[random.below(kLikely.size())]
                                       : static_cast<char>(random.below(128)));
    if (random.below(40) == 0) {
      text.append(random.below(300), text.back());
    }
  }
  return text;
}

TEST(AsciiWords, EqualTheGrammarForUnicode) {
  Random random(20260101);
  for (int i = 0; i < 5'000; ++i) {
    const std::string text = random_text(random);
    ASSERT_EQ(by_fast_path(text), by_grammar(text)) << "text " << i << ": " << text;
  }
}

TEST(AsciiWords, EqualTheGrammarForEveryPairOfNeighbours) {
  for (char a = 1; a < 127; ++a) {
    for (char b = 1; b < 127; ++b) {
      const std::string text = {'x', a, b, 'y', ' ', '1', a, b, '2', ' ', a, 'z', b, '3', a};
      ASSERT_EQ(by_fast_path(text), by_grammar(text)) << text;
    }
  }
}

}  // namespace
}  // namespace likewise
