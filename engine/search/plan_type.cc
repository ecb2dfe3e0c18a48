#include "engine/search/plan_type.h"

#include <algorithm>
#include <memory>
#include <variant>

namespace likewise {
namespace {

struct Namer {
  const IndexSnapshot& snapshot;
  bool is_lucene_8;

  const Field& field(FieldId id) const { return snapshot.mapping->field(id); }
  const char* multi_term() const {
    return is_lucene_8 ? "MultiTermQueryConstantScoreWrapper"
                       : "MultiTermQueryConstantScoreBlendedWrapper";
  }

  const char* operator()(const AllPlan&) const { return "MatchAllDocsQuery"; }
  const char* operator()(const NonePlan&) const { return "MatchNoDocsQuery"; }
  const char* operator()(const TermPlan&) const { return "TermQuery"; }
  const char* operator()(const BoostPlan&) const { return "BoostQuery"; }
  const char* operator()(const ConstantPlan&) const { return "ConstantScoreQuery"; }
  const char* operator()(const DisMaxPlan&) const { return "DisjunctionMaxQuery"; }
  const char* operator()(const BoolPlan&) const { return "BooleanQuery"; }
  const char* operator()(const AnyTermPlan& plan) const {
    const bool is_text = is_string_kind(field(plan.field).kind);
    if (!plan.pattern.empty()) {
      return is_text ? multi_term() : "IndexOrDocValuesQuery";
    }
    if (plan.is_point) {
      return "PointRangeQuery";
    }
    return is_text ? multi_term() : "PointInSetQuery";
  }
  const char* operator()(const DemotePlan&) const { return "FunctionScoreQuery"; }
  const char* operator()(const IdsPlan&) const { return multi_term(); }
  const char* operator()(const ExistsPlan& plan) const {
    if (!is_lucene_8) {
      return "FieldExistsQuery";
    }
    const bool has_norms = !plan.fields.empty() && field(plan.fields.front()).norms;
    return has_norms ? "NormsFieldExistsQuery" : "DocValuesFieldExistsQuery";
  }
  const char* operator()(const PhrasePlan& plan) const {
    const bool is_plain =
        std::all_of(plan.places.begin(), plan.places.end(),
                    [](const PhrasePlace& place) { return place.texts.size() == 1; });
    return is_plain ? "PhraseQuery" : "MultiPhraseQuery";
  }
  const char* operator()(const FoundPlan&) const { return "KnnScoreDocQuery"; }
  const char* operator()(const ScriptPlanRef&) const { return "ScriptScoreQuery"; }
  const char* operator()(const std::shared_ptr<const FunctionPlan>&) const {
    return "FunctionScoreQuery";
  }
};

}  // namespace

std::string lucene_type(const Plan& plan, const IndexSnapshot& snapshot, Dialect dialect) {
  return std::visit(Namer{snapshot, dialect == Dialect::kElasticsearch7}, plan.node());
}

}  // namespace likewise
