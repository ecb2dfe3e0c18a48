#pragma once

/// @file
/// Reading a date by a pattern of letters, as Java's DateTimeFormatter reads it: "yyyy-MM-dd[ HH]".

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/base/error.h"

namespace likewise {

/// What a text said, part by part; absent parts were not in it.
struct DateParts {
  std::optional<std::int64_t> year;
  bool year_of_era = false;  ///< The year was written as one of an era: there is no year 0.
  std::optional<int> month;
  std::optional<int> day;
  std::optional<int> day_of_year;
  std::optional<int> hour;
  std::optional<int> minute;
  std::optional<int> second;
  std::optional<int> milli;
  std::optional<int> offset_seconds;
};

/// Where reading stopped: at a part that does not fit, or before text that no part wants.
struct PatternMismatch {
  std::size_t at = 0;
  bool is_rest = false;
};

/// Java's letters, quoted texts and optional [sections], and three of our own for the formats that
/// Elasticsearch knows by name: `f` a fraction of 1 to 9 digits, `g` one of 1 to 3, `@` any offset.
/// Nothing if the whole text fits. REQUIRES: check_date_pattern() passed, or a pattern of ours.
std::optional<PatternMismatch> read_date_pattern(std::string_view text, std::string_view pattern,
                                                 DateParts& parts);

/// Errors: illegal_argument_exception as Java words it; kUnsupported for letters that Java has and
/// likewise does not.
Status check_date_pattern(std::string_view pattern);

}  // namespace likewise
