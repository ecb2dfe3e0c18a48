#pragma once

#include <string>

#include "tools/tune/tuning.h"

namespace likewise::tools {

/// One page in one text: the recommendation, the Pareto table and plots; no scripts, nothing is
/// fetched from anywhere.
std::string tuning_html(const TuningResult& result, const TuningOptions& options);

}  // namespace likewise::tools
