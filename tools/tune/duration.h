#pragma once

#include <chrono>
#include <string_view>

#include "engine/base/error.h"

namespace likewise::tools {

/// "90s", "10m", "1h", "1.5h", a plain number of seconds. Errors: a usage error naming the option.
Result<std::chrono::duration<double>> parse_duration(std::string_view option,
                                                     std::string_view text);

}  // namespace likewise::tools
