#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/java_text.h"
#include "engine/search/explain_term.h"
#include "engine/search/field_function.h"
#include "engine/search/function_plan.h"

namespace likewise {
namespace {

constexpr float kNoScore = std::numeric_limits<float>::quiet_NaN();

/// One function with its filter and weight.
struct WeightedFunction {
  std::unique_ptr<const FieldFunction> score;
  WeightRef filter;  ///< Null: every document.
  std::string filter_text;
  std::optional<float> weight;

  Result<double> value(const Segment& segment, DocId doc) const {
    LIKEWISE_TRY(const double value, score->score(segment, doc));
    return weight ? value * static_cast<double>(*weight) : value;
  }
};

std::string_view mode_name(ScoreMode mode) {
  constexpr std::string_view kNames[] = {"multiply", "sum", "avg", "first", "max", "min"};
  return kNames[static_cast<std::size_t>(mode)];
}

/// The factors of the functions that apply to a document, put together.
class FactorSum {
 public:
  explicit FactorSum(ScoreMode mode) : mode_(mode) {}

  /// False if no further function counts.
  bool add(double value, double weight) {
    switch (mode_) {
      case ScoreMode::kFirst:
        factor_ = value;
        return false;
      case ScoreMode::kMultiply:
        factor_ *= value;
        return true;
      case ScoreMode::kMax:
        factor_ = has_any_ ? std::max(value, factor_) : value;
        break;
      case ScoreMode::kMin:
        factor_ = has_any_ ? std::min(value, factor_) : value;
        break;
      case ScoreMode::kSum:
      case ScoreMode::kAvg:
        sum_ += value;
        weights_ += weight;
        break;
    }
    has_any_ = true;
    return true;
  }

  double factor() const {
    if (weights_ != 0.0) {
      return mode_ == ScoreMode::kAvg ? sum_ / weights_ : sum_;
    }
    return factor_;
  }

 private:
  ScoreMode mode_;
  double factor_ = 1.0;
  double sum_ = 0.0;
  double weights_ = 0.0;
  bool has_any_ = false;
};

/// The query's score and the functions' factor as one score.
float combined(BoostMode mode, float score, double capped) {
  const auto query = static_cast<double>(score);
  switch (mode) {
    case BoostMode::kReplace:
      return static_cast<float>(capped);
    case BoostMode::kMultiply:
      return static_cast<float>(query * capped);
    case BoostMode::kSum:
      return static_cast<float>(query + capped);
    case BoostMode::kAvg:
      return static_cast<float>((capped + query) / 2.0);
    case BoostMode::kMin:
      return static_cast<float>(std::min(query, capped));
    case BoostMode::kMax:
      return static_cast<float>(std::max(query, capped));
  }
  return score;
}

class FunctionWeight final : public Weight {
 public:
  FunctionWeight(const FunctionPlan& plan, WeightRef query, std::vector<WeightedFunction> functions,
                 ScoringFaults& faults)
      : plan_(plan), query_(std::move(query)), functions_(std::move(functions)), faults_(faults) {}

  bool can_match() const override { return query_->can_match(); }

  void score(const Segment& segment, DocWindow window, WindowScores& out) const override {
    query_->score(segment, window, out);
    if (!out.any()) {
      return;
    }
    std::vector<WindowScores> filters(functions_.size());
    for (std::size_t i = 0; i < functions_.size(); ++i) {
      if (functions_[i].filter != nullptr) {
        functions_[i].filter->score(segment, window, filters[i]);
      }
    }
    const auto applies = [&](std::size_t function, std::uint32_t at) {
      return functions_[function].filter == nullptr ||
             (filters[function].any() && filters[function].matches()[at] != 0);
    };
    for (std::uint32_t i = 0; i < window.size; ++i) {
      if (out.matches()[i] == 0) {
        continue;
      }
      const float score = final_score(segment, window.first + i, out.scores()[i],
                                      [&](std::size_t function) { return applies(function, i); });
      const bool is_too_low = plan_.min_score && score < *plan_.min_score;
      out.matches()[i] = is_too_low ? 0 : 1;
      out.scores()[i] = is_too_low ? 0.0F : score;
    }
  }

  std::optional<Explanation> explain(const Segment& segment, DocId doc) const override {
    std::optional<Explanation> query = query_->explain(segment, doc);
    const std::optional<float> score = score_of(segment, doc);
    if (!query || !score || std::isnan(*score)) {
      return std::nullopt;
    }
    if (functions_.empty()) {
      return query;
    }
    return explain_combined(*std::move(query), explain_factor(segment, doc));
  }

 private:
  template <class Applies>
  Result<double> factor(const Segment& segment, DocId doc, Applies applies) const {
    FactorSum sum(plan_.score_mode);
    for (std::size_t i = 0; i < functions_.size(); ++i) {
      if (!applies(i)) {
        continue;
      }
      LIKEWISE_TRY(const double value, functions_[i].value(segment, doc));
      if (!sum.add(value, static_cast<double>(functions_[i].weight.value_or(1.0F)))) {
        break;
      }
    }
    return sum.factor();
  }

