#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/error.h"
#include "engine/search/query.h"
#include "server/rest/rest_context.h"
#include "server/rest/rest_request.h"

namespace likewise::server {

/// The body, or what the `source` parameter gives in its place for clients that cannot send a body
/// with GET.
/// Errors: illegal_state_exception without `source_content_type`.
Result<std::string_view> request_body(const RestRequest& request);

/// The query of a URL: `q` with `df`, `analyzer`, `analyze_wildcard`, `default_operator` and
/// `lenient`; nothing without `q`.
/// Errors: illegal_argument_exception for odd values, and for the others without `q`.
Result<std::optional<Query>> query_of_url(const RestContext& context, const RestRequest& request);

/// Which endpoint reads a query; they differ in what they say of parameters that are not read.
enum class QueryReader { kCount, kExplain, kValidate };

/// The body that an endpoint of one query works with: the request's own, or the query of the URL
/// as one; empty without both.
/// Errors: illegal_argument_exception for parameters of a URL's query that are not read because
/// there is no `q`, or because there is a body.
Result<std::string> query_body(const RestContext& context, const RestRequest& request,
                               QueryReader reader);

}  // namespace likewise::server
