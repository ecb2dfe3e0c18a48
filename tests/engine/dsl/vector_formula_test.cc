#include "engine/dsl/vector_formula.h"

#include <string>

#include <gtest/gtest.h>

namespace likewise {
namespace {

std::string shown(std::string_view script) {
  const std::optional<ParsedFormula> parsed = parse_vector_formula(script);
  if (!parsed) {
    return "-";
  }
  constexpr const char* kFunctions[] = {"cos", "dot", "l2"};
  constexpr const char* kShapes[] = {"plain", "reciprocal", "sigmoid"};
  const VectorFormula& formula = parsed->formula;
  return std::string(kFunctions[static_cast<int>(formula.function)]) + " " +
         kShapes[static_cast<int>(formula.shape)] + " " +
         std::to_string(static_cast<int>(formula.offset)) + " " + formula.field + " " +
         parsed->parameter + (formula.zero_if_missing ? " guarded" : "");
}

struct Script {
  const char* source;
  const char* expected;
};

TEST(VectorFormula, ReadsTheFormulasOfEveryRecipe) {
  constexpr Script kScripts[] = {
      {"cosineSimilarity(params.query_vector, 'my_vector') + 1.0",
       "cos plain 1 my_vector "
       "query_vector"},
      {"cosineSimilarity(params.q,\"a.b\")+1", "cos plain 1 a.b q"},
      {"return dotProduct(params.q, 'v') + 1.0;", "dot plain 1 v q"},
      {"dotProduct(params.q, 'v')", "dot plain 0 v q"},
      {"1 / (1 + l2norm(params.queryVector, 'v'))", "l2 reciprocal 1 v queryVector"},
      {"1.0/(1.0+l2norm(params.q,'v'))", "l2 reciprocal 1 v q"},
      {"1 / (1 + Math.exp(-dotProduct(params.q, 'v')))", "dot sigmoid 0 v q"},
      {"double value = dotProduct(params.q, 'v');\n return sigmoid(1, Math.E, -value);",
       "dot sigmoid 0 v q"},
      {"sigmoid(1, Math.E, -dotProduct(params.q, 'v'))", "dot sigmoid 0 v q"},
      {"doc['v'].size() == 0 ? 0 : cosineSimilarity(params.q, 'v') + 1.0",
       "cos plain 1 v q "
       "guarded"}};
  for (const Script& script : kScripts) {
    EXPECT_EQ(shown(script.source), script.expected) << script.source;
  }
}

TEST(VectorFormula, RefusesEverythingElse) {
  const std::string long_script(100'000, '(');
  for (const char* script :
       {"", ";", "1", "_score * 2", "doc['n'].value", "System.exit(1)",
        "cosineSimilarity(params.q, 'v') * 2", "cosineSimilarity(params.q, 'v') + 1.0; 5",
        "cosineSimilarity(params.q 'v')", "cosineSimilarity('v', params.q)",
        "cosineSimilarity(params.q, 'v", "1 / (2 + Math.exp(-dotProduct(params.q, 'v')))",
        "l1norm(params.q, 'v')", "doc['w'].size() == 0 ? 0 : cosineSimilarity(params.q, 'v') + 1.0",
        "sigmoid(1, Math.E, -other)", long_script.c_str()}) {
    EXPECT_EQ(shown(script), "-") << std::string_view(script).substr(0, 80);
  }
}

}  // namespace
}  // namespace likewise
