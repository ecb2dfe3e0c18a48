#include <algorithm>
#include <string>
#include <utility>

#include "engine/base/java_text.h"
#include "engine/search/explain_term.h"
#include "engine/search/node_weights.h"

namespace likewise {
namespace {

/// The best clause, plus the others times the tie breaker. Of equal scores the later one is best.
class DisMaxWeight final : public Weight {
 public:
  DisMaxWeight(std::vector<WeightRef> queries, float tie_breaker)
      : queries_(std::move(queries)), tie_breaker_(tie_breaker) {}

  bool can_match() const override {
    return std::any_of(queries_.begin(), queries_.end(),
                       [](const WeightRef& query) { return query->can_match(); });
  }

  void score(const Segment& segment, DocWindow window, WindowScores& out) const override {
    out.reset(window.size);
    std::vector<double> others(window.size, 0.0);
    WindowScores clause;
    for (const WeightRef& query : queries_) {
      query->score(segment, window, clause);
      if (clause.any()) {
        add(clause, window.size, out, others);
      }
    }
    if (!out.any()) {
      return;
    }
    for (std::uint32_t i = 0; i < window.size; ++i) {
      const double best = static_cast<double>(out.scores()[i]);
      out.scores()[i] = static_cast<float>(best + others[i] * static_cast<double>(tie_breaker_));
    }
  }

  std::optional<Explanation> explain(const Segment& segment, DocId doc) const override {
    const std::optional<float> score = score_of(segment, doc);
    if (!score) {
      return std::nullopt;
    }
    Explanation explanation = explained_number(
        *score, tie_breaker_ == 0.0F
                    ? "max of:"
                    : "max plus " + java_float(tie_breaker_) + " times others of:");
    for (const WeightRef& query : queries_) {
      if (std::optional<Explanation> detail = query->explain(segment, doc)) {
        explanation.details.push_back(*std::move(detail));
      }
    }
    return explanation;
  }

 private:
  static void add(const WindowScores& clause, std::uint32_t size, WindowScores& best,
                  std::vector<double>& others) {
    std::vector<std::uint8_t>& matches = best.matches();
    std::vector<float>& scores = best.scores();
    for (std::uint32_t i = 0; i < size; ++i) {
      if (clause.matches()[i] == 0) {
        continue;
      }
      matches[i] = 1;
      const float score = clause.scores()[i];
      others[i] += static_cast<double>(std::min(score, scores[i]));
      scores[i] = std::max(score, scores[i]);
    }
  }

  std::vector<WeightRef> queries_;
  float tie_breaker_;
};

}  // namespace

WeightRef make_dis_max_weight(std::vector<WeightRef> queries, float tie_breaker) {
  return std::make_unique<DisMaxWeight>(std::move(queries), tie_breaker);
}

}  // namespace likewise
