#pragma once

#include <map>
#include <vector>

#include "engine/base/random.h"
#include "engine/index/posting_list_builder.h"

namespace likewise {

/// docid -> frequency: the obvious form of a posting list.
using PlainPostings = std::map<DocId, std::uint32_t>;

/// About `density` of the documents of [first, end); frequencies 1 unless `with_frequencies`.
inline PlainPostings random_postings(Random& random, DocId first, DocId end, double density,
                                     bool with_frequencies) {
  PlainPostings plain;
  for (DocId doc = first; doc < end; ++doc) {
    if (random.unit() < density) {
      std::uint32_t frequency = 1;
      if (with_frequencies && random.below(3) == 0) {
        // Around the one-byte limit, and far beyond it.
        frequency = random.below(4) == 0 ? 1U << random.below(32)
                                         : static_cast<std::uint32_t>(1 + random.below(600));
      }
      plain.emplace(doc, frequency);
    }
  }
  return plain;
}

inline PostingList make_postings(const PlainPostings& plain) {
  PostingListBuilder builder;
  for (const auto& [doc, frequency] : plain) {
    builder.add(doc, frequency);
  }
  return builder.finish();
}

inline PlainPostings read_postings(const PostingList& list) {
  PlainPostings plain;
  for (PostingCursor cursor(list); cursor.doc() != kNoMoreDocs; cursor.next()) {
    plain.emplace(cursor.doc(), cursor.frequency());
  }
  return plain;
}

}  // namespace likewise
