#pragma once

#include <string_view>

#include "engine/analysis/analyzer.h"

namespace likewise {

/// What for_each_unicode_word does, for pure ASCII and in lower case already: letters, digits and
/// '_' stick together, "a.b", "it's", "a:b", "1,5" and "3.14" stay whole, all else separates.
///
/// Every document of tokens goes through here, hence the second implementation; a test compares
/// both. REQUIRES: is_ascii(text). Cost: about 2 ns a character.
void for_each_lowercase_ascii_word(std::string_view text, const Analyzer::Sink& sink);

}  // namespace likewise
