#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/base/error.h"

namespace likewise::tools {

/// A document line taken apart.
struct DocumentLine {
  std::string quoted_id;  ///< As JSON text; empty: it has none.
  std::string source;     ///< The document without `_id`.
};

/// Errors: kInvalidArgument for anything but a JSON object with a string or number `_id`. The
/// layout that `likewise encode` writes is not checked further: the server does.
Result<DocumentLine> split_document_line(std::string_view line);

/// Appends the two `_bulk` lines of one document line ({"_id":"7","feature_vector":[…]}): the
/// action with the `_id`, then the document without it. A line without `_id` gets one from the
/// server. Errors: kInvalidArgument naming `line_number` for anything but a JSON object with a
/// string or number `_id`.
Status append_bulk_lines(std::string_view line, std::size_t line_number, std::string& out);

}  // namespace likewise::tools
