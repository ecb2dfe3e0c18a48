#pragma once

/// @file
/// The makers of the weights, one per kind of plan; WeightFactory::make chooses.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/search/weight.h"

namespace likewise {

/// REQUIRES: `plan.term` is known and `weight` is its weight.
WeightRef make_term_weight(const TermPlan& plan, const IndexSnapshot& snapshot, TermWeight weight);

/// REQUIRES: every place of the phrase has terms, and `weight` is their weight.
WeightRef make_phrase_weight(const PhrasePlan& plan, const IndexSnapshot& snapshot,
                             TermWeight weight, std::string description);

/// In how many documents each of the phrase's terms is, place by place.
std::vector<std::uint64_t> phrase_doc_freqs(const PhrasePlan& plan, const IndexSnapshot& snapshot);

/// Matches nothing.
WeightRef make_none_weight();

/// Matches everything with score `boost`.
WeightRef make_all_weight(float boost);

/// Matches as `inner`, with score `boost`. `description` is what explanations call it.
WeightRef make_constant_weight(WeightRef inner, float boost, std::string description);

/// Sets of documents with score `boost`.
WeightRef make_any_term_weight(const AnyTermPlan& plan, const IndexSnapshot& snapshot, float boost,
                               std::string description);
WeightRef make_ids_weight(const IdsPlan& plan, float boost, std::string description);
WeightRef make_exists_weight(const ExistsPlan& plan, const IndexSnapshot& snapshot, float boost,
                             std::string description);

WeightRef make_dis_max_weight(std::vector<WeightRef> queries, float tie_breaker);

struct DemoteFactors {
  float negative = 1.0F;
  float boost = 1.0F;
};
/// What explanations call the whole query and its negative part.
struct DemoteDescriptions {
  std::string whole;
  std::string negative;
};
/// Scores as `positive`, times the negative factor where `negative` matches too, times the boost.
/// REQUIRES: both weights were made with a boost of 1.
WeightRef make_demote_weight(WeightRef positive, WeightRef negative, DemoteFactors factors,
                             DemoteDescriptions descriptions);

struct WeightedClause {
  Occur occur = Occur::kShould;
  WeightRef weight;
  std::string text = {};  ///< What explanations call it; of filters only.
};
WeightRef make_bool_weight(std::vector<WeightedClause> clauses, std::int32_t minimum_should_match);

}  // namespace likewise
