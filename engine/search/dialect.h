#pragma once

#include <cstdint>

namespace likewise {

/// Whose scores and whose rewriting: the columns of docs/compatibility.md's table of engines.
/// Elasticsearch 8 scores as kElasticsearch7.
enum class Dialect : std::uint8_t {
  kElasticsearch7,  ///< Lucene 8.7: BM25 times (k1 + 1).
  kElasticsearch9,  ///< Lucene 10: the same, with more rewriting.
  kOpenSearch3,     ///< Lucene 10 without the factor; `term` on keyword is constant.
};

}  // namespace likewise
