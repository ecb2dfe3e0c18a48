#pragma once

/// @file
/// Lines of dump files as operations. Pure: text in, values out.

#include <optional>
#include <string_view>

#include "engine/base/error.h"
#include "tools/mirror/feed_page.h"

namespace likewise::tools {

enum class DumpFormat : unsigned char {
  kDocuments,    ///< {"_id":"7","feature_vector":[…]}, as `likewise encode` writes them.
  kElasticdump,  ///< {"_index":"images","_id":"7","_source":{…}}
  kBulk,         ///< Bodies of _bulk: an action, then (but for a delete) a document.
};

/// "auto", "documents", "elasticdump" or "bulk"; nothing for "auto". Errors: a usage error.
Result<std::optional<DumpFormat>> parse_dump_format(std::string_view text);

/// The format of a file by its first line. Errors: kInvalidArgument for a line of none of them.
Result<DumpFormat> recognise_dump(std::string_view first_line);

/// The operation of one line. Without an `_id` it gets one made of the line's content and number,
/// so that reading the line again writes the same document. Errors: kInvalidArgument, worded to
/// follow "line 7 ".
Result<FeedOperation> parse_document_line(std::string_view line, std::size_t number);
Result<FeedOperation> parse_elasticdump_line(std::string_view line);

/// An action line of _bulk; `source` is still to come unless it deletes. `create` counts as
/// `index`. Errors: kInvalidArgument for anything else; kUnsupported for updates.
Result<FeedOperation> parse_bulk_action(std::string_view line);
/// Adds the document that follows an action. Errors: kInvalidArgument.
Status add_bulk_source(std::string_view line, std::size_t number, FeedOperation& operation);

}  // namespace likewise::tools
