#include <algorithm>
#include <cmath>

#include "tests/differential/oracle_search.h"

namespace likewise::oracle {
namespace {

/// Would a segment give this clause a scorer at all?
bool can_match(const OracleIndex& index, const NodePtr& node) {
  switch (node->kind) {
    case NodeKind::kTerm:
      return index.document_frequency(node->field, node->term) > 0;
    case NodeKind::kBoost:
    case NodeKind::kConst:
      return can_match(index, node->inner);
    case NodeKind::kSet:
      return std::find(node->members.begin(), node->members.end(), true) != node->members.end();
    case NodeKind::kDisMax:
      return std::any_of(node->parts.begin(), node->parts.end(),
                         [&](const NodePtr& part) { return can_match(index, part); });
    case NodeKind::kBool: {
      int optional = 0;
      bool has_required = false;
      for (const Clause& clause : node->clauses) {
        const bool matches = can_match(index, clause.node);
        const bool is_required = clause.occur == Occur::kMust || clause.occur == Occur::kFilter;
        has_required = has_required || is_required;
        if (is_required && !matches) {
          return false;
        }
        optional += clause.occur == Occur::kShould && matches ? 1 : 0;
      }
      return optional >= node->minimum && (has_required || optional > 0);
    }
    case NodeKind::kAll:
      return true;
    case NodeKind::kNone:
      return false;
  }
  return true;
}

/// BM25, every step a float of its own.
Scores score_term(const OracleIndex& index, Engine engine, const Node& node, float boost) {
  Scores out{std::vector<bool>(index.size(), false), std::vector<float>(index.size(), 0.0F)};
  const FieldIndex* field = index.field(node.field);
  if (field == nullptr || field->terms.count(node.term) == 0) {
    return out;
  }
  const Postings& postings = field->terms.at(node.term);
  const auto frequency = static_cast<double>(postings.size());
  const auto documents = static_cast<double>(field->document_count);
  const auto idf =
      static_cast<float>(std::log(1.0 + (documents - frequency + 0.5) / (frequency + 0.5)));
  const float k1 = 1.2F;
  const float b = 0.75F;
  const float factor = engine == Engine::kOpenSearch3 ? boost : boost * (1.0F + k1);
  const float weight = factor * idf;
  const auto average =
      static_cast<float>(static_cast<double>(field->sum_of_frequencies) / documents);
  for (const auto& [document, count] : postings) {
    const auto length = static_cast<float>(field->lengths[document]);
    const float scaled = b * length;
    const float relative = scaled / average;
    const float normalised = (1.0F - b) + relative;
    const float denominator = k1 * normalised;
    const float inverse = 1.0F / denominator;
    const float saturation = 1.0F + static_cast<float>(count) * inverse;
    const float lost = weight / saturation;
    out.matches[document] = true;
    out.scores[document] = weight - lost;
  }
  return out;
}

Scores constant(std::vector<bool> matches, float boost) {
  Scores out{std::move(matches), {}};
  for (const bool match : out.matches) {
    out.scores.push_back(match ? boost : 0.0F);
  }
  return out;
}

Scores score_dis_max(const OracleIndex& index, Engine engine, const Node& node, float boost) {
  Scores out{std::vector<bool>(index.size(), false), std::vector<float>(index.size(), 0.0F)};
  std::vector<double> others(index.size(), 0.0);
  for (const NodePtr& part : node.parts) {
    const Scores scores = evaluate(index, engine, part, boost);
    for (std::size_t d = 0; d < index.size(); ++d) {
      if (!scores.matches[d]) {
        continue;
      }
      out.matches[d] = true;
      const float beaten = scores.scores[d] >= out.scores[d] ? out.scores[d] : scores.scores[d];
      others[d] += static_cast<double>(beaten);
      out.scores[d] = std::max(out.scores[d], scores.scores[d]);
    }
  }
  for (std::size_t d = 0; d < index.size(); ++d) {
    const double sum =
        static_cast<double>(out.scores[d]) + others[d] * static_cast<double>(node.tie_breaker);
    out.scores[d] = out.matches[d] ? static_cast<float>(sum) : 0.0F;
  }
  return out;
}

/// The clauses of a bool that can match, sorted by what they demand.
struct BoolParts {
  std::vector<NodePtr> must;
  std::vector<NodePtr> filter;
  std::vector<NodePtr> should;
  std::vector<NodePtr> must_not;
  int minimum = 0;
};

BoolParts parts_of(const OracleIndex& index, const Node& node) {
  BoolParts parts;
  parts.minimum = node.minimum;
  for (const Clause& clause : node.clauses) {
    switch (clause.occur) {
      case Occur::kMust:
        parts.must.push_back(clause.node);
        break;
      case Occur::kFilter:
        parts.filter.push_back(clause.node);
        break;
      case Occur::kShould:
        if (can_match(index, clause.node)) {
          parts.should.push_back(clause.node);
        }
        break;
      case Occur::kMustNot:
        parts.must_not.push_back(clause.node);
        break;
    }
  }
  if (parts.minimum > 0 && static_cast<int>(parts.should.size()) == parts.minimum) {
    parts.must.insert(parts.must.end(), parts.should.begin(), parts.should.end());
    parts.should.clear();
    parts.minimum = 0;
  }
  return parts;
}

Scores score_bool(const OracleIndex& index, Engine engine, const Node& node, float boost) {
  const BoolParts parts = parts_of(index, node);
  const std::size_t size = index.size();
  if (static_cast<int>(parts.should.size()) < parts.minimum ||
      (parts.must.empty() && parts.should.empty() && parts.filter.empty())) {
    return {std::vector<bool>(size, false), std::vector<float>(size, 0.0F)};
  }
  Scores out{std::vector<bool>(size, true), std::vector<float>(size, 0.0F)};
  std::vector<double> required(size, 0.0);
  std::vector<double> optional(size, 0.0);
  std::vector<int> matched(size, 0);
  for (const NodePtr& clause : parts.must) {
    const Scores scores = evaluate(index, engine, clause, boost);
    for (std::size_t d = 0; d < size; ++d) {
      out.matches[d] = out.matches[d] && scores.matches[d];
      required[d] += static_cast<double>(scores.scores[d]);
    }
  }
  for (const NodePtr& clause : parts.should) {
    const Scores scores = evaluate(index, engine, clause, boost);
    for (std::size_t d = 0; d < size; ++d) {
      matched[d] += scores.matches[d] ? 1 : 0;
      optional[d] += scores.matches[d] ? static_cast<double>(scores.scores[d]) : 0.0;
    }
  }
  for (const NodePtr& clause : parts.filter) {
    const Scores scores = evaluate(index, engine, clause, 1.0F);
    for (std::size_t d = 0; d < size; ++d) {
      out.matches[d] = out.matches[d] && scores.matches[d];
    }
  }
  for (const NodePtr& clause : parts.must_not) {
    const Scores scores = evaluate(index, engine, clause, 1.0F);
    for (std::size_t d = 0; d < size; ++d) {
      out.matches[d] = out.matches[d] && !scores.matches[d];
    }
  }
  const bool has_required = !parts.must.empty() || !parts.filter.empty();
  for (std::size_t d = 0; d < size; ++d) {
    if (!parts.should.empty()) {
      const int needed = has_required ? parts.minimum : std::max(1, parts.minimum);
      out.matches[d] = out.matches[d] && matched[d] >= needed;
    }
    const auto sum = static_cast<float>(required[d]);
    const auto extra = static_cast<float>(optional[d]);
    out.scores[d] = !out.matches[d] ? 0.0F : has_required ? sum + extra : extra;
  }
  return out;
}

}  // namespace

Scores evaluate(const OracleIndex& index, Engine engine, const NodePtr& node, float boost) {
  switch (node->kind) {
    case NodeKind::kTerm:
      return score_term(index, engine, *node, boost);
    case NodeKind::kBoost:
      return evaluate(index, engine, node->inner, node->boost * boost);
    case NodeKind::kConst:
      return constant(evaluate(index, engine, node->inner, 1.0F).matches, boost);
    case NodeKind::kAll:
      return constant(std::vector<bool>(index.size(), true), boost);
    case NodeKind::kNone:
      return constant(std::vector<bool>(index.size(), false), boost);
    case NodeKind::kSet:
      return constant(node->members, boost);
    case NodeKind::kDisMax:
      return score_dis_max(index, engine, *node, boost);
    case NodeKind::kBool:
      return score_bool(index, engine, *node, boost);
  }
  return {};
}

std::vector<OracleHit> search(const OracleIndex& index, Engine engine, const Query& query) {
  const NodePtr node = rewrite(translate(index, engine, query), engine);
  const Scores scores = evaluate(index, engine, node, 1.0F);
  std::vector<OracleHit> hits;
  for (std::size_t d = 0; d < index.size(); ++d) {
    if (scores.matches[d]) {
      hits.push_back({index.id(d), scores.scores[d]});
    }
  }
  std::stable_sort(hits.begin(), hits.end(),
                   [](const OracleHit& a, const OracleHit& b) { return a.score > b.score; });
  return hits;
}

}  // namespace likewise::oracle
