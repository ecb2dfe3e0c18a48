#include "engine/dsl/vector_query_printer.h"

#include <span>

#include <fmt/format.h>

#include "engine/base/java_text.h"
#include "engine/dsl/json.h"
#include "engine/dsl/query_printer.h"

namespace likewise {
namespace {

std::string vector_text(std::span<const float> vector) {
  std::string text;
  for (const float value : vector) {
    text += (text.empty() ? "" : ",") + java_float(value);
  }
  return "[" + text + "]";
}

std::string filter_text(const std::vector<Query>& filters) {
  std::string text;
  for (const Query& filter : filters) {
    text += (text.empty() ? "" : ",") + query_to_json(filter);
  }
  return filters.empty() ? "" : ",\"filter\":[" + text + "]";
}

}  // namespace

std::string knn_members(const KnnQuery& query) {
  std::string text =
      "\"field\":" + json::quoted(query.field) + ",\"query_vector\":" + vector_text(query.vector);
  if (query.k) {
    text += fmt::format(",\"k\":{}", *query.k);
  }
  if (query.num_candidates) {
    text += fmt::format(",\"num_candidates\":{}", *query.num_candidates);
  }
  if (query.similarity) {
    text += ",\"similarity\":" + java_float(*query.similarity);
  }
  return text + filter_text(query.filter);
}

std::string token_search_members(const TokenSearchQuery& query) {
  return fmt::format("\"codebook\":{},\"field\":{},\"k\":{}", json::quoted(query.codebook),
                     json::quoted(query.token_field), query.k) +
         filter_text(query.filter);
}

std::string script_score_members(const ScriptScoreQuery& query) {
  std::string text = "\"query\":" + query_to_json(*query.query) +
                     ",\"script\":{\"source\":" + json::quoted(query.source) +
                     ",\"lang\":\"painless\"}";
  if (query.min_score) {
    text += ",\"min_score\":" + java_float(*query.min_score);
  }
  return text;
}

}  // namespace likewise
