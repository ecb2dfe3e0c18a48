#pragma once

#include <string_view>
#include <vector>

#include "engine/base/error.h"

namespace likewise {

/// Splits a document's field name at its dots, as Elasticsearch resolves objects; "a." is "a".
/// Errors: illegal_argument_exception for empty and blank parts ("a..b").
Result<std::vector<std::string_view>> split_field_name(std::string_view name);

/// "failed to parse" around the reason: what Elasticsearch says of a document's syntax.
Error failed_to_parse(Error cause);

/// strict_dynamic_mapping_exception for the field `name` in the object `parent` (root: "_doc").
Error strict_mapping_error(std::string_view name, std::string_view parent);

}  // namespace likewise
