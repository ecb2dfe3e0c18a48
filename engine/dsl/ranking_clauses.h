#pragma once

/// @file
/// The parts of a search body that decide which hits are shown in which order: `sort`,
/// `search_after`, `collapse`, `rescore`.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/dsl/json.h"
#include "engine/dsl/query_clauses.h"
#include "engine/dsl/search_request.h"
#include "engine/search/sort.h"

namespace likewise {

/// Bounds what one body can cost: criteria of `sort`, stages of `rescore`, searches of
/// `inner_hits`.
inline constexpr std::size_t kMaxRankingClauses = 128;

/// Refuses more than kMaxRankingClauses of what `name` lists. Errors: kUnsupported.
Status check_ranking_count(std::string_view name, std::size_t count, const json::Value& value,
                           const QueryParseState& state);

/// All forms of `sort`. What sorts by score, best first, yields no keys: it is the default order.
/// Errors: Elasticsearch's, where an option of it or a kind of sort is not built, kUnsupported.
Result<std::vector<SortKey>> parse_sort(const json::Value& value, QueryParseState& state);

/// `sort=` of a URL: "field:desc,other". Unknown directions drop their field, as Elasticsearch
/// does.
std::vector<SortKey> parse_url_sort(std::string_view text);

/// Leaves nothing of keys that only say the default order.
std::vector<SortKey> without_default_order(std::vector<SortKey> keys);

/// REQUIRES: `value` is an array.
Result<std::vector<SortScalar>> parse_search_after(const json::Value& value,
                                                   QueryParseState& state);

/// REQUIRES: `value` is an object.
Result<Collapse> parse_collapse(const json::Value& value, QueryParseState& state);

/// REQUIRES: `value` is an object or an array.
Result<std::vector<Rescore>> parse_rescore(const json::Value& value, QueryParseState& state);

/// A JSON scalar as Java converts it.
SortScalar sort_scalar(const json::Value& value);

/// What a declarative parser says where an object is due: it looks at the token after the value,
/// which is a member of `parent`. Other values than objects only.
Error expected_object(std::string_view clause, const json::Value& value, const json::Value& parent,
                      const QueryParseState& state);

}  // namespace likewise
