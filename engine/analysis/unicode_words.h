#pragma once

#include <cstddef>
#include <string_view>

#include "engine/analysis/analyzer.h"

namespace likewise {

/// A word longer than this many UTF-16 units is cut, if not told otherwise; the segmenter does not
/// look beyond either.
inline constexpr std::size_t kMaxWordUnits = 255;

/// Calls `sink` with the words of `text` as Lucene's standard tokenizer cuts them: Unicode Standard
/// Annex 29 with emoji sequences, South East Asian runs kept whole, and no words of only '_' or
/// punctuation. Case is left alone. Cost: some 100 ns a character; ascii_words.h is the fast path.
void for_each_unicode_word(std::string_view text, const Analyzer::Sink& sink,
                           std::size_t max_units = kMaxWordUnits);

}  // namespace likewise
