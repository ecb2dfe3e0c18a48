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

Explanation explain_idf(float idf, std::uint64_t doc_freq, std::uint64_t doc_count) {
  return node(idf, "idf, computed as log(1 + (N - n + 0.5) / (n + 0.5)) from:",
              {explained_count(doc_freq, "n, number of documents containing term"),
               explained_count(doc_count, "N, total number of documents with field")});
}

Explanation explain_tf(const TermScoreNumbers& numbers, Explanation freq) {
  const char* length =
      numbers.length_is_approximate ? "dl, length of field (approximate)" : "dl, length of field";
  return node(numbers.tf, "tf, computed as freq / (freq + k1 * (1 - b + b * dl / avgdl)) from:",
              {std::move(freq), explained_number(numbers.k1, "k1, term saturation parameter"),
               explained_number(numbers.b, "b, length normalization parameter"),
               explained_number(numbers.length, length),
               explained_number(numbers.average_length, "avgdl, average length of field")});
}

Explanation explain_bm25(const TermScoreNumbers& numbers, Explanation idf, Explanation freq) {
  std::vector<Explanation> factors;
  if (numbers.boost != 1.0F) {
    factors.push_back(explained_number(numbers.boost, "boost"));
  }
  factors.push_back(std::move(idf));
  factors.push_back(explain_tf(numbers, std::move(freq)));
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

Explanation explained_filter(std::string text) {
  return node(0.0F, "match on required clause, product of:",
              {explained_number(0.0F, "# clause"), explained_number(1.0F, std::move(text))});
}

Explanation explain_term(const ExplainedTerm& term, SimilarityKind kind,
                         const TermScoreNumbers& numbers) {
  std::string description = "weight(";
  description.append(term.field).append(":").append(term.text);
  description += " in " + std::to_string(term.doc) + ") [PerFieldSimilarity], result of:";
  return node(
      numbers.score, std::move(description),
      {kind == SimilarityKind::kBoolean
           ? explain_boolean(numbers)
           : explain_bm25(
                 numbers, explain_idf(numbers.idf, numbers.doc_freq, numbers.doc_count),
                 explained_number(numbers.freq, "freq, occurrences of term within document"))});
}

Explanation explain_phrase(const ExplainedPhrase& phrase, SimilarityKind kind,
                           const TermScoreNumbers& numbers) {
  std::vector<Explanation> idfs;
  for (std::size_t i = 0; i < phrase.idfs.size(); ++i) {
    idfs.push_back(explain_idf(phrase.idfs[i], phrase.doc_freqs[i], numbers.doc_count));
  }
  Explanation score =
      kind == SimilarityKind::kBoolean
          ? explain_boolean(numbers)
          : explain_bm25(numbers, node(numbers.idf, "idf, sum of:", std::move(idfs)),
                         explained_number(numbers.freq, "phraseFreq=" + java_float(numbers.freq)));
  return node(numbers.score,
              "weight(" + phrase.query + " in " + std::to_string(phrase.doc) +
                  ") [PerFieldSimilarity], result of:",
              {std::move(score)});
}

}  // namespace likewise
