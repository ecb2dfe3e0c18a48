#include "engine/search/similarity.h"

#include <cmath>

#include "engine/index/norm.h"

namespace likewise {
namespace {

/// The norm of a document in a field that stores none: length 1.
constexpr std::uint8_t kNormOfOne = 1;
/// Lengths up to this one are encoded exactly.
constexpr std::uint8_t kLastExactNorm = 39;

float average(const FieldScoringStatistics& statistics) {
  return static_cast<float>(static_cast<double>(statistics.sum_total_term_freq) /
                            static_cast<double>(statistics.doc_count));
}

float length_factor(const Similarity& similarity, float length, float average_length) {
  const float relative = similarity.b * length / average_length;
  return 1.0F / (similarity.k1 * ((1.0F - similarity.b) + relative));
}

float inverse_document_frequency(std::uint64_t doc_freq, std::uint64_t doc_count) {
  const auto without = static_cast<double>(doc_count - doc_freq);
  return static_cast<float>(
      std::log(1.0 + (without + 0.5) / (static_cast<double>(doc_freq) + 0.5)));
}

}  // namespace

FieldSimilarity::FieldSimilarity(const Similarity& similarity, Dialect dialect, bool has_norms,
                                 const FieldScoringStatistics& statistics)
    : similarity_(similarity),
      has_norms_(has_norms),
      doc_count_(statistics.doc_count),
      average_length_(average(statistics)),
      boost_factor_(dialect == Dialect::kOpenSearch3 ? 1.0F : 1.0F + similarity.k1) {
  const std::array<float, 256>& lengths = norm_lengths();
  if (!has_norms || similarity.kind == SimilarityKind::kBoolean) {
    length_factors_.fill(length_factor(similarity, lengths[kNormOfOne], average_length_));
    return;
  }
  for (std::size_t norm = 0; norm < lengths.size(); ++norm) {
    length_factors_[norm] = length_factor(similarity, lengths[norm], average_length_);
  }
}

float FieldSimilarity::idf(std::uint64_t doc_freq) const {
  return inverse_document_frequency(doc_freq, doc_count_);
}

TermWeight FieldSimilarity::weigh(std::uint64_t doc_freq, float boost) const {
  TermWeight weight = with_idf(idf(doc_freq), boost);
  weight.doc_freq_ = doc_freq;
  return weight;
}

TermWeight FieldSimilarity::weigh_all(std::span<const std::uint64_t> doc_freqs, float boost) const {
  double sum = 0.0;
  for (const std::uint64_t doc_freq : doc_freqs) {
    sum += static_cast<double>(idf(doc_freq));
  }
  return with_idf(static_cast<float>(sum), boost);
}

TermWeight FieldSimilarity::with_idf(float idf, float boost) const {
  TermWeight weight;
  weight.field_ = this;
  if (similarity_.kind == SimilarityKind::kBoolean) {
    weight.boost_ = boost;
    weight.weight_ = boost;
    weight.is_constant_ = true;
    return weight;
  }
  weight.boost_ = boost * boost_factor_;
  weight.idf_ = idf;
  weight.weight_ = weight.boost_ * weight.idf_;
  return weight;
}

TermScoreNumbers TermWeight::explain(float freq, std::uint8_t norm) const {
  const std::uint8_t effective_norm = field_->has_norms_ ? norm : kNormOfOne;
  TermScoreNumbers numbers;
  numbers.score = score(freq, norm);
  numbers.boost = boost_;
  numbers.idf = idf_;
  numbers.tf = 1.0F - 1.0F / (1.0F + freq * field_->length_factors_[effective_norm]);
  numbers.doc_freq = doc_freq_;
  numbers.doc_count = field_->doc_count_;
  numbers.freq = freq;
  numbers.k1 = field_->similarity_.k1;
  numbers.b = field_->similarity_.b;
  numbers.length = norm_lengths()[effective_norm];
  numbers.length_is_approximate = effective_norm > kLastExactNorm;
  numbers.average_length = field_->average_length_;
  return numbers;
}

}  // namespace likewise
