#pragma once

/// @file
/// One page of a change feed as the mirror handles it. docs/formats.md has the format.

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/ids.h"

namespace likewise::tools {

/// One operation. Texts that go into JSON again stay quoted as they came, so that documents pass
/// through without being parsed.
struct FeedOperation {
  SeqNo seq_no = 0;
  bool deleted = false;
  std::string quoted_id;
  std::string quoted_routing;  ///< Empty: none.
  std::string source;          ///< One line; empty of a delete.

  std::size_t bytes() const { return quoted_id.size() + quoted_routing.size() + source.size(); }

  friend bool operator==(const FeedOperation&, const FeedOperation&) = default;
};

struct FeedPage {
  std::vector<FeedOperation> operations;
  SeqNo next = 0;  ///< Where to go on reading.
  SeqNo end = 0;   ///< Where the feed ended.
  std::string index_uuid;
};

/// Reads the text of one page. Errors: kUnavailable for anything but a whole page: the last line
/// tells that nothing was cut off.
Result<FeedPage> parse_feed_page(std::string_view text);

}  // namespace likewise::tools
