#pragma once

#include <memory>
#include <string_view>

#include "engine/analysis/analyzer.h"

namespace likewise {

/// The built-in normalizer of a keyword field as an analyzer that yields one term: "lowercase" is
/// the only one. Null for other names.
std::shared_ptr<const Analyzer> builtin_normalizer(std::string_view name);

}  // namespace likewise
