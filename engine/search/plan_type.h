#pragma once

#include <string>

#include "engine/index/snapshot.h"
#include "engine/search/dialect.h"
#include "engine/search/plan.h"

namespace likewise {

/// The simple name of Lucene's class for such a query: "TermQuery", "BooleanQuery", ...
std::string lucene_type(const Plan& plan, const IndexSnapshot& snapshot, Dialect dialect);

}  // namespace likewise
