#pragma once

#include <cstddef>
#include <string_view>

#include "engine/analysis/analyzer.h"

namespace likewise {

/// Calls `sink` with what stands between Java's white space, cut after `max_units` UTF-16 units.
void for_each_solid_run(std::string_view text, std::size_t max_units, const Analyzer::Sink& sink);

/// Calls `sink` with the runs of letters, cut after `max_units` UTF-16 units.
void for_each_letter_run(std::string_view text, std::size_t max_units, const Analyzer::Sink& sink);

}  // namespace likewise
