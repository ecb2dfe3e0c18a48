// Lucene's rewriting of booleans, one rule a function; a rule returns null when it does not apply.

#include <algorithm>
#include <map>

#include "tests/differential/oracle_search.h"

namespace likewise::oracle {
namespace {

NodePtr rewrite_once(const NodePtr& node, Engine engine);

std::vector<NodePtr> with_occur(const std::vector<Clause>& clauses, Occur occur) {
  std::vector<NodePtr> nodes;
  for (const Clause& clause : clauses) {
    if (clause.occur == occur) {
      nodes.push_back(clause.node);
    }
  }
  return nodes;
}

bool holds(const std::vector<NodePtr>& nodes, const NodePtr& wanted) {
  return std::any_of(nodes.begin(), nodes.end(),
                     [&](const NodePtr& node) { return same(node, wanted); });
}

/// A bool whose clauses are all should.
bool is_disjunction(const NodePtr& node) {
  return node->kind == NodeKind::kBool &&
         std::all_of(node->clauses.begin(), node->clauses.end(),
                     [](const Clause& clause) { return clause.occur == Occur::kShould; });
}

struct BoolRules {
  const NodePtr& node;
  Engine engine;
  const std::vector<Clause>& clauses = node->clauses;
  int minimum = node->minimum;
  bool lucene10 = engine != Engine::kElasticsearch7;
  std::vector<NodePtr> must = with_occur(clauses, Occur::kMust);
  std::vector<NodePtr> filter = with_occur(clauses, Occur::kFilter);
  std::vector<NodePtr> should = with_occur(clauses, Occur::kShould);
  std::vector<NodePtr> must_not = with_occur(clauses, Occur::kMustNot);

  NodePtr trivial() const {
    if (must_not.size() == clauses.size()) {
      return make_none();
    }
    if (clauses.size() > 1) {
      return nullptr;
    }
    const Clause& only = clauses.front();
    if (minimum == 1 && only.occur == Occur::kShould) {
      return only.node;
    }
    if (minimum != 0) {
      return nullptr;
    }
    return only.occur == Occur::kFilter ? make_boost(make_const(only.node), 0.0F) : only.node;
  }

  NodePtr inner_first() const {
    std::vector<Clause> rewritten;
    bool changed = false;
    for (const Clause& clause : clauses) {
      NodePtr inner = rewrite_once(clause.node, engine);
      if (lucene10 && inner->kind == NodeKind::kNone) {
        changed = true;
        if (clause.occur == Occur::kMust || clause.occur == Occur::kFilter) {
          return inner;
        }
        continue;
      }
      changed = changed || !same(inner, clause.node);
      rewritten.push_back({clause.occur, std::move(inner)});
    }
    return changed ? make_bool(std::move(rewritten), minimum) : nullptr;
  }

  NodePtr contradiction() const {
    for (const NodePtr& excluded : must_not) {
      if (holds(must, excluded) || holds(filter, excluded) || excluded->kind == NodeKind::kAll) {
        return make_none();
      }
    }
    return nullptr;
  }

  /// Filters that say nothing: repeated as must, or match_all beside another required clause.
  NodePtr useless_filters() const {
    const bool filters_differ =
        std::any_of(filter.begin(), filter.end(),
                    [this](const NodePtr& one) { return !same(one, filter.front()); });
    std::vector<Clause> kept;
    for (const Clause& clause : clauses) {
      const bool useless = clause.occur == Occur::kFilter &&
                           (holds(must, clause.node) || (clause.node->kind == NodeKind::kAll &&
                                                         (filters_differ || !must.empty())));
      if (!useless) {
        kept.push_back(clause);
      }
    }
    return kept.size() == clauses.size() ? nullptr : make_bool(std::move(kept), minimum);
  }

  NodePtr filter_and_should() const {
    std::vector<Clause> rewritten;
    int left = minimum;
    bool changed = false;
    for (const Clause& clause : clauses) {
      const bool shared = holds(filter, clause.node) && holds(should, clause.node);
      if (shared && clause.occur == Occur::kShould) {
        rewritten.push_back({Occur::kMust, clause.node});
        --left;
        changed = true;
      } else if (!shared || clause.occur != Occur::kFilter) {
        rewritten.push_back(clause);
      }
    }
    return changed ? make_bool(std::move(rewritten), std::max(left, 0)) : nullptr;
  }

