#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/search/query.h"
#include "tests/differential/oracle_index.h"
#include "tests/differential/oracle_node.h"

namespace likewise::oracle {

struct OracleHit {
  std::string id;
  float score = 0.0F;
};

/// minimum_should_match of `count` clauses, docs/scoring.md.
int required_matches(int count, const std::string& specification);

/// The bool with minimum_should_match set for its own number of should clauses.
NodePtr with_minimum(const NodePtr& node, const std::string& specification);

/// The query before Lucene rewrites it.
NodePtr translate(const OracleIndex& index, Engine engine, const Query& query);
NodePtr translate_more_like_this(const OracleIndex& index, const MoreLikeThisQuery& query);

/// Lucene's rewriting, as far as it changes a score, until nothing changes.
NodePtr rewrite(const NodePtr& node, Engine engine);

struct Scores {
  std::vector<bool> matches;
  std::vector<float> scores;
};

/// Visits everything. `node` is rewritten already.
Scores evaluate(const OracleIndex& index, Engine engine, const NodePtr& node, float boost);

/// All hits, best first.
std::vector<OracleHit> search(const OracleIndex& index, Engine engine, const Query& query);

}  // namespace likewise::oracle
