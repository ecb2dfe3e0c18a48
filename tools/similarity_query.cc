#include "tools/similarity_query.h"

#include <fmt/format.h>

#include "engine/dsl/json.h"

namespace likewise::tools {
namespace {

/// "feature_vector" of "feature_vector.keyword": where the tokens stand in the document.
std::string_view source_field(std::string_view field) {
  constexpr std::string_view kSuffix = ".keyword";
  return field.ends_with(kSuffix) ? field.substr(0, field.size() - kSuffix.size()) : field;
}

SimilarHit to_hit(const json::Value& value) {
  SimilarHit hit;
  if (const json::Value* id = value.find("_id"); id != nullptr) {
    hit.id = id->text;
  }
  if (const json::Value* score = value.find("_score"); score != nullptr && score->is_number()) {
    hit.score = score->text;
  }
  const json::Value* source = value.find("_source");
  if (source != nullptr && source->is_object()) {
    for (const auto& [name, member] : source->members) {
      if (member.is_string() || member.is_number()) {
        hit.fields.emplace_back(name, member.text);
      }
    }
  }
  return hit;
}

}  // namespace

std::string to_body(const SimilarityQuery& query) {
  std::string parameters = "\"min_term_freq\":1";
  if (query.max_query_terms) {
    parameters += fmt::format(",\"max_query_terms\":{}", *query.max_query_terms);
  }
  if (query.min_doc_freq) {
    parameters += fmt::format(",\"min_doc_freq\":{}", *query.min_doc_freq);
  }
  if (query.minimum_should_match) {
    parameters +=
        fmt::format(",\"minimum_should_match\":{}", json::quoted(*query.minimum_should_match));
  }
  return fmt::format(
      R"({{"size":{},"_source":{},"query":{{"more_like_this":{{"fields":[{}],)"
      R"("like":[{{"_index":{},"_id":{}}}],{}}}}}}})",
      query.size,
      query.with_source
          ? fmt::format(R"({{"excludes":[{}]}})", json::quoted(source_field(query.field)))
          : std::string("false"),
      json::quoted(query.field), json::quoted(query.index), json::quoted(query.id), parameters);
}

std::string_view SimilarHit::value(std::string_view name) const {
  for (const auto& [field, text] : fields) {
    if (field == name) {
      return text;
    }
  }
  return {};
}

Result<std::vector<SimilarHit>> parse_hits(std::string_view answer) {
  LIKEWISE_TRY(const json::Value document, json::parse(answer));
  const json::Value* outer = document.is_object() ? document.find("hits") : nullptr;
  const json::Value* hits = outer != nullptr && outer->is_object() ? outer->find("hits") : nullptr;
  if (hits == nullptr || !hits->is_array()) {
    return fail(ErrorCode::kUnavailable, "the answer holds no [hits.hits]: not a search server?");
  }
  std::vector<SimilarHit> out;
  for (const json::Value& hit : hits->items) {
    if (hit.is_object()) {
      out.push_back(to_hit(hit));
    }
  }
  return out;
}

}  // namespace likewise::tools
