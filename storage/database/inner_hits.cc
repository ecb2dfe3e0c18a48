#include "storage/database/inner_hits.h"

#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/base/java_text.h"

namespace likewise::storage {
namespace {

Query as_query(Query::Node node) {
  Query query;
  query.node = std::move(node);
  return query;
}

/// The documents with that value of the field, or without any.
void add_group(const std::string& field, const SortValue& key, BoolQuery& group) {
  TermQuery term{field, {}};
  if (const auto* text = std::get_if<std::string>(&key)) {
    term.value.text = *text;
  } else if (const auto* whole = std::get_if<std::int64_t>(&key)) {
    term.value = {Scalar::Kind::kNumber, fmt::format("{}", *whole)};
  } else if (const auto* real = std::get_if<double>(&key)) {
    term.value = {Scalar::Kind::kNumber, java_double(*real)};
  } else {
    group.must_not.push_back(as_query(ExistsQuery{field}));
    return;
  }
  group.filter.push_back(as_query(std::move(term)));
}

}  // namespace

SearchRequest inner_hits_request(const SearchRequest& request, const InnerHits& inner,
                                 const FetchedHit& hit) {
  BoolQuery group;
  add_group(request.collapse->field, hit.collapse_key, group);
  if (request.has_query) {
    group.must.push_back(request.query);
  }
  SearchRequest found;
  found.query = as_query(std::move(group));
  found.post_filter = request.post_filter;
  found.from = inner.from;
  found.size = inner.size;
  found.sort = inner.sort;
  found.track_scores = inner.track_scores;
  found.explain = inner.explain;
  found.version = inner.version;
  found.seq_no_primary_term = inner.seq_no_primary_term;
  found.source = inner.source;
  if (inner.collapse_field) {
    found.collapse = Collapse{*inner.collapse_field, {}};
  }
  return found;
}

}  // namespace likewise::storage
