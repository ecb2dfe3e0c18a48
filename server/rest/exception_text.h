#pragma once

#include <string>

#include "engine/base/error.h"
#include "server/rest/error_response.h"

namespace likewise::server {

/// The error and its causes in one line, as Elasticsearch prints its Java exceptions where an
/// answer is 200 all the same. `typed`: as version 7 does.
std::string exception_text(const Error& error, bool typed, const ErrorStyle& style);

}  // namespace likewise::server
