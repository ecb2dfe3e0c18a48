#include "engine/dsl/function_score_printer.h"

#include <string_view>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "engine/base/java_text.h"
#include "engine/dsl/json.h"
#include "engine/dsl/query_printer.h"
#include "engine/dsl/score_function.h"

namespace likewise {
namespace {

constexpr std::string_view kMatchAll = R"({"match_all":{"boost":1.0}})";

std::string score_text(const ScoreFunction& function) {
  if (const auto* factor = std::get_if<FieldValueFactor>(&function.score)) {
    const std::string missing =
        factor->missing ? ",\"missing\":" + java_double(*factor->missing) : std::string();
    return fmt::format(R"(,"field_value_factor":{{"field":{},"factor":{}{},"modifier":"{}"}})",
                       json::quoted(factor->field), java_float(factor->factor), missing,
                       modifier_name(factor->modifier));
  }
  if (const auto* random = std::get_if<RandomScore>(&function.score)) {
    std::string members = random->seed ? "\"seed\":" + std::to_string(*random->seed) : "";
    if (!random->field.empty()) {
      members += (members.empty() ? "\"field\":" : ",\"field\":") + json::quoted(random->field);
    }
    return ",\"random_score\":{" + members + "}";
  }
  if (const auto* decay = std::get_if<DecayFunction>(&function.score)) {
    return fmt::format(R"(,"{}":{{{}:{},"multi_value_mode":"{}"}})", shape_name(decay->shape),
                       json::quoted(decay->field), decay->json, value_mode_name(decay->mode));
  }
  return "";
}

std::string function_text(const ScoreFunction& function) {
  std::string text = "{\"filter\":";
  text += function.filter != nullptr ? query_to_json(*function.filter) : std::string(kMatchAll);
  if (function.weight) {
    text += ",\"weight\":" + java_float(*function.weight);
  }
  return text + score_text(function) + "}";
}

}  // namespace

std::string function_score_members(const FunctionScoreQuery& query) {
  std::string text = "\"query\":";
  text += query.query != nullptr ? query_to_json(*query.query) : std::string(kMatchAll);
  text += ",\"functions\":[";
  for (const ScoreFunction& function : query.functions) {
    text += (&function != &query.functions.front() ? "," : "") + function_text(function);
  }
  text += fmt::format(R"(],"score_mode":"{}")", score_mode_name(query.score_mode));
  if (query.boost_mode) {
    text += fmt::format(R"(,"boost_mode":"{}")", boost_mode_name(*query.boost_mode));
  }
  text += ",\"max_boost\":" + java_float(query.max_boost);
  return query.min_score ? text + ",\"min_score\":" + java_float(*query.min_score) : text;
}

}  // namespace likewise
