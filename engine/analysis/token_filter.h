#pragma once

/// @file
/// The steps of a custom analyzer behind its tokenizer.

#include <cstddef>
#include <functional>
#include <set>
#include <string>

#include "engine/analysis/analyzer.h"

namespace likewise {

/// Given the sink of what follows, makes the sink that terms are to be put into instead. One call
/// per text: what the returned sink remembers is of one text only. Thread-safe.
using TokenFilter = std::function<Analyzer::Sink(Analyzer::Sink next)>;

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

/// Keeps the first of equal terms.
TokenFilter unique_filter();

/// Cuts Java's white space at both ends; may leave an empty term.
TokenFilter trim_filter();

}  // namespace likewise
