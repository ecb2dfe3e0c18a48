#pragma once

/// @file
/// How far two answers to one query agree. Pure arithmetic: no JSON, no servers.

#include <cstddef>
#include <span>
#include <string>

namespace likewise::tools {

struct RankedHit {
  std::string id;
  float score = 0;

  friend bool operator==(const RankedHit&, const RankedHit&) = default;
};

/// Best hit first.
using Ranking = std::span<const RankedHit>;

/// The same ids with the same scores in the same order.
bool is_exact(Ranking left, Ranking right);

/// As is_exact, but hits of equal score may stand in any order; and if both rankings have `size`
/// hits, so that more may follow, any choice among those that share the last score is as good.
bool agrees_up_to_ties(Ranking left, Ranking right, std::size_t size);

/// What a comparison does not mind.
struct Ignored {
  bool total = false;
  bool scores = false;
  bool order = false;
};

/// agrees_up_to_ties(), or without scores: the same ids in the same order; without order: the same
/// ids with the same scores; without both: the same ids.
bool agrees_but_for(const Ignored& ignored, Ranking left, Ranking right, std::size_t size);

/// The share of the first `depth` hits that both have, of the longer one's. Both empty: 1.
double overlap(Ranking left, Ranking right, std::size_t depth);

/// Rank-biased overlap (Webber, Moffat, Zobel 2010), extrapolated to the seen depth: the expected
/// agreement for a reader who goes on to the next hit with probability `persistence`. Both empty:
/// 1. REQUIRES: 0 < persistence < 1.
double rank_biased_overlap(Ranking left, Ranking right, double persistence);

/// Kendall's tau-b over the hits that both have, by their scores: 1 the same order, -1 the reverse;
/// ties count for neither. 1 when there are fewer than two, or nothing but ties on both sides.
double kendall_tau(Ranking left, Ranking right);

/// Over the hits that both have; 0 without any.
float largest_score_difference(Ranking left, Ranking right);

}  // namespace likewise::tools
