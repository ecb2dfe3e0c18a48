#include "engine/search/nearest_search.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "engine/index/vector_checks.h"
#include "engine/index/vector_kernel.h"
#include "engine/search/vector_codes.h"

namespace likewise {
namespace {

using Hit = FoundPlan::Hit;

/// Rows compared between two looks at the clock.
constexpr std::size_t kRowBatch = 4'096;

/// Up to here comparing every vector is quicker than going by codes, and misses nothing.
constexpr std::size_t kFewVectors = 10'000;

bool is_better(const Hit& left, const Hit& right) {
  return left.score != right.score ? left.score > right.score : left.doc < right.doc;
}

/// Lucene's scores, from sums that the kernel makes.
float score_of(VectorSimilarity similarity, float sum) {
  switch (similarity) {
    case VectorSimilarity::kL2Norm:
      return 1.0F / (1.0F + sum);
    case VectorSimilarity::kMaxInnerProduct:
      return sum < 0.0F ? 1.0F / (1.0F + -1.0F * sum) : sum + 1.0F;
    case VectorSimilarity::kCosine:
    case VectorSimilarity::kDotProduct:
      break;
  }
  return std::max((1.0F + sum) / 2.0F, 0.0F);
}

/// Appends the scores of rows of a column.
void score_rows(const VectorColumn& column, std::span<const std::uint32_t> rows,
                const NearestQuery& query, std::vector<Hit>& hits) {
  const VectorSum sum = query.similarity == VectorSimilarity::kL2Norm ? VectorSum::kSquareDistance
                                                                      : VectorSum::kDotProduct;
  std::vector<const float*> starts;
  starts.reserve(rows.size());
  for (const std::uint32_t row : rows) {
    starts.push_back(column.row(row));
  }
  std::vector<float> sums(rows.size());
  vector_sums(sum, query.compared, starts, sums);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    hits.push_back({column.docs()[rows[i]], score_of(query.similarity, sums[i])});
  }
}

/// The rows of a segment that may be hits: living documents that pass the filter.
std::vector<std::uint32_t> eligible_rows(const SegmentView& view, const VectorColumn& column,
                                         MatchFilter* filter) {
  std::vector<std::uint32_t> rows;
  std::vector<ScoredDoc> living;
  for (std::uint32_t row = 0; row < column.rows(); ++row) {
    if (!view.live->is_live(column.docs()[row])) {
      continue;
    }
    rows.push_back(row);
    if (filter != nullptr) {
      living.push_back({column.docs()[row], 0.0F});
    }
  }
  if (filter == nullptr) {
    return rows;
  }
  const std::span<const ScoredDoc> passed = filter->pass(*view.segment, living);
  std::size_t kept = 0;
  auto next = passed.begin();
  for (const std::uint32_t row : rows) {
    if (next != passed.end() && next->doc == column.docs()[row]) {
      rows[kept++] = row;
      ++next;
    }
  }
  rows.resize(kept);
  return rows;
}

/// Leaves the `count` rows that the codes think nearest.
void keep_candidates(const VectorCodes& codes, const CodeTable& distances, std::size_t count,
                     std::vector<std::uint32_t>& rows) {
  std::vector<float> scores;
  codes.score(distances, rows, scores);
  const std::vector<RankedRow> best = best_rows(scores, count);
  std::vector<std::uint32_t> kept;
  for (const RankedRow& candidate : best) {
    kept.push_back(rows[candidate.row]);
  }
  std::sort(kept.begin(), kept.end());
  rows = std::move(kept);
}

/// One segment's part of a search.
struct SegmentRows {
  const VectorColumn* column;
  std::vector<std::uint32_t> rows;
};

}  // namespace

Result<NearestQuery> nearest_query(const Field& field, std::span<const float> vector) {
  const VectorOptions& options = *field.vector;
  if (vector.size() != options.dimensions) {
    return fail(Error(ErrorCode::kInvalidArgument,
                      fmt::format("The query vector has a different number of dimensions [{}] than "
                                  "the document vectors [{}].",
                                  vector.size(), options.dimensions))
                    .with_type("illegal_argument_exception"));
  }
  NearestQuery query;
  query.field = field.id;
  query.similarity = options.similarity.value_or(VectorSimilarity::kL2Norm);
  query.given.assign(vector.begin(), vector.end());
  query.compared = query.given;
  const float squared = single_vector_sum(VectorSum::kDotProduct, vector, vector.data());
  LIKEWISE_TRY_STATUS(check_vector(vector, options.similarity, squared));
  if (query.similarity == VectorSimilarity::kCosine && !is_unit_length(squared)) {
    make_unit_length(query.compared, squared);
  }
  return query;
}

void keep_best(std::vector<Hit>& hits, std::size_t k) {
  if (hits.size() > k) {
    std::nth_element(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(k), hits.end(),
                     is_better);
    hits.resize(k);
  }
  std::sort(hits.begin(), hits.end(),
            [](const Hit& left, const Hit& right) { return left.doc < right.doc; });
}

float least_score(VectorSimilarity similarity, float value) {
  return score_of(similarity, similarity == VectorSimilarity::kL2Norm ? value * value : value);
}

std::vector<Hit> find_nearest(const IndexSnapshot& snapshot, const NearestQuery& query,
                              const NearestLimits& limits) {
  std::vector<SegmentRows> segments;
  std::size_t eligible = 0;
  for (const SegmentView& view : snapshot.segments) {
    if (const VectorColumn* const column = view.segment->vectors(query.field)) {
      segments.push_back({column, eligible_rows(view, *column, limits.filter)});
      eligible += segments.back().rows.size();
    }
  }
  // Codes tell distances; the greatest inner product may be far away.
  const bool uses_codes = limits.codebook != nullptr && eligible > kFewVectors &&
                          query.similarity != VectorSimilarity::kMaxInnerProduct;
  const Result<CodeTable> distances =
      uses_codes ? limits.codebook->asymmetric.distances(query.given)
                 : Result<CodeTable>(CodeTable(std::span<const std::uint32_t>()));
  std::vector<Hit> hits;
  for (SegmentRows& segment : segments) {
    const auto codes = uses_codes && distances.has_value()
                           ? VectorCodes::of(*segment.column, *limits.codebook)
                           : nullptr;
    if (codes != nullptr && segment.rows.size() > limits.candidates) {
      keep_candidates(*codes, *distances, limits.candidates, segment.rows);
    }
    for (std::size_t at = 0; at < segment.rows.size(); at += kRowBatch) {
      if (limits.should_stop && limits.should_stop()) {
        break;
      }
      const std::size_t count = std::min(kRowBatch, segment.rows.size() - at);
      score_rows(*segment.column, std::span(segment.rows).subspan(at, count), query, hits);
    }
  }
  if (limits.least_score) {
    std::erase_if(hits, [&](const Hit& hit) { return !(hit.score >= *limits.least_score); });
  }
  keep_best(hits, limits.k);
  return hits;
}

std::vector<Hit> score_exactly(const IndexSnapshot& snapshot, const NearestQuery& query,
                               std::span<const DocId> docs) {
  std::vector<Hit> hits;
  for (const DocId doc : docs) {
    const Segment* const segment = snapshot.segment_of(doc);
    const VectorColumn* const column = segment == nullptr ? nullptr : segment->vectors(query.field);
    const std::optional<std::size_t> row = column == nullptr ? std::nullopt : column->find(doc);
    if (row) {
      const auto number = static_cast<std::uint32_t>(*row);
      score_rows(*column, std::span(&number, 1), query, hits);
    }
  }
  return hits;
}

}  // namespace likewise
