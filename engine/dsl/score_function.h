#pragma once

/// @file
/// The functions of a `function_score`, and the names of their options.

#include <string>
#include <string_view>

#include "engine/base/error.h"
#include "engine/dsl/json.h"
#include "engine/dsl/query_clauses.h"
#include "engine/search/function_score.h"

namespace likewise {

std::string_view modifier_name(FieldValueFactor::Modifier modifier);
std::string_view shape_name(DecayFunction::Shape shape);
std::string_view value_mode_name(DecayFunction::Mode mode);
std::string_view score_mode_name(ScoreMode mode);
std::string_view boost_mode_name(BoostMode mode);

/// Reads what the member `name` of a function holds. REQUIRES: `value` is an object.
/// Errors: unknown functions and parameters; scripts are refused.
Status read_score_function(const std::string& name, const json::Value& value,
                           QueryParseState& state, ScoreFunction& function);

/// Reads `weight`. Errors: negative ones.
Result<float> read_weight(const json::Value& value, QueryParseState& state);

Result<ScoreMode> read_score_mode(const json::Value& value, QueryParseState& state);
Result<BoostMode> read_boost_mode(const json::Value& value, QueryParseState& state);

}  // namespace likewise
