#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/base/error.h"

namespace likewise::tools {

/// Appends the two `_bulk` lines of one document line ({"_id":"7","feature_vector":[…]}): the
/// action with the `_id`, then the document without it. A line without `_id` gets one from the
/// server. Errors: kInvalidArgument naming `line_number` for anything but a JSON object with a
/// string or number `_id`.
Status append_bulk_lines(std::string_view line, std::size_t line_number, std::string& out);

}  // namespace likewise::tools
