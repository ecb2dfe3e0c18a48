#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/ids.h"
#include "engine/index/mapping.h"
#include "engine/search/searcher.h"
#include "engine/search/similarity.h"

namespace likewise {

/// The places in an index that an explanation names.
struct ExplainedTerm {
  std::string_view field;
  std::string text;
  DocId doc = 0;
};

/// A phrase's explanation; `doc_freqs` and `idfs` are those of its terms.
struct ExplainedPhrase {
  std::string query;  ///< "f:\"a b\"".
  DocId doc = 0;
  std::vector<std::uint64_t> doc_freqs;
  std::vector<float> idfs;
};

/// A node without details.
Explanation explained_number(float value, std::string description);

/// A filter, shown as `text`, that matches.
Explanation explained_filter(std::string text);

/// Lucene's explanation of one term's score: boost, idf and tf, and what they are made of.
Explanation explain_term(const ExplainedTerm& term, SimilarityKind kind,
                         const TermScoreNumbers& numbers);

/// The same of a phrase, whose idf is a sum. REQUIRES: one idf per document frequency.
Explanation explain_phrase(const ExplainedPhrase& phrase, SimilarityKind kind,
                           const TermScoreNumbers& numbers);

}  // namespace likewise
