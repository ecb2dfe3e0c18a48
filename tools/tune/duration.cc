#include "tools/tune/duration.h"

#include <cstdlib>
#include <string>

#include <fmt/format.h>

#include "tools/command.h"

namespace likewise::tools {

Result<std::chrono::duration<double>> parse_duration(std::string_view option,
                                                     std::string_view text) {
  const std::string copy(text);
  char* end = nullptr;
  const double number = std::strtod(copy.c_str(), &end);
  const std::string_view unit = end;
  const double factor = unit.empty() || unit == "s" ? 1.0
                        : unit == "m"               ? 60.0
                        : unit == "h"               ? 3600.0
                                                    : 0.0;
  if (end == copy.c_str() || factor == 0.0 || !(number > 0.0 && number < 1e6)) {
    return fail(usage_error(
        fmt::format("{}: expected a time such as 90s, 10m or 1h, found [{}]", option, text)));
  }
  return std::chrono::duration<double>(number * factor);
}

}  // namespace likewise::tools
