#pragma once

/// @file
/// The nearest vectors of an index: exactly, or among candidates that the codes of a codebook
/// propose.

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/index/snapshot.h"
#include "engine/quantizer/loaded_codebook.h"
#include "engine/search/match_filter.h"
#include "engine/search/plan.h"

namespace likewise {

/// A vector that is asked about, and how it is compared with those of a field.
struct NearestQuery {
  FieldId field = 0;
  VectorSimilarity similarity = VectorSimilarity::kCosine;
  std::vector<float> given;     ///< As asked.
  std::vector<float> compared;  ///< For cosine at length 1.
};

/// Errors: illegal_argument_exception for a vector that the field does not take.
Result<NearestQuery> nearest_query(const Field& field, std::span<const float> vector);

/// Which of them are wanted.
struct NearestLimits {
  std::size_t k = 10;
  std::size_t candidates = 100;      ///< How many of the codes' best are compared exactly.
  std::optional<float> least_score;  ///< Lower scores are no hits.
  MatchFilter* filter = nullptr;     ///< What else a hit must match; null: nothing.
  std::shared_ptr<const LoadedCodebook> codebook;  ///< Null: every vector is compared.
  std::function<bool()> should_stop;               ///< May be empty.
};

/// The k living documents of greatest score, of equals the lower document; sorted by document.
/// Cost: with a codebook, the codes of a segment are made at the first search with it and kept.
std::vector<FoundPlan::Hit> find_nearest(const IndexSnapshot& snapshot, const NearestQuery& query,
                                         const NearestLimits& limits);

/// Their scores with the query, exactly. Documents without a vector are left out.
std::vector<FoundPlan::Hit> score_exactly(const IndexSnapshot& snapshot, const NearestQuery& query,
                                          std::span<const DocId> docs);

/// Keeps the k best, of equals the lower document, and sorts them by document.
void keep_best(std::vector<FoundPlan::Hit>& hits, std::size_t k);

/// Elasticsearch's score of a value of the similarity: l2_norm takes the distance.
float least_score(VectorSimilarity similarity, float value);

/// The k best by the tokens of a keyword field alone: for every group the squared distance between
/// the query and the centroid that the document's token names. Scores are 1 / (1 + distance).
/// REQUIRES: query.size() is the codebook's. Errors: as AsymmetricQuantizer.
Result<std::vector<FoundPlan::Hit>> find_by_tokens(const IndexSnapshot& snapshot, FieldId field,
                                                   std::span<const float> query,
                                                   const NearestLimits& limits);

}  // namespace likewise