  /// Equal clauses become one whose boosts are added in double.
  NodePtr merge_equal(Occur occur) const {
    std::vector<std::pair<NodePtr, double>> merged;
    std::size_t count = 0;
    for (const Clause& clause : clauses) {
      if (clause.occur != occur) {
        continue;
      }
      ++count;
      NodePtr inner = clause.node;
      double boost = 1.0;
      while (inner->kind == NodeKind::kBoost) {
        boost *= static_cast<double>(inner->boost);
        inner = inner->inner;
      }
      const auto found = std::find_if(merged.begin(), merged.end(),
                                      [&](const auto& entry) { return same(entry.first, inner); });
      if (found == merged.end()) {
        merged.emplace_back(inner, boost);
      } else {
        found->second += boost;
      }
    }
    if (merged.size() == count) {
      return nullptr;
    }
    std::vector<Clause> rewritten;
    for (const auto& [inner, boost] : merged) {
      rewritten.push_back({occur, boosted(inner, static_cast<float>(boost))});
    }
    for (const Clause& clause : clauses) {
      if (clause.occur != occur) {
        rewritten.push_back(clause);
      }
    }
    return make_bool(std::move(rewritten), minimum);
  }

  NodePtr constant_must() const {
    if (must.size() != 1 || filter.empty()) {
      return nullptr;
    }
    const bool is_boosted = must.front()->kind == NodeKind::kBoost;
    const NodePtr& inner = is_boosted ? must.front()->inner : must.front();
    if (inner->kind != NodeKind::kAll) {
      return nullptr;
    }
    std::vector<Clause> restricted;
    std::vector<Clause> rewritten(1);
    for (const Clause& clause : clauses) {
      if (clause.occur == Occur::kFilter || clause.occur == Occur::kMustNot) {
        restricted.push_back({clause.occur, clause.node});
      } else if (clause.occur == Occur::kShould) {
        rewritten.push_back(clause);
      }
    }
    rewritten.front() = {Occur::kMust, boosted(make_const(make_bool(std::move(restricted), 0)),
                                               is_boosted ? must.front()->boost : 1.0F)};
    return make_bool(std::move(rewritten), minimum);
  }

  NodePtr flatten_disjunctions() const {
    if (minimum > 1) {
      return nullptr;
    }
    std::vector<Clause> rewritten;
    bool changed = false;
    for (const Clause& clause : clauses) {
      if (clause.occur == Occur::kShould && is_disjunction(clause.node) &&
          clause.node->minimum <= 1) {
        rewritten.insert(rewritten.end(), clause.node->clauses.begin(), clause.node->clauses.end());
        changed = true;
      } else {
        rewritten.push_back(clause);
      }
    }
    return changed ? make_bool(std::move(rewritten), minimum) : nullptr;
  }

  NodePtr inline_required() const {
    std::vector<Clause> rewritten;
    bool changed = false;
    for (const Clause& clause : clauses) {
      const bool required = clause.occur == Occur::kMust || clause.occur == Occur::kFilter;
      if (!required || clause.node->kind != NodeKind::kBool || clause.node->minimum != 0 ||
          !with_occur(clause.node->clauses, Occur::kShould).empty()) {
        rewritten.push_back(clause);
        continue;
      }
      changed = true;
      for (const Clause& inner : clause.node->clauses) {
        const bool scores = inner.occur == Occur::kMust && clause.occur == Occur::kMust;
        const bool excludes = inner.occur == Occur::kMustNot;
        rewritten.push_back({scores     ? Occur::kMust
                             : excludes ? Occur::kMustNot
                                        : Occur::kFilter,
                             inner.node});
      }
    }
    return changed ? make_bool(std::move(rewritten), minimum) : nullptr;
  }

