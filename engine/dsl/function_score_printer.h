#pragma once

#include <string>

#include "engine/search/function_score.h"

namespace likewise {

/// The members of a function_score's body, without `boost` and `_name`: what query_printer.h needs.
std::string function_score_members(const FunctionScoreQuery& query);

}  // namespace likewise
