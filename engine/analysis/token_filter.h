#pragma once

/// @file
/// The steps of a custom analyzer behind its tokenizer.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "engine/analysis/analyzer.h"

namespace likewise {

/// What flows through the filters of a text: its terms, then one end.
struct StreamToken {
  std::string_view term;
  std::uint32_t increment = 1;  ///< Position beyond that of the token before.
  bool is_end = false;          ///< No term: only the increment of what was dropped at the end.
  bool is_part = false;         ///< Only to be changed (Analyzer::normalize): never dropped.
};

using TokenSink = std::function<void(const StreamToken& token)>;

/// Given the sink of what follows, makes the sink that tokens are to be put into instead. One call
/// per text: what the returned sink remembers is of one text only. Thread-safe.
using TokenFilter = std::function<TokenSink(TokenSink next)>;

using WordSet = std::set<std::string, std::less<>>;

/// Lucene's 33 English stop words.
const WordSet& english_stop_words();

/// Code point by code point, as lower_case().
TokenFilter lowercase_filter();

/// As fold_to_ascii(); the unfolded form is not kept.
TokenFilter ascii_folding_filter();

/// Drops the terms in `words`; `ignore_case` compares both in lower case.
TokenFilter stop_filter(WordSet words, bool ignore_case);

/// Keeps terms of `min` to `max` UTF-16 units.
TokenFilter length_filter(std::size_t min, std::size_t max);

/// Keeps the first of equal terms. Unlike the other filters it leaves no hole in the positions.
TokenFilter unique_filter();

/// Cuts Java's white space at both ends; may leave an empty term.
TokenFilter trim_filter();

}  // namespace likewise
