#pragma once

#include <string>

#include "engine/search/query.h"

namespace likewise {

/// A query as Elasticsearch writes it: compact JSON, every default filled in, members in its order.
std::string query_to_json(const Query& query);

}  // namespace likewise
