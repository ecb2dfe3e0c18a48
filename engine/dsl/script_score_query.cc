#include <memory>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"
#include "engine/dsl/query_clauses.h"
#include "engine/dsl/vector_formula.h"
#include "engine/index/vector_options.h"
#include "engine/search/script_score_query.h"

namespace likewise {
namespace {

constexpr std::string_view kClause = "script_score";

Error not_a_formula(const json::Value& script, const QueryParseState& state) {
  return unsupported_error(
      state.text, script.begin,
      "likewise runs no scripts: [script_score] understands cosineSimilarity(params.q, 'field') + "
      "1.0, dotProduct(params.q, 'field') + 1.0, 1 / (1 + l2norm(params.q, 'field')) and "
      "sigmoid(1, "
      "Math.E, -dotProduct(params.q, 'field')) on dense_vector fields");
}

Result<std::vector<float>> read_parameter(const json::Value& value, const QueryParseState& state) {
  if (!value.is_array() || value.items.size() > kMaxVectorDimensions) {
    return fail(unsupported_error(state.text, value.begin,
                                  "the vector of a script must be an array of numbers"));
  }
  std::vector<float> vector;
  for (const json::Value& item : value.items) {
    LIKEWISE_TRY(const float number, read_float(item, state.text));
    vector.push_back(number);
  }
  return vector;
}

Status read_script(const json::Value& script, const QueryParseState& state,
                   ScriptScoreQuery& query) {
  const json::Value* source = nullptr;
  const json::Value* params = nullptr;
  for (const auto& [name, value] : script.members) {
    if (name == "source" && value.is_string()) {
      source = &value;
    } else if (name == "params" && value.is_object()) {
      params = &value;
    } else if (name != "lang" || scalar_text(value) != "painless") {
      return fail(not_a_formula(script, state));
    }
  }
  if (source == nullptr) {
    return fail(not_a_formula(script, state));
  }
  const std::optional<ParsedFormula> parsed = parse_vector_formula(source->text);
  const json::Value* const vector =
      parsed && params != nullptr ? params->find(parsed->parameter) : nullptr;
  if (vector == nullptr) {
    return fail(not_a_formula(script, state));
  }
  query.formula = parsed->formula;
  query.source = source->text;
  LIKEWISE_TRY(query.formula.vector, read_parameter(*vector, state));
  return {};
}

Status read_member(const std::string& name, const json::Value& value, QueryParseState& state,
                   ScriptScoreQuery& script, Query& query) {
  if (name == "query" && value.is_object()) {
    LIKEWISE_TRY(Query inner, parse_inner_query(value, state));
    script.query = std::make_shared<const Query>(std::move(inner));
    return {};
  }
  if (name == "script") {
    return value.is_object() ? read_script(value, state, script)
                             : Status(fail(not_a_formula(value, state)));
  }
  if (name == "min_score") {
    LIKEWISE_TRY(script.min_score, read_float(value, state.text));
    return {};
  }
  if (name == "boost") {
    LIKEWISE_TRY(const float boost, read_float(value, state.text));
    return set_boost(query, boost);
  }
  if (name == "_name") {
    LIKEWISE_TRY(query.name, read_text(value, state.text));
    return {};
  }
  return fail(unknown_field(kClause, name, value, state));
}

}  // namespace

Result<Query> parse_script_score(const json::Value& body, QueryParseState& state) {
  Query query;
  ScriptScoreQuery script;
  for (const auto& [name, value] : body.members) {
    state.at = value.begin;
    LIKEWISE_TRY_STATUS(read_member(name, value, state, script, query));
  }
  state.at = body.end - 1;
  if (script.query == nullptr || script.source.empty()) {
    return fail(illegal_argument(fmt::format("script_score must be provided with a [{}]",
                                             script.query == nullptr ? "query" : "script")));
  }
  query.node = std::make_shared<const ScriptScoreQuery>(std::move(script));
  return query;
}

}  // namespace likewise
