#pragma once

#include <string>
#include <string_view>

namespace likewise {

/// Puts into `out` the text with every code point mapped alone, as Java's Character.toLowerCase:
/// no context, no growing mappings (U+0130 becomes "i", a final sigma is not special).
void lower_case(std::string_view text, std::string& out);

}  // namespace likewise
