#pragma once

/// @file
/// Which fields of hits a search asks for beside `_source`: docvalue_fields, fields, stored_fields.

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/dsl/json.h"
#include "engine/dsl/query_parser.h"

namespace likewise {

/// One element of docvalue_fields or fields: "a.*" or {"field":"a.*","format":"x"}.
struct FieldPattern {
  std::string pattern;
  std::string format;  ///< Empty: the field's own.
};

/// `stored_fields`. Nothing is stored apart from `_source`, so that names only switch it off.
struct StoredFields {
  bool given = false;
  bool none = false;  ///< `_none_`: no `_id` either.
  std::vector<std::string> names;

  bool names_source() const;
};

struct FieldRequests {
  std::vector<FieldPattern> docvalues;
  std::vector<FieldPattern> fields;
  StoredFields stored;
};

/// Reads docvalue_fields or fields. Errors: Elasticsearch's, with line and column.
/// REQUIRES: `value` is an array.
Status read_field_patterns(const json::Value& value, std::string_view text,
                           const QueryParserOptions& options, std::vector<FieldPattern>& patterns);

/// Reads stored_fields.
Status read_stored_fields(const json::Value& value, std::string_view text, StoredFields& stored);

/// The same of a list as a URL has it, "a,b". Errors: as Elasticsearch words them.
Status set_stored_fields(std::vector<std::string> names, StoredFields& stored);

/// Refuses what `_none_` cannot be combined with.
Status check_field_requests(const FieldRequests& requests, bool asks_source,
                            const QueryParserOptions& options);

}  // namespace likewise
