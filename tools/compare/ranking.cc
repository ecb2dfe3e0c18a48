#include "tools/compare/ranking.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace likewise::tools {
namespace {

/// The scores of hits that both rankings have.
std::vector<std::pair<float, float>> common_scores(Ranking left, Ranking right) {
  std::unordered_map<std::string_view, float> scores;
  for (const RankedHit& hit : left) {
    scores.emplace(hit.id, hit.score);
  }
  std::vector<std::pair<float, float>> common;
  for (const RankedHit& hit : right) {
    if (const auto found = scores.find(hit.id); found != scores.end()) {
      common.emplace_back(found->second, hit.score);
    }
  }
  return common;
}

std::size_t end_of_tie(Ranking ranking, std::size_t begin) {
  std::size_t end = begin + 1;
  while (end < ranking.size() && ranking[end].score == ranking[begin].score) {
    ++end;
  }
  return end;
}

std::set<std::string_view> ids(Ranking ranking) {
  std::set<std::string_view> out;
  for (const RankedHit& hit : ranking) {
    out.insert(hit.id);
  }
  return out;
}

int sign(float difference) {
  return difference > 0 ? 1 : difference < 0 ? -1 : 0;
}

}  // namespace

bool is_exact(Ranking left, Ranking right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end());
}

bool agrees_up_to_ties(Ranking left, Ranking right, std::size_t size) {
  if (left.size() != right.size()) {
    return false;
  }
  const bool is_cut = left.size() >= size;
  for (std::size_t begin = 0; begin < left.size();) {
    const std::size_t end = end_of_tie(left, begin);
    if (right[begin].score != left[begin].score || end_of_tie(right, begin) != end) {
      return false;
    }
    const bool is_free_choice = is_cut && end == left.size();
    if (!is_free_choice &&
        ids(left.subspan(begin, end - begin)) != ids(right.subspan(begin, end - begin))) {
      return false;
    }
    begin = end;
  }
  return true;
}

bool agrees_but_for(const Ignored& ignored, Ranking left, Ranking right, std::size_t size) {
  if (!ignored.scores && !ignored.order) {
    return agrees_up_to_ties(left, right, size);
  }
  const auto what_matters = [&ignored](Ranking ranking) {
    std::vector<std::pair<std::string_view, float>> hits;
    for (const RankedHit& hit : ranking) {
      hits.emplace_back(hit.id, ignored.scores ? 0 : hit.score);
    }
    if (ignored.order) {
      std::sort(hits.begin(), hits.end());
    }
    return hits;
  };
  return what_matters(left) == what_matters(right);
}

double overlap(Ranking left, Ranking right, std::size_t depth) {
  const Ranking first = left.first(std::min(depth, left.size()));
  const Ranking second = right.first(std::min(depth, right.size()));
  const std::size_t longer = std::max(first.size(), second.size());
  if (longer == 0) {
    return 1.0;
  }
  return static_cast<double>(common_scores(first, second).size()) / static_cast<double>(longer);
}

double rank_biased_overlap(Ranking left, Ranking right, double persistence) {
  const std::size_t depth = std::max(left.size(), right.size());
  if (depth == 0) {
    return 1.0;
  }
  std::unordered_set<std::string_view> seen_left;
  std::unordered_set<std::string_view> seen_right;
  std::size_t common = 0;
  double weight = 1.0;
  double sum = 0.0;
  double agreement = 0.0;
  for (std::size_t i = 0; i < depth; ++i) {
    if (i < left.size() && seen_left.insert(left[i].id).second) {
      common += seen_right.count(left[i].id);
    }
    if (i < right.size() && seen_right.insert(right[i].id).second) {
      common += seen_left.count(right[i].id);
    }
    agreement = static_cast<double>(common) / static_cast<double>(i + 1);
    sum += weight * agreement;
    weight *= persistence;
  }
  // What is beyond the seen hits is taken to agree as far as these do.
  return (1.0 - persistence) * sum + weight * agreement;
}

double kendall_tau(Ranking left, Ranking right) {
  const std::vector<std::pair<float, float>> common = common_scores(left, right);
  double balance = 0;
  double untied_left = 0;
  double untied_right = 0;
  for (std::size_t i = 0; i < common.size(); ++i) {
    for (std::size_t j = i + 1; j < common.size(); ++j) {
      const int by_left = sign(common[i].first - common[j].first);
      const int by_right = sign(common[i].second - common[j].second);
      balance += by_left * by_right;
      untied_left += std::abs(by_left);
      untied_right += std::abs(by_right);
    }
  }
  if (untied_left == 0 && untied_right == 0) {
    return 1.0;
  }
  if (untied_left == 0 || untied_right == 0) {
    return 0.0;
  }
  return balance / std::sqrt(untied_left * untied_right);
}

float largest_score_difference(Ranking left, Ranking right) {
  float largest = 0;
  for (const auto& [by_left, by_right] : common_scores(left, right)) {
    largest = std::max(largest, std::abs(by_left - by_right));
  }
  return largest;
}

}  // namespace likewise::tools
