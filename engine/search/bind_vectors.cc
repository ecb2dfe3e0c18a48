#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/index/vector_checks.h"
#include "engine/index/vector_kernel.h"
#include "engine/quantizer/loaded_codebook.h"
#include "engine/search/binder.h"
#include "engine/search/nearest_search.h"

namespace likewise {
namespace {

/// With fewer candidates than this, or than ten for each hit, codes would miss too many neighbours.
constexpr std::size_t kLeastCandidates = 100;

constexpr std::int32_t kMostCandidates = 10'000;

Error invalid(std::string reason) {
  return Error(ErrorCode::kInvalidArgument, std::move(reason))
      .with_type("illegal_argument_exception");
}

Result<PlanRef> found(std::vector<FoundPlan::Hit> hits, bool is_section) {
  if (hits.empty()) {
    return make_plan(NonePlan{});
  }
  return make_plan(
      FoundPlan{std::make_shared<const std::vector<FoundPlan::Hit>>(std::move(hits)), is_section});
}

std::vector<DocId> docs_of(std::span<const FoundPlan::Hit> hits) {
  std::vector<DocId> docs;
  for (const FoundPlan::Hit& hit : hits) {
    docs.push_back(hit.doc);
  }
  return docs;
}

}  // namespace

Result<std::unique_ptr<MatchFilter>> Binder::match_filter(const std::vector<Query>& filter) const {
  if (filter.empty()) {
    return std::unique_ptr<MatchFilter>();
  }
  BoolQuery all;
  all.filter = filter;
  Query query;
  query.node = std::move(all);
  return MatchFilter::prepare(query, snapshot_, documents_, options_);
}

Result<std::shared_ptr<const LoadedCodebook>> Binder::codebook(const std::string& name,
                                                               std::size_t dimensions) const {
  if (!options_.find_codebook) {
    return fail(query_shard_error(Error(ErrorCode::kNotFound, "there is no codebook [" + name + "]")
                                      .with_type("resource_not_found_exception")));
  }
  Result<std::shared_ptr<const LoadedCodebook>> loaded = options_.find_codebook(name);
  if (!loaded.has_value()) {
    return fail(query_shard_error(std::move(loaded).error()));
  }
  if ((*loaded)->codebook.dimensions != dimensions) {
    return fail(query_shard_error(
        invalid(fmt::format("codebook [{}] encodes vectors of {} dimensions, not of {}", name,
                            (*loaded)->codebook.dimensions, dimensions))));
  }
  return loaded;
}

Result<PlanRef> Binder::operator()(const std::shared_ptr<const KnnQuery>& query) {
  const Field* const field = mapping().find(query->field);
  if (field == nullptr) {
    return make_plan(NonePlan{});
  }
  if (field->kind != FieldKind::kDenseVector) {
    return fail(
        query_shard_error(invalid("[knn] queries are only supported on [dense_vector] fields")));
  }
  if (!field->indexed) {
    return fail(query_shard_error(invalid(
        fmt::format("to perform knn search on field [{}], its mapping must have [index] set to "
                    "[true]",
                    query->field))));
  }
  Result<NearestQuery> nearest = nearest_query(*field, query->vector);
  if (!nearest.has_value()) {
    return fail(query_shard_error(std::move(nearest).error()));
  }
  const auto size = static_cast<std::int32_t>(
      std::min<std::size_t>(options_.size, static_cast<std::size_t>(kMostCandidates)));
  const std::int32_t k = query->k.value_or(std::min(query->num_candidates.value_or(size), size));
  if (k < 1) {
    return fail(query_shard_error(invalid(fmt::format("k must be at least 1, got: {}", k))));
  }
  NearestLimits limits;
  limits.k = static_cast<std::size_t>(k);
  limits.candidates = std::max({static_cast<std::size_t>(query->num_candidates.value_or(k)),
                                limits.k * 10, kLeastCandidates});
  if (query->similarity) {
    limits.least_score = least_score(nearest->similarity, *query->similarity);
  }
  limits.should_stop = options_.should_stop;
  LIKEWISE_TRY(const std::unique_ptr<MatchFilter> filter, match_filter(query->filter));
  limits.filter = filter.get();
  if (!field->vector->codebook.empty()) {
    auto loaded = codebook(field->vector->codebook, field->vector->dimensions);
    const Error* const cause = loaded.has_value() ? nullptr : loaded.error().cause();
    if (loaded.has_value()) {
      limits.codebook = *std::move(loaded);
    } else if (cause == nullptr || cause->code() != ErrorCode::kNotFound) {
      return fail(std::move(loaded).error());
    }
    // Until somebody stores it every vector is compared.
  }
  return found(find_nearest(snapshot_, *nearest, limits), query->is_section);
}

Result<PlanRef> Binder::operator()(const std::shared_ptr<const TokenSearchQuery>& query) {
  NearestLimits limits;
  limits.should_stop = options_.should_stop;
  LIKEWISE_TRY(const std::unique_ptr<MatchFilter> filter, match_filter(query->filter));
  limits.filter = filter.get();
  LIKEWISE_TRY(limits.codebook, codebook(query->codebook, query->vector.size()));
  const Field* const tokens = mapping().find(query->token_field);
  if (tokens == nullptr) {
    return make_plan(NonePlan{});
  }
  if (!is_string_kind(tokens->kind)) {
    return fail(query_shard_error(
        invalid("field [" + query->token_field + "] holds no tokens: it is no keyword")));
  }
  limits.k = static_cast<std::size_t>(query->vector_field.empty() ? query->k : query->candidates);
  Result<std::vector<FoundPlan::Hit>> hits =
      find_by_tokens(snapshot_, tokens->id, query->vector, limits);
  if (!hits.has_value()) {
    return fail(query_shard_error(std::move(hits).error()));
  }
  if (query->vector_field.empty()) {
    return found(*std::move(hits), false);
  }
  const Field* const vectors = mapping().find(query->vector_field);
  if (vectors == nullptr || vectors->kind != FieldKind::kDenseVector) {
    return fail(query_shard_error(
        invalid("field [" + query->vector_field + "] is not of type [dense_vector]")));
  }
  Result<NearestQuery> nearest = nearest_query(*vectors, query->vector);
  if (!nearest.has_value()) {
    return fail(query_shard_error(std::move(nearest).error()));
  }
  std::vector<FoundPlan::Hit> exact = score_exactly(snapshot_, *nearest, docs_of(*hits));
  keep_best(exact, static_cast<std::size_t>(query->k));
  return found(std::move(exact), false);
}

Result<PlanRef> Binder::operator()(const std::shared_ptr<const ScriptScoreQuery>& query) {
  ScriptPlan plan;
  LIKEWISE_TRY(plan.query, bind(*query->query));
  plan.formula = query->formula;
  plan.source = query->source;
  plan.min_score = query->min_score;
  const Field* const field = mapping().find(query->formula.field);
  if (field == nullptr || field->kind != FieldKind::kDenseVector) {
    return fail(query_shard_error(
        invalid(field == nullptr
                    ? fmt::format("No field found for [{}] in mapping", query->formula.field)
                    : fmt::format("field [{}] is of type [{}]: scripts are supported by likewise "
                                  "only on [dense_vector]",
                                  field->name, to_string(field->kind)))));
  }
  std::vector<float>& vector = plan.formula.vector;
  if (vector.size() != field->vector->dimensions) {
    return fail(query_shard_error(invalid(
        fmt::format("The query vector has a different number of dimensions [{}] than the document "
                    "vectors [{}].",
                    vector.size(), field->vector->dimensions))));
  }
  Status finite = check_vector(vector, std::nullopt, 0.0F);
  if (!finite.has_value()) {
    return fail(query_shard_error(std::move(finite).error()));
  }
  plan.field = field->id;
  if (plan.formula.function == VectorFormula::Function::kCosineSimilarity) {
    double sum = 0.0;
    for (const float value : vector) {
      sum += static_cast<double>(value * value);
    }
    for (float& value : vector) {
      value = static_cast<float>(static_cast<double>(value) / std::sqrt(sum));
    }
  }
  return make_plan(std::make_shared<const ScriptPlan>(std::move(plan)));
}

}  // namespace likewise
