#pragma once

#include <string>
#include <string_view>

#include "engine/base/error.h"
#include "server/http/http_message.h"

namespace likewise::server {

/// Splits and decodes an origin-form target ("/i/_search?q=a%20b"). `+` is a blank in the query and
/// itself in the path, as in Elasticsearch.
/// Errors: bad_parameter_exception or illegal_argument_exception for a broken percent escape.
Result<Target> parse_target(std::string_view uri);

/// Percent-encodes everything but unreserved characters, for a path segment of a Location header.
std::string encode_segment(std::string_view text);

}  // namespace likewise::server
