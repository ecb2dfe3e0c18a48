#pragma once

/// @file
/// What the parsers of `match` and its kin share.

#include <string_view>

#include "engine/base/error.h"
#include "engine/dsl/json.h"
#include "engine/dsl/query_clauses.h"
#include "engine/search/query.h"

namespace likewise {

/// A JSON scalar of a body; null is the text "null".
Scalar to_scalar(const json::Value& value);

/// True for AND. Errors: as Elasticsearch's for a name that is neither AND nor OR.
Result<bool> read_operator(const json::Value& value, QueryParseState& state);

/// True for ALL. Errors: as Elasticsearch's for a name that is neither ALL nor NONE.
Result<bool> read_zero_terms(const json::Value& value, QueryParseState& state);

/// An option of a match query must be a scalar. Errors: "[CLAUSE] unknown token [T] after [NAME]".
Status check_option_token(std::string_view clause, std::string_view name, const json::Value& value,
                          const QueryParseState& state);

/// Patterns are rewritten to constant scores; other ways are refused.
Status check_rewrite(std::string_view clause, const json::Value& value,
                     const QueryParseState& state);

/// Errors: "[CLAUSE] query doesn't support multiple fields, found [A] and [B]".
Error multiple_fields(std::string_view clause, std::string_view first, std::string_view second,
                      const json::Value& value, const QueryParseState& state);

}  // namespace likewise
