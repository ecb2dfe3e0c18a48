#pragma once

#include <optional>

#include "engine/base/error.h"
#include "engine/search/query.h"
#include "server/rest/rest_context.h"
#include "server/rest/rest_request.h"

namespace likewise::server {

/// The query of a URL: `q` with `df`, `analyzer`, `analyze_wildcard`, `default_operator` and
/// `lenient`; nothing without `q`.
/// Errors: illegal_argument_exception for odd values, and for the others without `q`.
Result<std::optional<Query>> query_of_url(const RestContext& context, const RestRequest& request);

}  // namespace likewise::server
