#include "tests/differential/oracle_node.h"

#include <bit>

namespace likewise::oracle {
namespace {

std::string bits(float value) {
  return std::to_string(std::bit_cast<std::uint32_t>(value));
}

}  // namespace

NodePtr make_term(const std::string& field, const std::string& term) {
  Node node;
  node.kind = NodeKind::kTerm;
  node.field = field;
  node.term = term;
  node.key = "term(" + field + ":" + term + ")";
  return std::make_shared<const Node>(std::move(node));
}

NodePtr make_bool(std::vector<Clause> clauses, int minimum) {
  Node node;
  node.kind = NodeKind::kBool;
  node.minimum = minimum;
  node.key = "bool" + std::to_string(minimum) + "(";
  for (const Clause& clause : clauses) {
    node.key += std::to_string(static_cast<int>(clause.occur)) + clause.node->key + " ";
  }
  node.key += ")";
  node.clauses = std::move(clauses);
  return std::make_shared<const Node>(std::move(node));
}

NodePtr make_boost(NodePtr inner, float boost) {
  Node node;
  node.kind = NodeKind::kBoost;
  node.boost = boost;
  node.key = "boost" + bits(boost) + "(" + inner->key + ")";
  node.inner = std::move(inner);
  return std::make_shared<const Node>(std::move(node));
}

NodePtr make_const(NodePtr inner) {
  Node node;
  node.kind = NodeKind::kConst;
  node.key = "const(" + inner->key + ")";
  node.inner = std::move(inner);
  return std::make_shared<const Node>(std::move(node));
}

NodePtr make_dis_max(std::vector<NodePtr> parts, float tie_breaker) {
  Node node;
  node.kind = NodeKind::kDisMax;
  node.tie_breaker = tie_breaker;
  node.key = "dismax" + bits(tie_breaker) + "(";
  for (const NodePtr& part : parts) {
    node.key += part->key + " ";
  }
  node.key += ")";
  node.parts = std::move(parts);
  return std::make_shared<const Node>(std::move(node));
}

NodePtr make_all() {
  Node node;
  node.kind = NodeKind::kAll;
  node.key = "all";
  return std::make_shared<const Node>(std::move(node));
}

NodePtr make_none() {
  Node node;
  node.key = "none";
  return std::make_shared<const Node>(std::move(node));
}

NodePtr make_set(const std::string& name, std::vector<bool> members) {
  Node node;
  node.kind = NodeKind::kSet;
  node.key = "set(" + name + ")";
  node.members = std::move(members);
  return std::make_shared<const Node>(std::move(node));
}

NodePtr boosted(NodePtr node, float boost) {
  return boost == 1.0F ? node : make_boost(std::move(node), boost);
}

}  // namespace likewise::oracle
