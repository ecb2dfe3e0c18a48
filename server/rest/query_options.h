#pragma once

#include "engine/dsl/query_parser.h"
#include "server/rest/rest_context.h"

namespace likewise::server {

/// How query bodies are read before their index is known.
inline QueryParserOptions query_options(const RestIdentity& identity) {
  QueryParserOptions options;
  options.legacy = identity.typed() || identity.opensearch;
  if (identity.opensearch) {
    options.dialect = Dialect::kOpenSearch3;
    options.max_depth = 20;
  } else if (identity.major() == 9) {
    options.dialect = Dialect::kElasticsearch9;
  }
  return options;
}

}  // namespace likewise::server
