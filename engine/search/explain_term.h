#pragma once

#include <string>
#include <string_view>

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

/// A node without details.
Explanation explained_number(float value, std::string description);

/// Lucene's explanation of one term's score: boost, idf and tf, and what they are made of.
Explanation explain_term(const ExplainedTerm& term, SimilarityKind kind,
                         const TermScoreNumbers& numbers);

}  // namespace likewise
