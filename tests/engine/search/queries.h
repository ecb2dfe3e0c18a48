#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/search/query.h"

namespace likewise {

/// Short ways to write the queries of these tests.

inline Query query(Query::Node node, float boost = 1.0F) {
  Query query;
  query.node = std::move(node);
  query.boost = boost;
  return query;
}

inline Query term(std::string field, std::string text) {
  return query(TermQuery{std::move(field), {.text = std::move(text)}});
}

inline Query match(std::string field, std::string text) {
  MatchQuery match;
  match.field = std::move(field);
  match.query.text = std::move(text);
  return query(std::move(match));
}

inline Query constant_score(Query filter, float boost = 1.0F) {
  return query(ConstantScoreQuery{std::make_shared<const Query>(std::move(filter))}, boost);
}

/// A bool query, clause by clause: `Group().must(a).filter(b)`.
class Group {
 public:
  Group& must(Query clause) { return add(group_.must, std::move(clause)); }
  Group& filter(Query clause) { return add(group_.filter, std::move(clause)); }
  Group& should(Query clause) { return add(group_.should, std::move(clause)); }
  Group& must_not(Query clause) { return add(group_.must_not, std::move(clause)); }
  Group& at_least(std::string minimum) {
    group_.minimum_should_match = std::move(minimum);
    return *this;
  }
  Group& purely_negative() {
    group_.adjust_pure_negative = false;
    return *this;
  }

  operator Query() const { return query(group_); }

 private:
  Group& add(std::vector<Query>& clauses, Query clause) {
    clauses.push_back(std::move(clause));
    return *this;
  }

  BoolQuery group_;
};

/// With the frequency limits that let every token of the document count.
inline MoreLikeThisQuery like_document(std::string field, std::string id) {
  MoreLikeThisQuery query;
  query.fields = {std::move(field)};
  LikeItem item;
  item.id = std::move(id);
  query.like = {std::move(item)};
  query.min_term_freq = 1;
  query.min_doc_freq = 1;
  return query;
}

inline MoreLikeThisQuery like_text(std::string field, std::string text) {
  MoreLikeThisQuery query = like_document(std::move(field), "");
  query.like = {LikeText{std::move(text)}};
  return query;
}

}  // namespace likewise
