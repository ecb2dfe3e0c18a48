#pragma once

/// @file
/// What tuning found, for a terminal, for programs, and as a model card.

#include <string>

#include "tools/tune/tuning.h"

namespace likewise::tools {

/// The Pareto table and the recommendation.
std::string tuning_text(const TuningResult& result, const TuningOptions& options);

/// One JSON object, every trial in it.
std::string tuning_json(const TuningResult& result, const TuningOptions& options);

/// Markdown: what the codebook is, what it was made from, what it reaches, what it is not for.
std::string model_card(const TuningResult& result, const TuningOptions& options);

}  // namespace likewise::tools
