#include "engine/analysis/ascii_words.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "engine/analysis/unicode_words.h"

namespace likewise {
namespace {

enum AsciiClass : std::uint8_t {
  kSeparator = 0,
  kAlpha = 1,
  kDigit = 2,
  kUnderscore = 4,
  kBetweenLetters = 8,
  kBetweenDigits = 16,
  kUpperCase = 32,
};

constexpr std::array<std::uint8_t, 128> make_classes() {
  std::array<std::uint8_t, 128> classes{};
  for (std::size_t c = 0; c < classes.size(); ++c) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper || (c >= 'a' && c <= 'z')) {
      classes[c] = static_cast<std::uint8_t>(kAlpha | (upper ? kUpperCase : 0));
    } else if (c >= '0' && c <= '9') {
      classes[c] = kDigit;
    }
  }
  classes['_'] = kUnderscore;
  classes['.'] = classes['\''] = kBetweenLetters | kBetweenDigits;
  classes[':'] = kBetweenLetters;
  classes[','] = classes[';'] = kBetweenDigits;
  return classes;
}

constexpr std::array<std::uint8_t, 128> kClasses = make_classes();

std::uint8_t class_at(std::string_view text, std::size_t at) {
  return at < text.size() ? kClasses[static_cast<unsigned char>(text[at]) & 0x7FU]
                          : std::uint8_t{kSeparator};
}

struct Word {
  std::size_t length = 0;
  bool has_upper_case = false;
};

/// The word at the start of `window`, which starts with a letter, a digit or '_'.
Word match_word(std::string_view window) {
  Word word;
  std::uint8_t seen = 0;
  std::uint8_t last = kSeparator;
  for (std::size_t at = 0; at < window.size();) {
    const std::uint8_t now = class_at(window, at);
    if ((now & (kAlpha | kDigit | kUnderscore)) != 0) {
      seen |= now;
      last = now;
      word.length = ++at;
      continue;
    }
    const bool stays = ((last & kAlpha) != 0 && (now & kBetweenLetters) != 0 &&
                        (class_at(window, at + 1) & kAlpha) != 0) ||
                       ((last & kDigit) != 0 && (now & kBetweenDigits) != 0 &&
                        (class_at(window, at + 1) & kDigit) != 0);
    if (!stays) {
      break;
    }
    ++at;
  }
  word.has_upper_case = (seen & kUpperCase) != 0;
  return word;
}

/// Where a word that may start with the run of '_' at `begin` starts; the end of the run if a word
/// cannot. A word has one letter or digit within its first kMaxWordUnits characters.
std::size_t word_start_in_run(std::string_view text, std::size_t begin) {
  const std::size_t run_end = std::min(text.find_first_not_of('_', begin), text.size());
  if ((class_at(text, run_end) & (kAlpha | kDigit)) == 0) {
    return run_end;
  }
  return std::max(begin, run_end - std::min(run_end, kMaxWordUnits - 1));
}

void emit(std::string_view word, bool has_upper_case, const Analyzer::Sink& sink) {
  if (!has_upper_case) {
    sink(word);
    return;
  }
  std::array<char, kMaxWordUnits> lowered;
  std::transform(word.begin(), word.end(), lowered.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  sink(std::string_view(lowered.data(), word.size()));
}

}  // namespace

void for_each_lowercase_ascii_word(std::string_view text, const Analyzer::Sink& sink) {
  for (std::size_t begin = 0; begin < text.size();) {
    std::uint8_t first = class_at(text, begin);
    if ((first & kUnderscore) != 0) {
      begin = word_start_in_run(text, begin);
      first = class_at(text, begin);
    }
    if ((first & (kAlpha | kDigit | kUnderscore)) == 0) {
      ++begin;
      continue;
    }
    const std::string_view window = text.substr(begin, kMaxWordUnits);
    const Word word = match_word(window);
    emit(window.substr(0, word.length), word.has_upper_case, sink);
    begin += word.length;
  }
}

}  // namespace likewise
