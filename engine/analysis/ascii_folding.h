#pragma once

#include <string>
#include <string_view>

namespace likewise {

/// Puts into `out` the text with letters, digits and punctuation that have an ASCII likeness
/// replaced by it, as Lucene's ASCIIFoldingFilter does: "é" becomes "e", "ß" becomes "ss".
/// All else stays.
void fold_to_ascii(std::string_view text, std::string& out);

}  // namespace likewise
