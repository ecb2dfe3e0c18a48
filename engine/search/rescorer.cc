#include "engine/search/rescorer.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "engine/base/check.h"
#include "engine/search/bind.h"
#include "engine/search/explain_term.h"
#include "engine/search/rewrite.h"
#include "engine/search/sort_values.h"

namespace likewise {
namespace {

float combine(Rescore::Mode mode, float first, float second) {
  switch (mode) {
    case Rescore::Mode::kTotal:
      return first + second;
    case Rescore::Mode::kMultiply:
      return first * second;
    case Rescore::Mode::kAvg:
      return (first + second) / 2.0F;
    case Rescore::Mode::kMax:
      return std::max(first, second);
    case Rescore::Mode::kMin:
      break;
  }
  return std::min(first, second);
}

std::string_view name_of(Rescore::Mode mode) {
  switch (mode) {
    case Rescore::Mode::kTotal:
      return "sum";
    case Rescore::Mode::kMultiply:
      return "product";
    case Rescore::Mode::kAvg:
      return "avg";
    case Rescore::Mode::kMax:
      return "max";
    case Rescore::Mode::kMin:
      break;
  }
  return "min";
}

Explanation weighed(Explanation inner, float weight, std::string weight_name) {
  Explanation product;
  product.value = static_cast<double>(static_cast<float>(inner.value) * weight);
  product.description = "product of:";
  product.details.push_back(std::move(inner));
  product.details.push_back({static_cast<double>(weight), false, std::move(weight_name), {}});
  return product;
}

}  // namespace

Result<std::unique_ptr<Rescorer>> Rescorer::prepare(const Rescore& rescore,
                                                    const IndexSnapshot& snapshot,
                                                    const DocumentAccess& documents,
                                                    const SearchOptions& options) {
  Result<BoundQuery> found = bind(rescore.query, snapshot, documents, options);
  if (!found.has_value()) {
    const Error* const cause = found.error().cause();
    // Elasticsearch 7 does not wrap what is wrong with this query.
    const bool is_bare = options.legacy && options.dialect != Dialect::kOpenSearch3;
    return is_bare && cause != nullptr ? fail(Error(*cause).raised_in_shard())
                                       : fail(std::move(found).error());
  }
  const BoundQuery bound = *std::move(found);
  LIKEWISE_TRY(PlanRef plan, rewrite(bound.plan, {options.dialect, options.max_clause_count}));
  return std::unique_ptr<Rescorer>(
      new Rescorer(rescore, snapshot, options.dialect, std::move(plan)));
}

Rescorer::Rescorer(const Rescore& rescore, const IndexSnapshot& snapshot, Dialect dialect,
                   PlanRef plan)
    : rescore_(rescore),
      snapshot_(snapshot),
      plan_(std::move(plan)),
      factory_(snapshot, dialect),
      weight_(factory_.make(*plan_, 1.0F)) {}

float Rescorer::combined(float first, std::optional<float> second) const {
  const float weighed_first = first * rescore_.query_weight;
  return second ? combine(rescore_.mode, weighed_first, *second * rescore_.rescore_query_weight)
                : weighed_first;
}

std::map<DocId, float> Rescorer::second_scores() const {
  std::map<DocId, float> found;
  WindowScores scores;
  DocWindow window;
  for (const DocId doc : rescored_) {
    if (window.size == 0 || doc >= window.end()) {
      const Segment* const segment = snapshot_.segment_of(doc);
      LIKEWISE_CHECK(segment != nullptr, "a hit lies in a segment");
      window = {doc, std::min(kWindowDocs, segment->end_doc() - doc)};
      weight_->score(*segment, window, scores);
    }
    if (scores.any() && scores.matches()[doc - window.first] != 0) {
      found.emplace(doc, scores.scores()[doc - window.first]);
    }
  }
  return found;
}

void Rescorer::apply(std::vector<ScoredDoc>& hits) {
  const std::size_t window = std::min(hits.size(), rescore_.window_size);
  for (std::size_t i = 0; i < window; ++i) {
    rescored_.push_back(hits[i].doc);
  }
  std::sort(rescored_.begin(), rescored_.end());
  const std::map<DocId, float> second = second_scores();
  for (ScoredDoc& hit : hits) {
    const auto place = second.find(hit.doc);
    hit.score =
        combined(hit.score, place == second.end() ? std::nullopt : std::optional(place->second));
  }
  // Weights may make a score NaN, which is_better_hit must not see.
  std::sort(hits.begin(), hits.end(), [](const ScoredDoc& a, const ScoredDoc& b) {
    const std::uint64_t rank = score_rank(a.score);
    const std::uint64_t other = score_rank(b.score);
    return rank != other ? rank > other : a.doc < b.doc;
  });
}

Explanation Rescorer::explain(const Segment& segment, DocId doc, Explanation first) const {
  Explanation primary = weighed(std::move(first), rescore_.query_weight, "primaryWeight");
  std::optional<Explanation> second;
  if (std::binary_search(rescored_.begin(), rescored_.end(), doc)) {
    second = weight_->explain(segment, doc);
  }
  if (!second) {
    return primary;
  }
  Explanation secondary =
      weighed(*std::move(second), rescore_.rescore_query_weight, "secondaryWeight");
  Explanation both;
  both.value = static_cast<double>(combine(rescore_.mode, static_cast<float>(primary.value),
                                           static_cast<float>(secondary.value)));
  both.description = std::string(name_of(rescore_.mode)) + " of:";
  both.details.push_back(std::move(primary));
  both.details.push_back(std::move(secondary));
  return both;
}

}  // namespace likewise
