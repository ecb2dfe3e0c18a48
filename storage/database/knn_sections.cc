#include "storage/database/knn_sections.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "engine/search/knn_query.h"

namespace likewise::storage {
namespace {

/// How many of the k nearest of all targets each target has.
Result<std::vector<std::int32_t>> shares(const SearchTargets& targets, const Query& section,
                                         const std::function<bool()>& should_stop) {
  struct Nearest {
    float score;
    std::size_t target;
  };
  const std::int32_t k = *std::get<std::shared_ptr<const KnnQuery>>(section.node)->k;
  SearchRequest request;
  request.size = static_cast<std::size_t>(k);
  std::vector<Nearest> nearest;
  for (std::size_t target = 0; target < targets.indices.size(); ++target) {
    const Index& index = targets.indices[target]->index;
    const PublishedIndex published = index.published();
    const IndexDocuments documents(index, published, targets.find_index, targets.typed);
    SearchOptions options = search_options(targets, index, request);
    options.should_stop = should_stop;
    LIKEWISE_TRY(const SearchResult found, search(*published.index, documents, section, options));
    for (const SearchHit& hit : found.hits) {
      nearest.push_back({hit.score, target});
    }
  }
  std::stable_sort(nearest.begin(), nearest.end(), [](const Nearest& left, const Nearest& right) {
    return left.score > right.score;
  });
  nearest.resize(std::min(nearest.size(), static_cast<std::size_t>(k)));
  std::vector<std::int32_t> counts(targets.indices.size(), 0);
  for (const Nearest& hit : nearest) {
    ++counts[hit.target];
  }
  return counts;
}

Query with_k(const Query& section, std::int32_t k) {
  Query query = section;
  if (k == 0) {
    query.node = MatchNoneQuery{};
    return query;
  }
  KnnQuery knn = *std::get<std::shared_ptr<const KnnQuery>>(section.node);
  knn.k = k;
  query.node = std::make_shared<const KnnQuery>(std::move(knn));
  return query;
}

Query joined(const SearchRequest& request, std::vector<Query> sections) {
  if (!request.has_query && sections.size() == 1) {
    return std::move(sections.front());
  }
  BoolQuery any;
  if (request.has_query) {
    any.should.push_back(request.query);
  }
  std::move(sections.begin(), sections.end(), std::back_inserter(any.should));
  Query query;
  query.node = std::move(any);
  return query;
}

}  // namespace

Result<KnnSections> KnnSections::prepare(const SearchTargets& targets, const SearchRequest& request,
                                         const std::function<bool()>& should_stop) {
  KnnSections prepared;
  prepared.plain_ = &request.query;
  if (request.knn.empty()) {
    return prepared;
  }
  const std::size_t count = targets.indices.size();
  std::vector<std::vector<Query>> of_targets(count);
  for (const Query& section : request.knn) {
    std::vector<std::int32_t> counts;
    if (count > 1) {
      LIKEWISE_TRY(counts, shares(targets, section, should_stop));
    }
    for (std::size_t target = 0; target < count; ++target) {
      of_targets[target].push_back(count > 1 ? with_k(section, counts[target]) : section);
    }
  }
  for (std::vector<Query>& sections : of_targets) {
    prepared.queries_.push_back(joined(request, std::move(sections)));
  }
  return prepared;
}

}  // namespace likewise::storage
