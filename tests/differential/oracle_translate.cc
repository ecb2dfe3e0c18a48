#include <cstdlib>
#include <set>
#include <type_traits>
#include <variant>

#include "tests/differential/oracle_search.h"

namespace likewise::oracle {
namespace {

/// Translates one kind of query after the other; a type that is not known does not compile.
struct Translator {
  const OracleIndex& index;
  Engine engine;

  NodePtr operator()(const MatchAllQuery& /*query*/) const { return make_all(); }
  NodePtr operator()(const MatchNoneQuery& /*query*/) const { return make_none(); }

  NodePtr operator()(const TermQuery& query) const { return term(query.field, query.value.text); }

  NodePtr operator()(const TermsQuery& query) const {
    std::vector<bool> members(index.size(), false);
    std::set<std::string> values;
    for (const Scalar& value : query.values) {
      values.insert(value.text);
      mark(query.field, value.text, members);
    }
    std::string name = "terms " + query.field;
    for (const std::string& value : values) {
      name += " " + value;
    }
    return make_set(name, std::move(members));
  }

  NodePtr operator()(const MatchQuery& query) const {
    const auto field = index.fields().find(query.field);
    if (field == index.fields().end()) {
      return make_none();
    }
    const std::vector<std::string> tokens =
        OracleIndex::analyze(field->second.is_text, query.query.text);
    if (tokens.size() < 2) {
      return tokens.empty() ? make_none() : term(query.field, tokens.front());
    }
    std::vector<Clause> clauses;
    for (const std::string& token : tokens) {
      clauses.push_back(
          {query.operator_and ? Occur::kMust : Occur::kShould, make_term(query.field, token)});
    }
    const NodePtr node = make_bool(std::move(clauses), 0);
    return query.minimum_should_match ? with_minimum(node, *query.minimum_should_match) : node;
  }

  NodePtr operator()(const IdsQuery& query) const {
    std::vector<bool> members(index.size(), false);
    const std::set<std::string> ids(query.values.begin(), query.values.end());
    std::string name = "ids";
    for (const std::string& id : ids) {
      name += " " + id;
      if (const std::size_t document = index.find(id); document < index.size()) {
        members[document] = true;
      }
    }
    return make_set(name, std::move(members));
  }

  NodePtr operator()(const ExistsQuery& query) const {
    std::vector<bool> members(index.size(), false);
    if (const FieldIndex* field = index.field(query.field)) {
      for (const auto& [term, postings] : field->terms) {
        mark(query.field, term, members);
      }
    }
    return make_set("exists " + query.field, std::move(members));
  }

  NodePtr operator()(const BoolQuery& query) const {
    std::vector<Clause> clauses;
    append(query.must, Occur::kMust, clauses);
    append(query.must_not, Occur::kMustNot, clauses);
    append(query.should, Occur::kShould, clauses);
    append(query.filter, Occur::kFilter, clauses);
    if (clauses.empty()) {
      return make_all();
    }
    NodePtr node = make_bool(clauses, 0);
    if (query.must_not.size() == clauses.size()) {
      clauses.push_back({Occur::kFilter, make_all()});
      return make_bool(std::move(clauses), 0);  // and minimum_should_match is forgotten
    }
    return query.minimum_should_match ? with_minimum(node, *query.minimum_should_match) : node;
  }

  NodePtr operator()(const DisMaxQuery& query) const {
    std::vector<NodePtr> parts;
    for (const Query& part : query.queries) {
      parts.push_back(translate(index, engine, part));
    }
    return make_dis_max(std::move(parts), query.tie_breaker);
  }

  NodePtr operator()(const ConstantScoreQuery& query) const {
    return make_const(translate(index, engine, *query.filter));
  }

  NodePtr operator()(const MoreLikeThisQuery& query) const {
    return translate_more_like_this(index, query);
  }

  /// Kinds that the random requests do not make.
  NodePtr operator()(const PrefixQuery& /*query*/) const { std::abort(); }
  NodePtr operator()(const RangeQuery& /*query*/) const { std::abort(); }
  NodePtr operator()(const BoostingQuery& /*query*/) const { std::abort(); }
  NodePtr operator()(const QueryStringQuery& /*query*/) const { std::abort(); }
  NodePtr operator()(const SimpleQueryStringQuery& /*query*/) const { std::abort(); }
  NodePtr operator()(const MatchPhraseQuery& /*query*/) const { std::abort(); }
  NodePtr operator()(const WildcardQuery& /*query*/) const { std::abort(); }
  NodePtr operator()(const MultiMatchQuery& /*query*/) const { std::abort(); }
  template <class Other>
  NodePtr operator()(const std::shared_ptr<const Other>& /*query*/) const {
    std::abort();
  }

 private:
  NodePtr term(const std::string& field, const std::string& text) const {
    const auto known = index.fields().find(field);
    if (known == index.fields().end()) {
      return make_none();
    }
    NodePtr node = make_term(field, text);
    const bool is_constant = engine == Engine::kOpenSearch3 && !known->second.is_text;
    return is_constant ? make_const(std::move(node)) : node;
  }

  void mark(const std::string& field, const std::string& term, std::vector<bool>& members) const {
    const FieldIndex* known = index.field(field);
    if (known == nullptr || known->terms.count(term) == 0) {
      return;
    }
    for (const auto& [document, frequency] : known->terms.at(term)) {
      members[document] = true;
    }
  }

  void append(const std::vector<Query>& queries, Occur occur, std::vector<Clause>& clauses) const {
    for (const Query& query : queries) {
      clauses.push_back({occur, translate(index, engine, query)});
    }
  }
};

}  // namespace

int required_matches(int count, const std::string& specification) {
  // The forms that the random requests use: "3", "-1", "40%", "-25%", "2<50%".
  if (const std::size_t less = specification.find('<'); less != std::string::npos) {
    return count <= std::atoi(specification.substr(0, less).c_str())
               ? count
               : required_matches(count, specification.substr(less + 1));
  }
  const int number = std::atoi(specification.c_str());
  int result = number < 0 ? count + number : number;
  if (specification.ends_with('%')) {
    const float share = static_cast<float>(count * number) * (1.0F / 100.0F);
    result = share < 0 ? count + static_cast<int>(share) : static_cast<int>(share);
  }
  return result < 0 ? 0 : result;
}

NodePtr with_minimum(const NodePtr& node, const std::string& specification) {
  int should = 0;
  for (const Clause& clause : node->clauses) {
    should += clause.occur == Occur::kShould ? 1 : 0;
  }
  const int minimum = required_matches(should, specification);
  return minimum > 0 ? make_bool(node->clauses, minimum) : node;
}

NodePtr translate(const OracleIndex& index, Engine engine, const Query& query) {
  return boosted(std::visit(Translator{index, engine}, query.node), query.boost);
}

}  // namespace likewise::oracle
