#include <optional>
#include <string>
#include <utility>

#include "engine/base/java_text.h"
#include "engine/search/explain_term.h"
#include "engine/search/node_weights.h"

namespace likewise {
namespace {

/// `boosting`: products are made in double and rounded once.
class DemoteWeight final : public Weight {
 public:
  DemoteWeight(WeightRef positive, WeightRef negative, DemoteFactors factors,
               DemoteDescriptions descriptions)
      : positive_(std::move(positive)),
        negative_(std::move(negative)),
        factors_(factors),
        descriptions_(std::move(descriptions)) {}

  bool can_match() const override { return positive_->can_match(); }

  void score(const Segment& segment, DocWindow window, WindowScores& out) const override {
    positive_->score(segment, window, out);
    if (!out.any()) {
      return;
    }
    WindowScores demoted;
    negative_->score(segment, window, demoted);
    for (std::uint32_t i = 0; i < window.size; ++i) {
      if (out.matches()[i] != 0) {
        const bool is_demoted = demoted.any() && demoted.matches()[i] != 0;
        out.scores()[i] = product(out.scores()[i], is_demoted);
      }
    }
  }

  std::optional<Explanation> explain(const Segment& segment, DocId doc) const override {
    std::optional<Explanation> inner = positive_->explain(segment, doc);
    if (!inner) {
      return std::nullopt;
    }
    const bool is_demoted = negative_->score_of(segment, doc).has_value();
    const float score = product(static_cast<float>(inner->value), is_demoted);
    if (is_demoted) {
      Explanation demoted = explained_number(score, "product of:");
      demoted.value = inner->value * static_cast<double>(factors_.negative);
      demoted.details.push_back(*std::move(inner));
      demoted.details.push_back(explained_number(
          factors_.negative, "Matched boosting query score(" + descriptions_.negative + ")"));
      inner = std::move(demoted);
    }
    const bool has_boost = factors_.boost != 1.0F;
    Explanation explanation = explained_number(
        score, "weight(" + descriptions_.whole + (has_boost ? "), product of:" : "), result of:"));
    if (has_boost) {
      explanation.details.push_back(explained_number(factors_.boost, "boost"));
    }
    explanation.details.push_back(*std::move(inner));
    return explanation;
  }

 private:
  float product(float score, bool is_demoted) const {
    const double demoted = is_demoted
                               ? static_cast<double>(score) * static_cast<double>(factors_.negative)
                               : static_cast<double>(score);
    return static_cast<float>(demoted * static_cast<double>(factors_.boost));
  }

  WeightRef positive_;
  WeightRef negative_;
  DemoteFactors factors_;
  DemoteDescriptions descriptions_;
};

}  // namespace

WeightRef make_demote_weight(WeightRef positive, WeightRef negative, DemoteFactors factors,
                             DemoteDescriptions descriptions) {
  return std::make_unique<DemoteWeight>(std::move(positive), std::move(negative), factors,
                                        std::move(descriptions));
}

}  // namespace likewise
