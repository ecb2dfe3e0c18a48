#pragma once

#include <string>
#include <string_view>

#include "engine/base/error.h"
#include "tools/import/document_cursor.h"

namespace likewise::tools {

/// One page of a search that goes through an index by sequence number.
struct HitPage {
  DocumentPage page;    ///< `next` is the sequence number of the last hit; 0 without one.
  std::string context;  ///< Id of the scroll or point in time for the next page; may be empty.
  std::string after;    ///< Sort values of the last hit, as JSON; empty without one.
};

/// Reads the answer to a search sorted by _seq_no. Errors: kUnavailable for anything but a whole
/// answer of all shards; kInvalidArgument for a hit that cannot be imported (no _source).
Result<HitPage> parse_hit_page(std::string_view body);

}  // namespace likewise::tools
