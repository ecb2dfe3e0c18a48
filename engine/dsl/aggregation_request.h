#pragma once

#include <string>
#include <vector>

#include "engine/aggregation/aggregation.h"
#include "engine/aggregation/result_tree.h"
#include "engine/base/error.h"
#include "engine/dsl/json.h"
#include "engine/dsl/query_clauses.h"

namespace likewise {

/// Parses the value of `aggs`: {"name":{"kind":{…},"aggs":{…},"meta":{…}}, …}.
/// Errors: Elasticsearch's, with line and column; kinds that are not built are refused by name.
/// REQUIRES: `value` is an object.
Result<std::vector<Aggregation>> parse_aggregations(const json::Value& value,
                                                    QueryParseState& state);

/// The same from the text of a whole body.
Result<std::vector<Aggregation>> parse_aggregations(const json::Value& value, std::string_view text,
                                                    const QueryParserOptions& options);

/// Appends a result as JSON. `typed_keys` puts the kind before the name: "sterms#name".
void append_result(std::string& out, const ResultTree& tree, bool typed_keys);

}  // namespace likewise
