#pragma once

#include <cstdint>

namespace likewise {

/// What a code point means to word segmentation: a set of the flags below.
using WordClass = std::uint32_t;

/// Named after the properties of Unicode Standard Annex 29 and Unicode Technical Standard 51.
enum WordClassFlag : WordClass {
  kLetter = 1U << 0U,  ///< ALetter or Hebrew_Letter.
  kHebrewLetter = 1U << 1U,
  kNumeric = 1U << 2U,
  kKatakana = 1U << 3U,
  kExtendNumLet = 1U << 4U,  ///< '_' and its relatives.
  kMidLetter = 1U << 5U,     ///< Stays inside between two letters.
  kMidNumber = 1U << 6U,     ///< Stays inside between two digits.
  kSingleQuote = 1U << 7U,
  kDoubleQuote = 1U << 8U,
  kExtender = 1U << 9U,  ///< Extend, Format or ZWJ: belongs to what precedes.
  kJoiner = 1U << 10U,   ///< ZWJ.
  kTextPresentation = 1U << 11U,
  kEmojiPresentation = 1U << 12U,
  kComplexContext = 1U << 13U,  ///< South East Asian scripts, kept together in runs.
  kIdeograph = 1U << 14U,       ///< Han or Hiragana: a word of its own.
  kRegionalIndicator = 1U << 15U,
  kEmoji = 1U << 16U,  ///< A symbol that is a word of its own.
  kEmojiModifierBase = 1U << 17U,
  kEmojiModifier = 1U << 18U,
  kTag = 1U << 19U,
  kTagTerminator = 1U << 20U,
  kKeycapBase = 1U << 21U,
  kKeycap = 1U << 22U,
};

WordClass word_class(char32_t code_point);

}  // namespace likewise
