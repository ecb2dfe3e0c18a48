#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "engine/quantizer/token.h"
#include "engine/search/nearest_search.h"

namespace likewise {
namespace {

using Hit = FoundPlan::Hit;

/// What each token of a field adds to the distance of a document.
struct TokenDistance {
  TermId term;
  float distance;
};

std::vector<TokenDistance> known_tokens(const IndexSnapshot& snapshot, FieldId field,
                                        const CodeTable& table) {
  std::vector<TokenDistance> tokens;
  std::string text;
  for (std::size_t g = 0; g < table.groups(); ++g) {
    const std::span<const float> group = table.group(g);
    for (std::size_t cluster = 0; cluster < group.size(); ++cluster) {
      text.clear();
      append_token({static_cast<std::uint32_t>(g), static_cast<std::uint16_t>(cluster)}, text);
      if (const std::optional<TermId> term = snapshot.dictionary->find(field, text)) {
        tokens.push_back({*term, -group[cluster]});
      }
    }
  }
  return tokens;
}

/// The distances of one segment's documents; infinite for those without a token.
std::vector<float> distances_of(const Segment& segment, FieldId field,
                                std::span<const TokenDistance> tokens) {
  constexpr float kNone = std::numeric_limits<float>::infinity();
  std::vector<float> distances(segment.end_doc() - segment.first_doc(), kNone);
  for (const TokenDistance& token : tokens) {
    const PostingList* const postings = segment.postings(field, token.term);
    if (postings == nullptr) {
      continue;
    }
    for (PostingCursor cursor(*postings); cursor.doc() != kNoMoreDocs; cursor.next()) {
      float& distance = distances[cursor.doc() - segment.first_doc()];
      distance = distance == kNone ? token.distance : distance + token.distance;
    }
  }
  return distances;
}

}  // namespace

Result<std::vector<Hit>> find_by_tokens(const IndexSnapshot& snapshot, FieldId field,
                                        std::span<const float> query, const NearestLimits& limits) {
  LIKEWISE_TRY(const CodeTable table, limits.codebook->asymmetric.distances(query));
  const std::vector<TokenDistance> tokens = known_tokens(snapshot, field, table);
  std::vector<Hit> hits;
  for (const SegmentView& view : snapshot.segments) {
    if (limits.should_stop && limits.should_stop()) {
      break;
    }
    const std::vector<float> distances = distances_of(*view.segment, field, tokens);
    std::vector<ScoredDoc> living;
    for (std::uint32_t i = 0; i < distances.size(); ++i) {
      const DocId doc = view.segment->first_doc() + i;
      if (distances[i] != std::numeric_limits<float>::infinity() && view.live->is_live(doc)) {
        living.push_back({doc, 1.0F / (1.0F + distances[i])});
      }
    }
    const std::span<const ScoredDoc> passed = limits.filter == nullptr
                                                  ? std::span<const ScoredDoc>(living)
                                                  : limits.filter->pass(*view.segment, living);
    for (const ScoredDoc& doc : passed) {
      hits.push_back({doc.doc, doc.score});
    }
    keep_best(hits, limits.k);
  }
  return hits;
}

}  // namespace likewise
