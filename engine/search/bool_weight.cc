#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/search/explain_term.h"
#include "engine/search/node_weights.h"

namespace likewise {
namespace {

using Documents = std::vector<std::uint8_t>;

/// A boolean combination. The sum of the required clauses and the sum of the optional ones are each
/// taken in double and rounded once, then added in float: Lucene's order of roundings.
class BoolWeight final : public Weight {
 public:
  BoolWeight(std::vector<WeightedClause> clauses, std::int32_t minimum_should_match)
      : clauses_(std::move(clauses)), minimum_(minimum_should_match) {
    for (const WeightedClause& clause : clauses_) {
      if (clause.occur == Occur::kMust) {
        must_.push_back(clause.weight.get());
      } else if (clause.occur == Occur::kShould && clause.weight->can_match()) {
        should_.push_back(clause.weight.get());
      }
      has_filter_ = has_filter_ || clause.occur == Occur::kFilter;
    }
    const bool required_can_match =
        std::all_of(clauses_.begin(), clauses_.end(), [](const auto& clause) {
          return (clause.occur != Occur::kMust && clause.occur != Occur::kFilter) ||
                 clause.weight->can_match();
        });
    can_match_ = required_can_match && static_cast<std::int64_t>(should_.size()) >= minimum_ &&
                 (has_filter_ || !must_.empty() || !should_.empty());
    if (minimum_ > 0 && static_cast<std::int64_t>(should_.size()) == minimum_) {
      must_.insert(must_.end(), should_.begin(), should_.end());
      should_.clear();
      minimum_ = 0;
    }
  }

  bool can_match() const override { return can_match_; }

  void score(const Segment& segment, DocWindow window, WindowScores& out) const override {
    out.reset(window.size);
    if (!can_match_) {
      return;
    }
    const bool has_required = has_filter_ || !must_.empty();
    Documents hits(window.size, has_required ? 1 : 0);
    std::vector<float> scores(window.size, 0.0F);
    if (!apply_filters(segment, window, hits) || !add_required(segment, window, hits, scores)) {
      return;
    }
    if (!should_.empty()) {
      add_optional(segment, window, hits, scores);
    }
    drop_prohibited(segment, window, hits);
    for (std::uint32_t i = 0; i < window.size; ++i) {
      if (hits[i] != 0) {
        out.set(i, scores[i]);
      }
    }
  }

  std::optional<Explanation> explain(const Segment& segment, DocId doc) const override {
    const std::optional<float> score = score_of(segment, doc);
    if (!score) {
      return std::nullopt;
    }
    Explanation sum = explained_number(*score, "sum of:");
    for (const WeightedClause& clause : clauses_) {
      if (clause.occur == Occur::kMustNot) {
        continue;
      }
      if (clause.occur == Occur::kFilter) {
        sum.details.push_back(explained_filter(clause.text));
      } else if (auto detail = clause.weight->explain(segment, doc)) {
        sum.details.push_back(*std::move(detail));
      }
    }
    return sum;
  }

 private:
  /// Returns false if nothing is left.
  bool apply_filters(const Segment& segment, DocWindow window, Documents& hits) const {
    WindowScores clause;
    for (const WeightedClause& filter : clauses_) {
      if (filter.occur != Occur::kFilter) {
        continue;
      }
      filter.weight->score(segment, window, clause);
      if (!clause.any()) {
        return false;
      }
      for (std::uint32_t i = 0; i < window.size; ++i) {
        hits[i] = hits[i] & clause.matches()[i];
      }
    }
    return true;
  }

  bool add_required(const Segment& segment, DocWindow window, Documents& hits,
                    std::vector<float>& scores) const {
    if (must_.empty()) {
      return true;
    }
    std::vector<double> sums(window.size, 0.0);
    WindowScores clause;
    for (const Weight* must : must_) {
      must->score(segment, window, clause);
      if (!clause.any()) {
        return false;
      }
      for (std::uint32_t i = 0; i < window.size; ++i) {
        hits[i] = hits[i] & clause.matches()[i];
        sums[i] += static_cast<double>(clause.scores()[i]);
      }
    }
    for (std::uint32_t i = 0; i < window.size; ++i) {
      scores[i] = static_cast<float>(sums[i]);
    }
    return true;
  }

  void add_optional(const Segment& segment, DocWindow window, Documents& hits,
                    std::vector<float>& scores) const {
    std::vector<double> sums(window.size, 0.0);
    std::vector<std::uint32_t> counts(window.size, 0);
    WindowScores clause;
    for (const Weight* should : should_) {
      should->score(segment, window, clause);
      if (!clause.any()) {
        continue;
      }
      for (std::uint32_t i = 0; i < window.size; ++i) {
        sums[i] += static_cast<double>(clause.scores()[i]);
        counts[i] += clause.matches()[i];
      }
    }
    const bool has_required = has_filter_ || !must_.empty();
    const auto minimum = static_cast<std::uint32_t>(std::max(minimum_, has_required ? 0 : 1));
    for (std::uint32_t i = 0; i < window.size; ++i) {
      const bool enough = counts[i] >= minimum;
      hits[i] = enough && (hits[i] != 0 || !has_required) ? 1 : 0;
      scores[i] = scores[i] + static_cast<float>(sums[i]);
    }
  }

  void drop_prohibited(const Segment& segment, DocWindow window, Documents& hits) const {
    WindowScores clause;
    for (const WeightedClause& prohibited : clauses_) {
      if (prohibited.occur != Occur::kMustNot) {
        continue;
      }
      prohibited.weight->score(segment, window, clause);
      if (!clause.any()) {
        continue;
      }
      for (std::uint32_t i = 0; i < window.size; ++i) {
        hits[i] = clause.matches()[i] != 0 ? 0 : hits[i];
      }
    }
  }

  std::vector<WeightedClause> clauses_;
  std::vector<const Weight*> must_;
  std::vector<const Weight*> should_;
  std::int32_t minimum_;
  bool has_filter_ = false;
  bool can_match_ = false;
};

}  // namespace

WeightRef make_bool_weight(std::vector<WeightedClause> clauses, std::int32_t minimum_should_match) {
  return std::make_unique<BoolWeight>(std::move(clauses), minimum_should_match);
}

}  // namespace likewise
