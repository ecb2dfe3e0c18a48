#include "engine/search/liked_term.h"

namespace likewise {

const char* to_string(TermFate fate) {
  switch (fate) {
    case TermFate::kKept:
      return "";
    case TermFate::kMinTermFreq:
      return "min_term_freq";
    case TermFate::kMinDocFreq:
      return "min_doc_freq";
    case TermFate::kMaxDocFreq:
      return "max_doc_freq";
    case TermFate::kMinWordLength:
      return "min_word_length";
    case TermFate::kMaxWordLength:
      return "max_word_length";
    case TermFate::kStopWord:
      return "stop_words";
    case TermFate::kUnlike:
      return "unlike";
    case TermFate::kMaxQueryTerms:
      return "max_query_terms";
    case TermFate::kMaxClauseCount:
      return "max_clause_count";
  }
  return "";
}

}  // namespace likewise
