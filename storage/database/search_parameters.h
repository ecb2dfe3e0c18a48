#pragma once

#include "engine/base/error.h"
#include "engine/dsl/search_request.h"
#include "storage/database/database.h"

namespace likewise::storage {

/// What the URL says overrides what the body says.
/// Errors: illegal_argument_exception, number_format_exception.
Status apply_parameters(const SearchParameters& parameters, SearchRequest& request);

}  // namespace likewise::storage
