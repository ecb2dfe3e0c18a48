#pragma once

#include <string>

#include "storage/database/database.h"

namespace likewise::storage {

/// Appends `,"profile":{"shards":[…]}` in Elasticsearch's shape. What it has no place for stands
/// under `likewise`: which scorer runs without profiling, and what became of every liked term.
void append_profile(std::string& out, const SearchResponse& response, const ResponseStyle& style);

}  // namespace likewise::storage