  NodePtr lucene10_rules() const {
    if (NodePtr inlined = inline_required()) {
      return inlined;
    }
    if (static_cast<int>(should.size()) < minimum) {
      return make_none();
    }
    if (!should.empty() && static_cast<int>(should.size()) == minimum) {
      std::vector<Clause> rewritten = clauses;
      for (Clause& clause : rewritten) {
        clause.occur = clause.occur == Occur::kShould ? Occur::kMust : clause.occur;
      }
      return make_bool(std::move(rewritten), 0);
    }
    if (should.empty() && must.size() == 1 && is_disjunction(must.front())) {
      std::vector<Clause> rewritten;
      for (const Clause& clause : clauses) {
        if (clause.occur != Occur::kMust) {
          rewritten.push_back(clause);
        }
      }
      const NodePtr& inner = must.front();
      rewritten.insert(rewritten.end(), inner->clauses.begin(), inner->clauses.end());
      return make_bool(std::move(rewritten), std::max(1, inner->minimum));
    }
    return nullptr;
  }

  NodePtr apply() const {
    for (NodePtr changed : {trivial(), inner_first()}) {
      if (changed) {
        return changed;
      }
    }
    for (NodePtr changed : {contradiction(), useless_filters(), filter_and_should(),
                            minimum <= 1 ? merge_equal(Occur::kShould) : nullptr,
                            merge_equal(Occur::kMust), constant_must(), flatten_disjunctions()}) {
      if (changed) {
        return changed;
      }
    }
    const NodePtr changed = lucene10 ? lucene10_rules() : nullptr;
    return changed ? changed : node;
  }
};

NodePtr rewrite_boost(const NodePtr& node, Engine engine) {
  NodePtr inner = rewrite_once(node->inner, engine);
  if (node->boost == 1.0F ||
      (inner->kind == NodeKind::kNone && engine != Engine::kElasticsearch7)) {
    return inner;
  }
  if (inner->kind == NodeKind::kBoost) {
    return make_boost(inner->inner, node->boost * inner->boost);
  }
  if (node->boost == 0.0F && inner->kind != NodeKind::kConst) {
    return make_boost(make_const(std::move(inner)), 0.0F);
  }
  return make_boost(std::move(inner), node->boost);
}

NodePtr rewrite_const(const NodePtr& node, Engine engine) {
  NodePtr inner = rewrite_once(node->inner, engine);
  if (inner->kind == NodeKind::kNone && engine != Engine::kElasticsearch7) {
    return inner;
  }
  const bool is_wrapped = inner->kind == NodeKind::kBoost || inner->kind == NodeKind::kConst;
  return make_const(is_wrapped ? inner->inner : inner);
}

NodePtr rewrite_dis_max(const NodePtr& node, Engine engine) {
  if (node->parts.size() < 2) {
    return node->parts.empty() ? make_none() : node->parts.front();
  }
  if (node->tie_breaker == 1.0F) {
    std::vector<Clause> clauses;
    for (const NodePtr& part : node->parts) {
      clauses.push_back({Occur::kShould, part});
    }
    return make_bool(std::move(clauses), 0);
  }
  std::vector<NodePtr> parts;
  for (const NodePtr& part : node->parts) {
    NodePtr inner = rewrite_once(part, engine);
    if (engine == Engine::kElasticsearch7 || inner->kind != NodeKind::kNone) {
      parts.push_back(std::move(inner));
    }
  }
  if (engine != Engine::kElasticsearch7 && parts.size() < 2) {
    return parts.empty() ? make_none() : parts.front();
  }
  return make_dis_max(std::move(parts), node->tie_breaker);
}

NodePtr rewrite_once(const NodePtr& node, Engine engine) {
  switch (node->kind) {
    case NodeKind::kBoost:
      return rewrite_boost(node, engine);
    case NodeKind::kConst:
      return rewrite_const(node, engine);
    case NodeKind::kDisMax:
      return rewrite_dis_max(node, engine);
    case NodeKind::kBool:
      return node->clauses.empty() ? make_none() : BoolRules{node, engine}.apply();
    case NodeKind::kTerm:
    case NodeKind::kAll:
    case NodeKind::kNone:
    case NodeKind::kSet:
      return node;
  }
  return node;
}

}  // namespace

NodePtr rewrite(const NodePtr& node, Engine engine) {
  NodePtr current = node;
  while (true) {
    NodePtr next = rewrite_once(current, engine);
    if (same(next, current)) {
      return current;
    }
    current = std::move(next);
  }
}

}  // namespace likewise::oracle