  template <class Applies>
  float final_score(const Segment& segment, DocId doc, float score, Applies applies) const {
    Result<double> value = factor(segment, doc, applies);
    if (!value) {
      faults_.note(doc, std::move(value).error());
      return kNoScore;
    }
    const double capped = capped_factor(*value);
    const float result = functions_.empty() ? score : combined(plan_.boost_mode, score, capped);
    if (!(result >= 0.0F)) {
      faults_.note(doc, Error(ErrorCode::kInvalidArgument,
                              "function score query returned an invalid score: " +
                                  java_float(result) + " for doc: " + std::to_string(doc))
                            .with_type("exception")
                            .with_status(500)
                            .raised_in_shard());
      return kNoScore;
    }
    return result;
  }

  /// Java's Math.min: of NaN and a number it is NaN.
  double capped_factor(double value) const {
    const auto most = static_cast<double>(plan_.max_boost);
    return std::isnan(value) ? value : std::min(value, most);
  }

  Explanation explain_factor(const Segment& segment, DocId doc) const {
    const auto applies = [&](std::size_t i) {
      return functions_[i].filter == nullptr || functions_[i].filter->score_of(segment, doc);
    };
    std::vector<Explanation> details;
    for (std::size_t i = 0; i < functions_.size(); ++i) {
      if (applies(i)) {
        details.push_back(explain_function(functions_[i], segment, doc));
      }
    }
    if (details.empty()) {
      return explained_number(1.0F, "No function matched");
    }
    if (functions_.size() == 1 && functions_.front().filter == nullptr) {
      return std::move(details.front());
    }
    Explanation all = explained_number(
        static_cast<float>(factor(segment, doc, applies).value_or(1.0)),
        "function score, score mode [" + std::string(mode_name(plan_.score_mode)) + "]");
    all.details = std::move(details);
    return all;
  }

  static Explanation explain_function(const WeightedFunction& function, const Segment& segment,
                                      DocId doc) {
    Explanation value = function.score->explain(segment, doc);
    if (function.weight) {
      Explanation product =
          explained_number(static_cast<float>(value.value) * *function.weight, "product of:");
      product.details.push_back(std::move(value));
      product.details.push_back(explained_number(*function.weight, "weight"));
      value = std::move(product);
    }
    if (function.filter == nullptr) {
      return value;
    }
    Explanation filtered =
        explained_number(static_cast<float>(value.value), "function score, product of:");
    filtered.details.push_back(explained_number(1.0F, "match filter: " + function.filter_text));
    filtered.details.push_back(std::move(value));
    return filtered;
  }

  /// In float, as Elasticsearch explains it: the last digit may differ from the score's.
  Explanation explain_combined(Explanation query, Explanation factor) const {
    const float capped = std::min(static_cast<float>(factor.value), plan_.max_boost);
    const auto score = static_cast<float>(query.value);
    Explanation minimum = explained_number(capped, "min of:");
    minimum.details.push_back(std::move(factor));
    minimum.details.push_back(explained_number(plan_.max_boost, "maxBoost"));
    Explanation whole;
    switch (plan_.boost_mode) {
      case BoostMode::kReplace:
        return minimum;
      case BoostMode::kMultiply:
        whole = explained_number(score * capped, "function score, product of:");
        break;
      case BoostMode::kSum:
        whole = explained_number(capped + score, "sum of");
        break;
      case BoostMode::kAvg:
        whole = explained_number(combined(BoostMode::kAvg, score, static_cast<double>(capped)),
                                 "avg of");
        break;
      case BoostMode::kMin:
        whole = explained_number(std::min(capped, score), "min of");
        break;
      case BoostMode::kMax:
        whole = explained_number(std::max(capped, score), "max of:");
        break;
    }
    whole.details.push_back(std::move(query));
    whole.details.push_back(std::move(minimum));
    return whole;
  }

  const FunctionPlan& plan_;
  WeightRef query_;
  std::vector<WeightedFunction> functions_;
  ScoringFaults& faults_;
};

}  // namespace

WeightRef make_function_weight(const FunctionPlan& plan, WeightFactory& factory, float boost) {
  std::vector<WeightedFunction> functions;
  for (const FunctionPlan::Function& function : plan.functions) {
    WeightedFunction& weighted = functions.emplace_back();
    weighted.score = make_field_function(function, factory.snapshot());
    weighted.weight = function.weight;
    if (function.filter != nullptr) {
      weighted.filter = factory.make(*function.filter, 1.0F);
      weighted.filter_text = to_string(*function.filter, factory.snapshot());
    }
  }
  return std::make_unique<FunctionWeight>(plan, factory.make(*plan.query, boost),
                                          std::move(functions), factory.faults());
}

}  // namespace likewise
