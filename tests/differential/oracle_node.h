#pragma once

/// @file
/// The oracle's query tree: what Lucene would execute, as plain values. Written independently of
/// engine/search, for the differential test only.

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace likewise::oracle {

enum class Occur : std::uint8_t { kMust, kFilter, kShould, kMustNot };

enum class NodeKind : std::uint8_t { kTerm, kBool, kBoost, kConst, kDisMax, kAll, kNone, kSet };

struct Node;
using NodePtr = std::shared_ptr<const Node>;

struct Clause {
  Occur occur;
  NodePtr node;
};

struct Node {
  NodeKind kind = NodeKind::kNone;
  std::string field;            ///< kTerm.
  std::string term;             ///< kTerm.
  std::vector<Clause> clauses;  ///< kBool.
  int minimum = 0;              ///< kBool: minimum_should_match; 0: not set.
  NodePtr inner;                ///< kBoost, kConst.
  float boost = 1.0F;           ///< kBoost.
  std::vector<NodePtr> parts;   ///< kDisMax.
  float tie_breaker = 0.0F;     ///< kDisMax.
  std::vector<bool> members;    ///< kSet, by document.
  std::string key;              ///< Equal nodes have equal keys.
};

NodePtr make_term(const std::string& field, const std::string& term);
NodePtr make_bool(std::vector<Clause> clauses, int minimum);
NodePtr make_boost(NodePtr inner, float boost);
NodePtr make_const(NodePtr inner);
NodePtr make_dis_max(std::vector<NodePtr> parts, float tie_breaker);
NodePtr make_all();
NodePtr make_none();
/// `name` tells sets of documents apart.
NodePtr make_set(const std::string& name, std::vector<bool> members);

/// `node` itself when the boost is 1.
NodePtr boosted(NodePtr node, float boost);

inline bool same(const NodePtr& a, const NodePtr& b) {
  return a->key == b->key;
}

}  // namespace likewise::oracle
