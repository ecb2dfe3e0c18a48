#pragma once

#include <string>
#include <string_view>

#include "engine/base/error.h"
#include "engine/dsl/search_request.h"
#include "server/rest/rest_context.h"

namespace likewise::server {

/// Appends a document, or that there is none, as `GET _doc` answers it.
void append_document(std::string& out, const storage::GetResult& document,
                     const SourceFilter& filter, bool typed);

/// The error of a request that must name a routing and does not.
Error routing_missing(std::string_view index, std::string_view id, bool typed);

/// The error of a document in another version than the one asked for.
Error version_differs(const storage::GetResult& document, std::int64_t wanted);

}  // namespace likewise::server
