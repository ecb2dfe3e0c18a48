#pragma once

#include <cstddef>
#include <string_view>

#include "engine/base/error.h"
#include "engine/dsl/json.h"
#include "engine/search/dialect.h"
#include "engine/search/query.h"

namespace likewise {

struct QueryParserOptions {
  Dialect dialect = Dialect::kElasticsearch7;
  std::size_t max_depth = 30;  ///< Nested queries; 20 for OpenSearch.
  bool legacy = false;         ///< As Elasticsearch before 8, where its bodies differ.
};

/// Parses the value of `query`, e.g. {"term":{"a":"b"}}. `text` is the whole request body, for
/// positions in errors. Errors: Elasticsearch's types and reasons (parsing_exception, ...), with
/// line and column. Nothing unknown is ignored.
Result<Query> parse_query(const json::Value& value, std::string_view text,
                          const QueryParserOptions& options);

}  // namespace likewise
