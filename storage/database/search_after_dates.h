#pragma once

#include "engine/index/mapping.h"
#include "engine/search/searcher.h"

namespace likewise::storage {

/// Reads the texts of search_after that stand for dates, in the formats of their fields. What is no
/// date stays as it is, and the search refuses it.
void read_search_after_dates(const Mapping& mapping, SearchOptions& options);

}  // namespace likewise::storage
