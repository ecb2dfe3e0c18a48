#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"

namespace likewise::storage {

/// Errors: invalid_index_name_exception with Elasticsearch's reason.
Status check_index_name(std::string_view name);

/// The names among `existing` (sorted) that a comma list with `*`, `-name` and `_all` means,
/// sorted. Errors: index_not_found_exception for a plain name that is not among them.
Result<std::vector<std::string>> resolve_names(std::string_view expression,
                                               const std::vector<std::string>& existing);

Error no_such_index(std::string_view name);

}  // namespace likewise::storage
