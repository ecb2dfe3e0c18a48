#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace likewise {

/// What a more_like_this clause did with one term of what is liked.
enum class TermFate : std::uint8_t {
  kKept,
  kMinTermFreq,
  kMinDocFreq,
  kMaxDocFreq,
  kMinWordLength,
  kMaxWordLength,
  kStopWord,
  kUnlike,
  kMaxQueryTerms,
  kMaxClauseCount,  ///< Selected, but more terms than a query may have clauses.
};

/// The parameter that dropped a term, as requests spell it; "" for kKept.
const char* to_string(TermFate fate);

/// One liked term with the numbers that decided about it.
struct LikedTerm {
  std::string field;  ///< Where it is searched.
  std::string text;
  std::uint32_t frequency = 0;  ///< In all liked documents or texts together.
  std::uint32_t doc_freq = 0;
  float idf = 0.0F;
  float score = 0.0F;          ///< frequency * idf: the higher, the likelier it is kept.
  std::optional<float> boost;  ///< With boost_terms, of a kept term.
  TermFate fate = TermFate::kKept;
};

}  // namespace likewise
