#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/error.h"
#include "tools/mirror/feed_page.h"

namespace likewise::tools {

/// Documents to be written in this order, and where a later run goes on once they are.
struct DocumentPage {
  std::vector<FeedOperation> operations;
  std::uint64_t next = 0;
};

/// Where documents are imported from: one slice of an index, or a file. Used by one thread.
class DocumentCursor {
 public:
  virtual ~DocumentCursor() = default;

  /// The next page, which may be empty; nothing at the end. Errors: what will not pass by itself.
  virtual Result<std::optional<DocumentPage>> next() = 0;
};

}  // namespace likewise::tools
