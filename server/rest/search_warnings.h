#pragma once

#include <optional>
#include <string>

#include "engine/search/searcher.h"
#include "server/rest/rest_context.h"

namespace likewise::server {

/// The value of a Warning header for a more_like_this clause that used fewer terms than it found,
/// because that is the most common surprise with its defaults. Clients raise it as a warning in the
/// user's program; the body stays Elasticsearch's. Nothing when all terms were used.
std::optional<std::string> selection_warning(const TermSelectionNote& note,
                                             const RestIdentity& identity);

}  // namespace likewise::server
