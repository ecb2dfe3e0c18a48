#pragma once

#include <vector>

#include "engine/base/error.h"
#include "engine/dsl/json.h"
#include "engine/dsl/query_clauses.h"
#include "engine/search/query.h"

namespace likewise {

/// Parses the value of `like` or `unlike`: a text, an item, or an array of them.
/// Errors: parse_exception and illegal_argument_exception as Elasticsearch words them.
Result<std::vector<Like>> parse_likes(const json::Value& value, QueryParseState& state);

}  // namespace likewise
