#pragma once

/// @file
/// Dates as texts: the formats of Elasticsearch, by name and by pattern, several of them with "||".

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/base/error.h"
#include "engine/index/time_zone.h"

namespace likewise {

/// Elasticsearch's formats when a date field names none.
inline constexpr std::string_view kDefaultDateFormat = "strict_date_optional_time||epoch_millis";
/// The format of a date field that dynamic mapping makes of texts like "2020/01/01".
inline constexpr std::string_view kDynamicDateFormat =
    "yyyy/MM/dd HH:mm:ss||yyyy/MM/dd||epoch_millis";

/// Errors: illegal_argument_exception "Invalid format: [x]: ..." as Elasticsearch words it;
/// kUnsupported for formats that likewise cannot parse.
Status check_date_format(std::string_view format);

struct DateReading {
  /// Parts that the text leaves out become the last moment of what it names, not the first.
  bool round_up = false;
  const TimeZone* zone = nullptr;  ///< Of texts without an offset; null: UTC.
  /// As Elasticsearch 8 reads: negative milliseconds are dates.
  bool modern = false;
};

/// Milliseconds since the epoch by the first alternative of `format` (empty: the default) that
/// takes the text. Errors: illegal_argument_exception "failed to parse date field [x] with format
/// [y]" with Java's cause. REQUIRES: check_date_format passed.
Result<std::int64_t> read_date(std::string_view text, std::string_view format,
                               const DateReading& reading);

/// read_date() as documents are read; nothing where it fails.
std::optional<std::int64_t> parse_date(std::string_view text, std::string_view format);

/// What dynamic date detection says of a text.
enum class DateLikeness : std::uint8_t {
  kNone,     ///< No date.
  kIso,      ///< A field of the default format.
  kSlashes,  ///< A field of kDynamicDateFormat.
};
/// Elasticsearch decides by shape: "1024-13" is date-like, and then fails to parse.
DateLikeness detect_date(std::string_view text);

}  // namespace likewise
