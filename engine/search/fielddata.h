#pragma once

#include <string_view>

#include "engine/base/error.h"
#include "engine/index/mapping.h"

namespace likewise {

/// Refuses a field that Elasticsearch keeps no values of by document: text without fielddata, or
/// doc_values: false. Errors: illegal_argument_exception, in shard. `index`: named in the error, as
/// from version 8 on; empty: not named.
Status check_has_values(const Field& field, std::string_view index);

/// What check_has_values() says of a field of that name and kind.
Error fielddata_error(std::string_view field, FieldKind kind, std::string_view index);

}  // namespace likewise
