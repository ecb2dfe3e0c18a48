#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/analysis/analyzer.h"
#include "engine/analysis/token_filter.h"

namespace likewise {

/// A term with the place it comes from, in UTF-16 units as Lucene counts.
struct LocatedToken {
  std::string term;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint32_t increment = 1;  ///< Position beyond that of the token before.
  std::string_view type;        ///< "<ALPHANUM>", "<NUM>", "word", ...
};

/// One text, taken apart.
struct LocatedText {
  std::vector<LocatedToken> tokens;
  std::uint32_t dropped_behind = 0;  ///< Words that were dropped after the last token.
  std::size_t length = 0;            ///< Of the text, in UTF-16 units.
};

/// The terms of analyzer.analyze(text) with their places. Cost: several times that of analyze().
LocatedText locate_tokens(const Analyzer& analyzer, std::string_view text);

/// Puts the tokens through one more filter. `leaves_holes`: what it drops keeps its position.
void apply_filter(LocatedText& text, const TokenFilter& filter, bool leaves_holes);

}  // namespace likewise
