#pragma once

#include <span>
#include <string>
#include <string_view>

namespace likewise {

/// " did you mean [bool]?" (or " did you mean any of [a, b]?") for the candidates that resemble
/// `name`, best first; empty when none does. Lucene's LevenshteinDistance above 0.5.
std::string suggestion_text(std::string_view name, std::span<const std::string_view> candidates);

}  // namespace likewise
