#pragma once

#include <string>

#include "tools/compare/comparison_text.h"

namespace likewise::tools {

/// The worst queries of a comparison, both answers side by side, as a part of a page; a sentence
/// when there are none.
std::string worst_queries_html(const ComparisonResult& result);

}  // namespace likewise::tools
