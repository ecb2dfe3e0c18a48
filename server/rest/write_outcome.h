#pragma once

#include <string>

#include "server/rest/rest_context.h"

namespace likewise::server {

/// The members of an acknowledged write without the braces: `"_index":…,"_primary_term":1`.
void append_write_outcome(std::string& out, const storage::WriteOutcome& outcome, bool typed,
                          bool forced_refresh, bool reached_shards = true);

}  // namespace likewise::server
