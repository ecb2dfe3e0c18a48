#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/dsl/search_request.h"
#include "server/rest/rest_request.h"

namespace likewise::server {

/// The parts of "a,,b" that are not empty.
std::vector<std::string> comma_list(std::string_view text);

/// What `_source`, `_source_includes` and `_source_excludes` say; everything when they are absent.
SourceFilter source_filter(const RestRequest& request);

/// True if any of them is there.
bool asks_for_source(const RestRequest& request);

}  // namespace likewise::server
