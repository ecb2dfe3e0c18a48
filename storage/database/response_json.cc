#include <algorithm>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "engine/base/java_text.h"
#include "engine/dsl/aggregation_request.h"
#include "engine/dsl/json.h"
#include "storage/database/inspection.h"
#include "storage/database/profile_json.h"

namespace likewise::storage {
namespace {

void append_texts(std::string& out, std::string_view name, const std::vector<std::string>& texts) {
  if (texts.empty()) {
    return;
  }
  out += fmt::format(",\"{}\":[", name);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) {
      out.push_back(',');
    }
    json::append_quoted(out, texts[i]);
  }
  out.push_back(']');
}

std::string score_text(const std::optional<float>& score) {
  return score && std::isfinite(*score) ? java_float(*score) : "null";
}

std::string sort_value_text(const SortValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    return json::quoted(*text);
  }
  if (const auto* whole = std::get_if<std::int64_t>(&value)) {
    return fmt::format("{}", *whole);
  }
  if (const auto* single = std::get_if<float>(&value)) {
    return std::isfinite(*single) ? java_float(*single) : json::quoted(java_float(*single));
  }
  if (const auto* real = std::get_if<double>(&value)) {
    return std::isfinite(*real) ? java_double(*real) : json::quoted(java_double(*real));
  }
  return "null";
}

void append_fields(std::string& out, const FetchedHit& hit) {
  const auto is_collapsed = [&hit](const auto& field) { return field.first == hit.collapse_field; };
  const bool adds_key = !std::holds_alternative<std::monostate>(hit.collapse_key) &&
                        std::none_of(hit.fields.begin(), hit.fields.end(), is_collapsed);
  if (hit.fields.empty() && !adds_key) {
    return;
  }
  out += ",\"fields\":{";
  for (const auto& [name, values] : hit.fields) {
    json::append_quoted(out, name);
    out += fmt::format(":[{}],", fmt::join(values, ","));
  }
  if (adds_key) {
    json::append_quoted(out, hit.collapse_field);
    out += ":[" + sort_value_text(hit.collapse_key) + "],";
  }
  out.back() = '}';
}

void append_sort(std::string& out, const std::vector<SortValue>& values) {
  if (values.empty()) {
    return;
  }
  out += ",\"sort\":[";
  for (std::size_t i = 0; i < values.size(); ++i) {
    out += (i > 0 ? "," : "") + sort_value_text(values[i]);
  }
  out.push_back(']');
}

void append_hits(std::string& out, const SearchResponse& response, const ResponseStyle& style);

void append_inner_hits(std::string& out, const FetchedHit& hit, const ResponseStyle& style) {
  if (hit.inner_hits.empty()) {
    return;
  }
  out += ",\"inner_hits\":{";
  for (std::size_t i = 0; i < hit.inner_hits.size(); ++i) {
    out += i > 0 ? "," : "";
    json::append_quoted(out, hit.inner_hits[i].name);
    out += ":{";
    append_hits(out, *hit.inner_hits[i].response, {style.typed, false, false, style.node_id});
    out.push_back('}');
  }
  out.push_back('}');
}

void append_hit(std::string& out, const FetchedHit& hit, const ResponseStyle& style) {
  out.push_back('{');
  if (!hit.node_shard.empty()) {
    out += "\"_shard\":";
    json::append_quoted(out, hit.node_shard);
    out += ",\"_node\":";
    json::append_quoted(out, style.node_id);
    out.push_back(',');
  }
  out += "\"_index\":";
  json::append_quoted(out, hit.index);
  out += style.typed ? ",\"_type\":\"_doc\"" : "";
  if (hit.has_id) {
    out += ",\"_id\":";
    json::append_quoted(out, hit.id);
  }
  if (hit.version) {
    out += fmt::format(",\"_version\":{}", *hit.version);
  }
  if (hit.seq_no) {
    out += fmt::format(",\"_seq_no\":{},\"_primary_term\":1", *hit.seq_no);
  }
  out += ",\"_score\":" + score_text(hit.score);
  if (hit.routing) {
    out += ",\"_routing\":";
    json::append_quoted(out, *hit.routing);
  }
  append_texts(out, "_ignored", hit.ignored);
  if (hit.has_source) {
    out += ",\"_source\":";
    out += hit.source;
  }
  append_fields(out, hit);
  append_sort(out, hit.sort);
  append_texts(out, "matched_queries", hit.matched_queries);
  if (hit.explanation) {
    out += ",\"_explanation\":";
    append_explanation(out, *hit.explanation);
  }
  append_inner_hits(out, hit, style);
  out.push_back('}');
}

/// The member `hits` of an answer, or of the answer within inner_hits.
void append_hits(std::string& out, const SearchResponse& response, const ResponseStyle& style) {
  out += "\"hits\":{";
  if (style.total_as_number) {
    out += response.has_total ? fmt::format("\"total\":{},", response.total) : "\"total\":-1,";
  } else if (response.has_total) {
    out += fmt::format("\"total\":{{\"value\":{},\"relation\":\"{}\"}},", response.total,
                       response.total_is_lower_bound ? "gte" : "eq");
  }
  out += "\"max_score\":" + score_text(response.max_score) + ",\"hits\":[";
  for (std::size_t i = 0; i < response.hits.size(); ++i) {
    out += i > 0 ? "," : "";
    append_hit(out, response.hits[i], style);
  }
  out += "]}";
}

}  // namespace

void append_explanation(std::string& out, const Explanation& explanation) {
  out += "{\"value\":";
  out += explanation.is_integer ? fmt::format("{}", static_cast<std::int64_t>(explanation.value))
                                : java_float(static_cast<float>(explanation.value));
  out += ",\"description\":";
  json::append_quoted(out, explanation.description);
  out += ",\"details\":[";
  for (std::size_t i = 0; i < explanation.details.size(); ++i) {
    if (i > 0) {
      out.push_back(',');
    }
    append_explanation(out, explanation.details[i]);
  }
  out += "]}";
}

std::string to_json(const SearchResponse& response, const ResponseStyle& style) {
  std::string out =
      fmt::format("{{\"took\":{},\"timed_out\":{},", response.took.count(), response.timed_out);
  if (response.terminated_early) {
    out += fmt::format("\"terminated_early\":{},", *response.terminated_early);
  }
  out += fmt::format("\"_shards\":{{\"total\":{},\"successful\":{},\"skipped\":0,\"failed\":0}},",
                     response.shards, response.shards);
  append_hits(out, response, style);
  if (response.aggregations) {
    out += ",\"aggregations\":";
    append_result(out, *response.aggregations, style.typed_keys);
  }
  if (!response.profiles.empty()) {
    append_profile(out, response, style);
  }
  out.push_back('}');
  return out;
}

}  // namespace likewise::storage
