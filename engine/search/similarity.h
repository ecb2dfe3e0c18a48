#pragma once

/// @file
/// The score of one term in one document, bit for bit. Lucene rounds every step to float, so the
/// order of operations below is the contract and not an implementation detail.

#include <array>
#include <cstdint>
#include <span>

#include "engine/index/mapping.h"
#include "engine/search/dialect.h"

namespace likewise {

class TermWeight;

/// Statistics of a field that its terms are weighed with.
struct FieldScoringStatistics {
  std::uint64_t doc_count = 0;            ///< Documents with a term in the field.
  std::uint64_t sum_total_term_freq = 0;  ///< Of the same documents.
};

/// A similarity bound to the statistics of one field: what all terms of the field share, the table
/// of length factors above all. Immutable; one per field and query. Cost of making one: 256
/// divisions with norms, one without.
class FieldSimilarity {
 public:
  /// `has_norms` false: every document counts as one of length 1, while the average length is
  /// still the real one (Lucene's behaviour for default keyword fields).
  FieldSimilarity(const Similarity& similarity, Dialect dialect, bool has_norms,
                  const FieldScoringStatistics& statistics);

  /// The weight of a term of `doc_freq` documents under `boost` (the product of all boosts around
  /// it, multiplied in float from the outside in). REQUIRES: this outlives the weight; doc_freq is
  /// not above the field's doc_count.
  TermWeight weigh(std::uint64_t doc_freq, float boost) const;

  /// The weight of a phrase, whose idf is the sum of those of its terms. Its explain() leaves
  /// doc_freq 0.
  TermWeight weigh_all(std::span<const std::uint64_t> doc_freqs, float boost) const;

  /// The idf of a term of that many documents.
  float idf(std::uint64_t doc_freq) const;

  const Similarity& similarity() const noexcept { return similarity_; }
  std::uint64_t doc_count() const noexcept { return doc_count_; }
  float average_length() const noexcept { return average_length_; }
  bool has_norms() const noexcept { return has_norms_; }

 private:
  friend class TermWeight;
  TermWeight with_idf(float idf, float boost) const;

  Similarity similarity_;
  bool has_norms_;
  std::uint64_t doc_count_;
  float average_length_;
  float boost_factor_;                     ///< k1 + 1 where the dialect has it, else 1.
  std::array<float, 256> length_factors_;  ///< 1 / (k1 * (1 - b + b * dl / avgdl)), by norm.
};

/// The numbers of an explanation; `boost * idf * tf` up to rounding is the score.
struct TermScoreNumbers {
  float score = 0.0F;
  float boost = 1.0F;  ///< As shown: with the factor k1 + 1 where the dialect has it.
  float idf = 0.0F;
  float tf = 0.0F;
  std::uint64_t doc_freq = 0;
  std::uint64_t doc_count = 0;
  float freq = 0.0F;
  float k1 = 0.0F;
  float b = 0.0F;
  float length = 0.0F;                 ///< dl as decoded from the norm; 1 without norms.
  bool length_is_approximate = false;  ///< The norm cannot hold the length exactly.
  float average_length = 0.0F;
};

/// A term ready to score. A value; cheap to copy. Thread-safe.
class TermWeight {
 public:
  /// `freq` of the term in the document, 1 where the field has no frequencies; `norm` of the
  /// document, ignored where the field has none. Never negative for boosts that are not.
  float score(float freq, std::uint8_t norm) const noexcept {
    if (is_constant_) {
      return weight_;
    }
    return weight_ - weight_ / (1.0F + freq * field_->length_factors_[norm]);
  }

  /// The score of every document if it depends on none: boolean similarity, or a field without
  /// norms and frequencies (the caller knows the latter). Equals score(1, 1).
  float constant_score() const noexcept { return score(1.0F, 1); }

  /// True if every document has the same score whatever its frequency and norm.
  bool is_constant() const noexcept { return is_constant_; }

  /// An upper bound of score() over all frequencies and norms.
  float max_score() const noexcept { return weight_; }

  /// What score() of this document is made of. For the boolean similarity only `score` and `boost`
  /// mean something.
  TermScoreNumbers explain(float freq, std::uint8_t norm) const;

  /// The idf of a term of the same field.
  float idf(std::uint64_t doc_freq) const { return field_->idf(doc_freq); }

 private:
  friend class FieldSimilarity;
  TermWeight() = default;

  const FieldSimilarity* field_ = nullptr;
  std::uint64_t doc_freq_ = 0;
  float boost_ = 1.0F;  ///< Times k1 + 1 where the dialect has it.
  float idf_ = 1.0F;
  float weight_ = 0.0F;  ///< boost * idf.
  bool is_constant_ = false;
};

}  // namespace likewise
