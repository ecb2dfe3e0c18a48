#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/error.h"
#include "engine/index/time_zone.h"

namespace likewise {

struct DateMath {
  std::string format;     ///< Of dates; empty: the default.
  std::int64_t now = 0;   ///< Milliseconds since the epoch.
  bool round_up = false;  ///< "/d" and left out parts: the last millisecond, not the first.
  const TimeZone* zone = nullptr;  ///< Of days and of dates without an offset; null: UTC.
  bool modern = false;             ///< As Elasticsearch 8 reads and words.
};

/// "now-1d/d", "2024-01-01||+1M/d" or a plain date, in milliseconds.
/// Errors: parse_exception with Elasticsearch's words.
/// REQUIRES: check_date_format(math.format) passed.
Result<std::int64_t> evaluate_date(std::string_view text, const DateMath& math);

}  // namespace likewise
