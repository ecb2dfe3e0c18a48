#pragma once

#include <cstddef>
#include <vector>

#include "engine/base/error.h"
#include "engine/dsl/json.h"
#include "engine/dsl/ranking_clauses.h"
#include "engine/search/query.h"

namespace likewise {

/// `knn` of a search body, one section or several; each a Query with a KnnQuery.
/// REQUIRES: `value` is an object or an array.
Result<std::vector<Query>> parse_knn_sections(const json::Value& value, QueryParseState& state);

/// Fills in the k of sections that name none: as many as the search shows. To be called once the
/// size is known. Errors: illegal_argument_exception.
Status settle_knn_sections(std::size_t size, std::vector<Query>& sections);

}  // namespace likewise
