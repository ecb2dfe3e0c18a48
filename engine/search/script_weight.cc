#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "engine/base/java_text.h"
#include "engine/index/vector_kernel.h"
#include "engine/search/explain_term.h"
#include "engine/search/script_plan.h"

namespace likewise {
namespace {

constexpr float kNoScore = std::numeric_limits<float>::quiet_NaN();

Error script_error(const ScriptPlan& plan, Error cause) {
  return Error(ErrorCode::kInvalidArgument, "runtime error")
      .with_type("script_exception")
      .raised_in_shard()
      .caused_by(std::move(cause).with_context("[" + plan.formula.field + "]: "));
}

Error no_vector() {
  return Error(ErrorCode::kInvalidArgument, "A document doesn't have a value for a vector field!")
      .with_type("illegal_argument_exception");
}

Error bad_score(double score, DocId doc) {
  return Error(ErrorCode::kInvalidArgument,
               fmt::format("script_score script returned an invalid score [{}] for doc [{}]. Must "
                           "be a non-negative score!",
                           java_float(static_cast<float>(score)), doc))
      .with_type("illegal_argument_exception")
      .raised_in_shard();
}

/// What the function of the formula yields. Elasticsearch computes it in float and goes on in
/// double.
double function_value(const ScriptPlan& plan, const VectorColumn& column, std::size_t row) {
  using Function = VectorFormula::Function;
  std::span<const float> query = plan.formula.vector;
  const float* values = column.row(row);
  const float length = column.lengths().empty() ? 0.0F : column.lengths()[row];
  std::vector<float> given;
  if (length > 0.0F && length != 1.0F) {
    // Kept at length 1: back to what was given.
    given.assign(values, values + column.dimensions());
    for (float& value : given) {
      value *= length;
    }
    values = given.data();
  }
  switch (plan.formula.function) {
    case Function::kL2Norm:
      return std::sqrt(
          static_cast<double>(single_vector_sum(VectorSum::kSquareDistance, query, values)));
    case Function::kDotProduct:
      return static_cast<double>(single_vector_sum(VectorSum::kDotProduct, query, values));
    case Function::kCosineSimilarity:
      break;
  }
  const std::span<const float> row_values(values, column.dimensions());
  const auto magnitude = static_cast<float>(std::sqrt(
      static_cast<double>(single_vector_sum(VectorSum::kDotProduct, row_values, values))));
  return static_cast<double>(single_vector_sum(VectorSum::kDotProduct, query, values)) /
         static_cast<double>(magnitude);
}

double formula_value(const VectorFormula& formula, double function) {
  switch (formula.shape) {
    case VectorFormula::Shape::kReciprocal:
      return 1.0 / (formula.offset + function);
    case VectorFormula::Shape::kSigmoid:
      return 1.0 / (1.0 + std::exp(-function));
    case VectorFormula::Shape::kPlain:
      break;
  }
  return function + formula.offset;
}

class ScriptWeight final : public Weight {
 public:
  ScriptWeight(const ScriptPlan& plan, WeightRef query, ScoringFaults& faults, float boost)
      : plan_(plan), query_(std::move(query)), faults_(faults), boost_(boost) {}

  bool can_match() const override { return query_->can_match(); }

  void score(const Segment& segment, DocWindow window, WindowScores& out) const override {
    query_->score(segment, window, out);
    if (!out.any()) {
      return;
    }
    const VectorColumn* const column = segment.vectors(plan_.field);
    for (std::uint32_t i = 0; i < window.size; ++i) {
      if (out.matches()[i] == 0) {
        continue;
      }
      const float score = score_of(column, window.first + i);
      const bool is_match = !plan_.min_score || !(score < *plan_.min_score);
      out.matches()[i] = is_match ? 1 : 0;
      out.scores()[i] = is_match ? score * boost_ : 0.0F;
    }
  }

  std::optional<Explanation> explain(const Segment& segment, DocId doc) const override {
    std::optional<Explanation> query = query_->explain(segment, doc);
    if (!query) {
      return std::nullopt;
    }
    const float score = score_of(segment.vectors(plan_.field), doc);
    if (plan_.min_score && score < *plan_.min_score) {
      return std::nullopt;
    }
    Explanation explanation = explained_number(
        score * boost_, fmt::format("script score function, computed with script:\"Script{{type="
                                    "inline, lang='painless', idOrCode='{}'}}\"",
                                    plan_.source));
    Explanation inner = explained_number(static_cast<float>(query->value), "_score: ");
    inner.details.push_back(*std::move(query));
    explanation.details.push_back(std::move(inner));
    return explanation;
  }

 private:
  float score_of(const VectorColumn* column, DocId doc) const {
    const std::optional<std::size_t> row = column == nullptr ? std::nullopt : column->find(doc);
    if (!row && plan_.formula.zero_if_missing) {
      return 0.0F;
    }
    if (!row) {
      faults_.note(doc, script_error(plan_, no_vector()));
      return kNoScore;
    }
    const double value = formula_value(plan_.formula, function_value(plan_, *column, *row));
    const auto score = static_cast<float>(value);
    if (!(score >= 0.0F)) {
      faults_.note(doc, bad_score(value, doc));
      return kNoScore;
    }
    return score;
  }

  const ScriptPlan& plan_;
  WeightRef query_;
  ScoringFaults& faults_;
  float boost_;
};

}  // namespace

WeightRef make_script_weight(const ScriptPlan& plan, WeightFactory& factory, float boost) {
  return std::make_unique<ScriptWeight>(plan, factory.make(*plan.query, 1.0F), factory.faults(),
                                        boost);
}

std::size_t hash_of(const ScriptPlan& plan) {
  return plan.query->hash() * 31 + std::hash<std::string>()(plan.source);
}

bool equal(const ScriptPlan& left, const ScriptPlan& right) {
  return left.source == right.source && left.field == right.field &&
         left.min_score == right.min_score && left.formula.vector == right.formula.vector &&
         equal(left.query, right.query);
}

std::string to_string(const ScriptPlan& plan, const IndexSnapshot& snapshot) {
  return "ScriptScoreQuery(" + to_string(*plan.query, snapshot) + ", script: Script{type=inline, " +
         "lang='painless', idOrCode='" + plan.source + "'})";
}

}  // namespace likewise
