#pragma once

#include <string>

#include "engine/search/knn_query.h"
#include "engine/search/script_score_query.h"

namespace likewise {

/// The members of a clause's body, without `boost` and `_name`: what query_printer.h needs.
std::string knn_members(const KnnQuery& query);
std::string token_search_members(const TokenSearchQuery& query);
std::string script_score_members(const ScriptScoreQuery& query);

}  // namespace likewise
