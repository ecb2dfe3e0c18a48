#pragma once

#include <string>
#include <vector>

#include "engine/search/query.h"

namespace likewise {

/// The fields of index.query.default_field, "title^2" or a pattern each.
std::vector<FieldBoost> default_field_boosts(const std::vector<std::string>& fields);

/// True if all fields are asked: then a query is lenient by default.
bool asks_all_fields(const std::vector<FieldBoost>& fields);

}  // namespace likewise
