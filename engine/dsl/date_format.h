#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/base/error.h"

namespace likewise {

/// Elasticsearch's formats when a date field names none.
inline constexpr std::string_view kDefaultDateFormat = "strict_date_optional_time||epoch_millis";
/// The format of a date field that dynamic mapping makes of texts like "2020/01/01".
inline constexpr std::string_view kDynamicDateFormat =
    "yyyy/MM/dd HH:mm:ss||yyyy/MM/dd||epoch_millis";

/// Errors: kUnsupported for formats that likewise cannot parse.
Status check_date_format(std::string_view format, std::string_view field);

/// Milliseconds since the epoch, UTC unless the text has an offset; nothing when no alternative of
/// `format` ("a||b"; empty: the default) takes the text. REQUIRES: check_date_format passed.
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
