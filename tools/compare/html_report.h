#pragma once

#include <string>

#include "tools/compare/comparison_text.h"

namespace likewise::tools {

/// One page in one text: no scripts, nothing is fetched from anywhere, for light and dark screens,
/// for paper, and for readers who do not see the plots.
std::string to_html(const ComparisonResult& result);

}  // namespace likewise::tools
