#include "engine/analysis/word_class.h"

#include <array>

#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace likewise {
namespace {

bool is_between(char32_t c, char32_t first, char32_t last) {
  return c >= first && c <= last;
}

WordClass word_break_flags(UChar32 c) {
  switch (u_getIntPropertyValue(c, UCHAR_WORD_BREAK)) {
    case U_WB_ALETTER:
      // Unicode 11 took symbols like U+02C5 in, for keyboards' sake.
      return u_hasBinaryProperty(c, UCHAR_ALPHABETIC) != 0 || c == 0x05F3 ? kLetter : 0U;
    case U_WB_HEBREW_LETTER:
      return kLetter | kHebrewLetter;
    case U_WB_NUMERIC:
      return kNumeric;
    case U_WB_KATAKANA:
      return kKatakana;
    case U_WB_EXTENDNUMLET:
      return kExtendNumLet;
    case U_WB_MIDLETTER:
      return kMidLetter;
    case U_WB_MIDNUM:
      return kMidNumber;
    case U_WB_MIDNUMLET:
      return kMidLetter | kMidNumber;
    case U_WB_SINGLE_QUOTE:
      return kMidLetter | kMidNumber | kSingleQuote;
    case U_WB_DOUBLE_QUOTE:
      return kDoubleQuote;
    case U_WB_EXTEND:
    case U_WB_FORMAT:
      return kExtender;
    case U_WB_ZWJ:
      return kExtender | kJoiner;
    case U_WB_REGIONAL_INDICATOR:
      return kRegionalIndicator;
    default:
      return 0;
  }
}

WordClass emoji_flags(UChar32 c) {
  // Digits, '#', '*' and flags' letters are emoji only in sequences; modifiers only after a base.
  if (u_hasBinaryProperty(c, UCHAR_EMOJI_MODIFIER) != 0) {
    return kEmojiModifier;
  }
  WordClass flags = 0;
  if (c >= 0x80 && (u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) != 0 ||
                    (u_hasBinaryProperty(c, UCHAR_EMOJI) != 0 &&
                     u_hasBinaryProperty(c, UCHAR_REGIONAL_INDICATOR) == 0))) {
    flags |= kEmoji;
  }
  if (u_hasBinaryProperty(c, UCHAR_EMOJI_MODIFIER_BASE) != 0) {
    flags |= kEmojiModifierBase;
  }
  return flags;
}

/// Flags of single characters and ranges that sequences are made with.
WordClass sequence_flags(char32_t c) {
  if (is_between(c, U'0', U'9') || c == U'#' || c == U'*') {
    return kKeycapBase;
  }
  switch (c) {
    case 0x20E3:
      return kKeycap;
    case 0xFE0E:
      return kTextPresentation;
    case 0xFE0F:
      return kEmojiPresentation;
    case 0xE007F:
      return kTagTerminator;
    default:
      return is_between(c, 0xE0020, 0xE007E) ? kTag : 0U;
  }
}

/// Lucene 8's grammar was generated from Unicode 9 (its emoji from 11): later letters, marks and
/// digits are nothing to it.
bool is_newer_than_grammar(UChar32 c) {
  UVersionInfo age{};
  u_charAge(c, age);
  return age[0] > 9;
}

/// Characters that Unicode moved to another class after version 9.
WordClass reclassified(char32_t c, WordClass flags) {
  if (c == 0x02D7 || c == 0x055F) {
    return kMidLetter;
  }
  if (is_between(c, 0x1CF2, 0x1CF3)) {
    return kExtender;  // Vedic signs: combining then, letters now.
  }
  if (c == 0x111C9) {
    return 0;  // Sharada sandhi mark: punctuation then, combining now.
  }
  if (is_between(c, 0x1FB00, 0x1FBFF)) {
    return kEmoji;  // Reserved for pictographs in Unicode 11.
  }
  return flags;
}

WordClass compute(char32_t code_point) {
  const auto c = static_cast<UChar32>(code_point);
  WordClass flags = emoji_flags(c) | sequence_flags(code_point);
  if (is_newer_than_grammar(c)) {
    return reclassified(code_point, flags);
  }
  flags |= word_break_flags(c);
  if ((flags & kEmojiModifier) != 0) {
    // Unicode 11 made skin tones Extend; Lucene's grammar keeps them apart.
    flags &= ~WordClass{kExtender};
  }
  if (c == U':') {
    flags |= kMidLetter;  // Newer versions of the annex leave the colon to languages.
  }
  if (u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT) {
    flags |= kComplexContext;
  }
  const int script = u_getIntPropertyValue(c, UCHAR_SCRIPT);
  if (script == USCRIPT_HAN || script == USCRIPT_HIRAGANA) {
    flags |= kIdeograph;
  }
  return reclassified(code_point, flags);
}

std::array<WordClass, 128> compute_ascii() {
  std::array<WordClass, 128> classes{};
  for (char32_t c = 0; c < classes.size(); ++c) {
    classes[c] = compute(c);
  }
  return classes;
}

}  // namespace

WordClass word_class(char32_t code_point) {
  static const std::array<WordClass, 128> ascii = compute_ascii();
  return code_point < ascii.size() ? ascii[code_point] : compute(code_point);
}

}  // namespace likewise
