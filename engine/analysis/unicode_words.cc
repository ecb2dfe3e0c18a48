#include "engine/analysis/unicode_words.h"

#include <algorithm>
#include <span>
#include <vector>

#include "engine/analysis/utf8_cursor.h"
#include "engine/analysis/word_class.h"

namespace likewise {
namespace {

struct Character {
  std::size_t offset = 0;  ///< In bytes.
  std::size_t units = 1;   ///< UTF-16 units.
  WordClass flags = 0;
};

/// The rules, over the characters that one word may see. Each `..._end` returns how many characters
/// from the start match the rule; 0: none. The longest match is the word.
class WordMatcher {
 public:
  explicit WordMatcher(std::span<const Character> window) : window_(window) {}

  std::size_t longest() const {
    return std::max({word_end(), emoji_sequence_end(), keycap_end(), flag_end(), complex_end(),
                     ideograph_end()});
  }

 private:
  bool is(std::size_t at, WordClass flags) const {
    return at < window_.size() && (window_[at].flags & flags) != 0;
  }

  std::size_t skip(std::size_t at, WordClass flags) const {
    while (is(at, flags)) {
      ++at;
    }
    return at;
  }

  /// Past the extenders that belong to the character before `at`.
  std::size_t extended(std::size_t at) const { return skip(at, kExtender); }

  /// As extended(), but stops at presentation selectors, which mean something after an emoji.
  std::size_t extended_but_presentation(std::size_t at) const {
    while (is(at, kExtender) && !is(at, kTextPresentation | kEmojiPresentation)) {
      ++at;
    }
    return at;
  }

  /// Letters, digits, Katakana and '_' with what may stand between them (WB5 to WB13b).
  std::size_t word_end() const;
  std::size_t emoji_sequence_end() const;
  std::size_t emoji_element_end(std::size_t at) const;

  /// [0-9#*] + U+20E3.
  std::size_t keycap_end() const {
    if (!is(0, kKeycapBase)) {
      return 0;
    }
    std::size_t at = extended_but_presentation(1);
    if (is(at, kEmojiPresentation) && is(at + 1, kKeycap)) {
      return extended_but_presentation(at + 2);
    }
    while (at > 1 && !is(at - 1, kKeycap)) {
      --at;
    }
    return at > 1 ? extended_but_presentation(at) : 0;
  }

  std::size_t flag_end() const {
    if (!is(0, kRegionalIndicator)) {
      return 0;
    }
    const std::size_t second = extended(1);
    return is(second, kRegionalIndicator) ? extended(second + 1) : 0;
  }

  std::size_t complex_end() const {
    return is(0, kComplexContext) ? skip(1, kComplexContext | kExtender) : 0;
  }

  std::size_t ideograph_end() const { return is(0, kIdeograph) ? extended(1) : 0; }

  std::span<const Character> window_;
};

std::size_t WordMatcher::word_end() const {
  enum class Last {
    kNothing,
    kOnlyExtendNumLet,
    kExtendNumLet,
    kLetter,
    kNumber,
    kKatakana,
    kQuoted
  };
  Last last = Last::kNothing;
  bool hebrew = false;  // The last letter is Hebrew.
  std::size_t end = 0;
  for (std::size_t at = 0; at < window_.size();) {
    const std::size_t next = extended(at + 1);
    const bool after_group = last != Last::kKatakana;
    if (is(at, kExtendNumLet)) {
      last = last == Last::kNothing || last == Last::kOnlyExtendNumLet ? Last::kOnlyExtendNumLet
                                                                       : Last::kExtendNumLet;
    } else if (is(at, kLetter) && after_group) {
      last = Last::kLetter;
      hebrew = is(at, kHebrewLetter);
    } else if (is(at, kNumeric) && after_group) {
      last = Last::kNumber;
    } else if (is(at, kKatakana) && last != Last::kLetter && last != Last::kNumber &&
               last != Last::kQuoted) {
      last = Last::kKatakana;
    } else if (last == Last::kLetter && hebrew && is(at, kSingleQuote)) {
      last = Last::kQuoted;
    } else if (last == Last::kLetter && hebrew && is(at, kDoubleQuote) && is(next, kHebrewLetter)) {
      last = Last::kQuoted;
      at = next;
      end = at = extended(at + 1);
      continue;
    } else if ((last == Last::kLetter && is(at, kMidLetter) && is(next, kLetter)) ||
               (last == Last::kNumber && is(at, kMidNumber) && is(next, kNumeric))) {
      at = next;
      continue;
    } else {
      break;
    }
    at = next;
    if (last != Last::kOnlyExtendNumLet) {
      end = at;
    }
  }
  return end;
}

/// One emoji with its modifier, extenders and presentation selector; 0 if there is none at `at`.
std::size_t WordMatcher::emoji_element_end(std::size_t at) const {
  if (is(at, kEmojiModifier)) {
    return extended_but_presentation(at + 1);
  }
  at = skip(at, kJoiner);
  if (!is(at, kEmoji | kEmojiModifierBase)) {
    return 0;
  }
  const std::size_t end = extended_but_presentation(at + 1);
  if (is(at, kEmojiModifierBase) && is(end, kEmojiModifier)) {
    return extended_but_presentation(end + 1);
  }
  return is(end, kEmojiPresentation) ? end + 1 : end;
}

/// Emoji joined by ZWJ, or one with a tag sequence (the flags of England, Scotland, Wales).
std::size_t WordMatcher::emoji_sequence_end() const {
  std::size_t end = emoji_element_end(0);
  if (end == 0) {
    return 0;
  }
  const std::size_t tags_end = skip(end, kTag);
  if (tags_end > end && is(tags_end, kTagTerminator)) {
    return tags_end + 1;
  }
  for (;;) {
    // The joiner may have been taken for an extender of the element before.
    const std::size_t joiner = is(end - 1, kJoiner) ? end - 1 : end;
    if (!is(joiner, kJoiner)) {
      return end;
    }
    const std::size_t element_end = emoji_element_end(joiner + 1);
    if (element_end == 0) {
      return end;
    }
    end = element_end;
  }
}

}  // namespace

void for_each_unicode_word(std::string_view text, const Analyzer::Sink& sink,
                           std::size_t max_units) {
  std::vector<Character> characters;
  characters.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    characters.push_back({at, point.utf16_units(), word_class(point.value)});
    at += point.bytes;
  }
  const std::span<const Character> all(characters);
  std::size_t window_end = 0;
  std::size_t window_units = 0;
  for (std::size_t begin = 0; begin < all.size();) {
    while (window_end < all.size() && window_units + all[window_end].units <= max_units) {
      window_units += all[window_end++].units;
    }
    if (window_end == begin) {
      return;  // Of two units where one is allowed: Lucene's scanner takes that for the end.
    }
    const std::size_t length = WordMatcher(all.subspan(begin, window_end - begin)).longest();
    const std::size_t next = begin + std::max<std::size_t>(length, 1);
    if (length > 0) {
      const std::size_t end_offset = next < all.size() ? all[next].offset : text.size();
      sink(text.substr(all[begin].offset, end_offset - all[begin].offset));
    }
    for (; begin < next; ++begin) {
      window_units -= all[begin].units;
    }
  }
}

}  // namespace likewise
