#pragma once

#include <string_view>

#include "engine/base/error.h"
#include "engine/vectors/text_rows.h"

namespace likewise::tools {

/// One vector a line: an array of numbers, or a document with one, as a search or a dump of
/// Elasticsearch tells it: {"_id":"7","_source":{"title":…,"vector":[…]}} or
/// {"_id":"7","vector":[…]}. Action lines of `_bulk` bodies give the id of the document after them.
/// `field`: which member is the vector (a path with dots); empty: the first array of numbers.
/// Errors: kInvalidArgument with the line, counting from 1.
Result<TextRows> parse_ndjson_vectors(std::string_view text, std::string_view field, bool skip_bad);

}  // namespace likewise::tools
