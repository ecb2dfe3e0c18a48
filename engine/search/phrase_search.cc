#include "engine/search/phrase_search.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace likewise {
namespace {

constexpr std::size_t kDocsBetweenPolls = 256;

using Docs = std::vector<DocId>;

/// The documents of any of the terms in a segment.
Docs docs_of(const Segment& segment, FieldId field, const std::vector<TermId>& terms) {
  Docs docs;
  for (const TermId term : terms) {
    const PostingList* postings = segment.postings(field, term);
    if (postings == nullptr) {
      continue;
    }
    for (PostingCursor cursor(*postings); cursor.doc() != kNoMoreDocs; cursor.next()) {
      docs.push_back(cursor.doc());
    }
  }
  if (terms.size() > 1) {
    std::sort(docs.begin(), docs.end());
    docs.erase(std::unique(docs.begin(), docs.end()), docs.end());
  }
  return docs;
}

void keep_those_with(const Segment& segment, FieldId field, const std::vector<TermId>& terms,
                     Docs& docs) {
  if (terms.size() > 1) {
    Docs both;
    const Docs others = docs_of(segment, field, terms);
    std::set_intersection(docs.begin(), docs.end(), others.begin(), others.end(),
                          std::back_inserter(both));
    docs = std::move(both);
    return;
  }
  const PostingList* postings = segment.postings(field, terms.front());
  PostingCursor cursor = postings != nullptr ? PostingCursor(*postings) : PostingCursor();
  std::erase_if(docs, [&cursor](DocId doc) {
    cursor.advance_to(doc);
    return cursor.doc() != doc;
  });
}

/// Places by how many documents they have, fewest first.
std::vector<const std::vector<TermId>*> rarest_first(const IndexSnapshot& snapshot,
                                                     const PhrasePlan& plan) {
  std::vector<std::pair<std::uint64_t, const std::vector<TermId>*>> places;
  for (const std::vector<TermId>& terms : plan.terms) {
    std::uint64_t docs = 0;
    for (const TermId term : terms) {
      docs += snapshot.doc_freq(plan.field, term);
    }
    places.emplace_back(docs, &terms);
  }
  std::stable_sort(places.begin(), places.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<const std::vector<TermId>*> order;
  for (const auto& place : places) {
    order.push_back(place.second);
  }
  return order;
}

}  // namespace

Status find_phrase_hits(const IndexSnapshot& snapshot, const DocumentAccess& documents,
                        const std::function<bool()>& should_stop, PhrasePlan& plan) {
  auto hits = std::make_shared<std::vector<PhrasePlan::Hit>>();
  plan.hits = hits;
  const std::vector<const std::vector<TermId>*> order = rarest_first(snapshot, plan);
  if (order.front()->empty()) {
    return {};
  }
  PhraseMatcher matcher(plan.places, plan.slop);
  std::size_t read = 0;
  for (const SegmentView& view : snapshot.segments) {
    Docs docs = docs_of(*view.segment, plan.field, *order.front());
    for (std::size_t i = 1; i < order.size(); ++i) {
      keep_those_with(*view.segment, plan.field, *order[i], docs);
    }
    for (const DocId doc : docs) {
      if (!view.live->is_live(doc)) {
        continue;
      }
      if (should_stop && ++read % kDocsBetweenPolls == 0 && should_stop()) {
        return {};
      }
      matcher.start_document();
      LIKEWISE_TRY_STATUS(documents.read_positions(
          doc, plan.field, [&matcher](std::string_view term, std::uint32_t position) {
            matcher.add(term, position);
          }));
      const float frequency = matcher.frequency();
      if (frequency > 0.0F) {
        hits->push_back({doc, frequency});
      }
    }
  }
  return {};
}

}  // namespace likewise
