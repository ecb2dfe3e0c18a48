#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/base/error.h"

namespace likewise {

/// Elasticsearch's time values ("1s", "500ms", "0", "-1") in milliseconds; nothing for "-1".
/// `setting` is the name in the error text. Errors: illegal_argument_exception.
Result<std::optional<std::uint64_t>> parse_time_value(std::string_view text,
                                                      std::string_view setting);

}  // namespace likewise
