#pragma once

#include <string>
#include <string_view>

#include "engine/base/error.h"

namespace likewise::server {

/// Keeps of a JSON text what `filter_path` names: a comma list of dotted paths in which `*` stands
/// for any part of a name and `**` for any number of levels; paths with a leading `-` are left out
/// instead. Arrays are looked through. Objects and arrays that end up empty disappear.
/// Errors: those of json::parse.
Result<std::string> filter_json(std::string_view text, std::string_view filter_path);

}  // namespace likewise::server
