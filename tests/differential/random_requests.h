#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/random.h"
#include "engine/search/query.h"
#include "tests/differential/oracle_index.h"
#include "tests/engine/search/test_corpus.h"

namespace likewise {

/// The same documents twice: in an engine's snapshot, and in the oracle.
struct TwinCorpus {
  TestCorpus corpus;
  std::map<std::string, oracle::OracleField> fields;
  std::vector<std::pair<std::string, TestDocument>> living;  ///< In order of the last write.
  std::size_t groups = 0;
  std::size_t clusters = 0;
  std::size_t ids = 0;  ///< Ids "0" to ids - 1 were used; some are deleted.
};

/// Few groups and clusters, so that ties are frequent; several segments, updates and deletions.
void fill(TwinCorpus& twin, Random& random);

/// Any query of the AST up to a depth of three, more_like_this with every parameter in half of
/// them.
Query random_query(const TwinCorpus& twin, Random& random, int depth = 3);

}  // namespace likewise
