#pragma once

#include <string>
#include <string_view>

#include "engine/base/error.h"
#include "engine/dsl/settings_json.h"

namespace likewise::storage {

/// The body of "create index", split: {"settings":{…},"mappings":{…},"aliases":{}}.
struct IndexBody {
  FlatSettings settings;     ///< Full names, defaults not filled in.
  std::string mapping_json;  ///< Source text of `mappings`; empty: none.
};

/// Errors: parse_exception, illegal_argument_exception; kUnsupported for aliases.
Result<IndexBody> parse_index_body(std::string_view body);

}  // namespace likewise::storage
