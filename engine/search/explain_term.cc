#include "engine/search/explain_term.h"

#include <cstdint>
#include <utility>
#include <vector>

#include "engine/base/java_text.h"

namespace likewise {
namespace {

Explanation node(float value, std::string description, std::vector<Explanation> details) {
  return {static_cast<double>(value), false, std::move(description), std::move(details)};
}

Explanation explained_count(std::uint64_t value, std::string description) {
  return {static_cast<double>(value), true, std::move(description), {}};
}

Explanation explain_idf(const TermScoreNumbers& numbers) {
  return node(numbers.idf, "idf, computed as log(1 + (N - n + 0.5) / (n + 0.5)) from:",
              {explained_count(numbers.doc_freq, "n, number of documents containing term"),
               explained_count(numbers.doc_count, "N, total number of documents with field")});
}

Explanation explain_tf(const TermScoreNumbers& numbers) {
  const char* length =
      numbers.length_is_approximate ? "dl, length of field (approximate)" : "dl, length of field";
  return node(numbers.tf, "tf, computed as freq / (freq + k1 * (1 - b + b * dl / avgdl)) from:",
              {explained_number(numbers.freq, "freq, occurrences of term within document"),
               explained_number(numbers.k1, "k1, term saturation parameter"),
               explained_number(numbers.b, "b, length normalization parameter"),
               explained_number(numbers.length, length),
               explained_number(numbers.average_length, "avgdl, average length of field")});
}

Explanation explain_bm25(const TermScoreNumbers& numbers) {
  std::vector<Explanation> factors;
  if (numbers.boost != 1.0F) {
    factors.push_back(explained_number(numbers.boost, "boost"));
  }
  factors.push_back(explain_idf(numbers));
  factors.push_back(explain_tf(numbers));
  return node(numbers.score,
              "score(freq=" + java_float(numbers.freq) + "), computed as boost * idf * tf from:",
              std::move(factors));
}

Explanation explain_boolean(const TermScoreNumbers& numbers) {
  return node(numbers.score, "score(BooleanWeight), computed from:",
              {explained_number(numbers.boost, "boost, query boost")});
}

}  // namespace

Explanation explained_number(float value, std::string description) {
  return node(value, std::move(description), {});
}

Explanation explain_term(const ExplainedTerm& term, SimilarityKind kind,
                         const TermScoreNumbers& numbers) {
  std::string description = "weight(";
  description.append(term.field).append(":").append(term.text);
  description += " in " + std::to_string(term.doc) + ") [PerFieldSimilarity], result of:";
  return node(
      numbers.score, std::move(description),
      {kind == SimilarityKind::kBoolean ? explain_boolean(numbers) : explain_bm25(numbers)});
}

}  // namespace likewise
