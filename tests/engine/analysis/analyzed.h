#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/analysis/analyzer.h"

namespace likewise {

/// The terms that a built-in analyzer makes of a text.
inline std::vector<std::string> analyzed(std::string_view analyzer, std::string_view text) {
  std::vector<std::string> terms;
  builtin_analyzer(analyzer)->analyze(text,
                                      [&](std::string_view term) { terms.emplace_back(term); });
  return terms;
}

}  // namespace likewise
