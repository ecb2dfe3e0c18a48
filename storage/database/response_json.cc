#include <cmath>
#include <string>

#include <fmt/format.h>

#include "engine/base/java_text.h"
#include "engine/dsl/json.h"
#include "storage/database/database.h"

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

std::string score_text(const std::optional<float>& score) {
  return score && std::isfinite(*score) ? java_float(*score) : "null";
}

void append_hit(std::string& out, const FetchedHit& hit, bool typed) {
  out.push_back('{');
  if (!hit.node_shard.empty()) {
    out += "\"_shard\":";
    json::append_quoted(out, hit.node_shard);
    out += ",\"_node\":\"likewise\",";
  }
  out += "\"_index\":";
  json::append_quoted(out, hit.index);
  out += typed ? ",\"_type\":\"_doc\",\"_id\":" : ",\"_id\":";
  json::append_quoted(out, hit.id);
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
  append_texts(out, "matched_queries", hit.matched_queries);
  if (hit.explanation) {
    out += ",\"_explanation\":";
    append_explanation(out, *hit.explanation);
  }
  out.push_back('}');
}

}  // namespace

std::string to_json(const SearchResponse& response, const ResponseStyle& style) {
  std::string out = fmt::format(
      "{{\"took\":{},\"timed_out\":{},\"_shards\":{{\"total\":{},\"successful\":{},\"skipped\":0,"
      "\"failed\":0}},\"hits\":{{",
      response.took.count(), response.timed_out, response.shards, response.shards);
  if (response.has_total && style.total_as_number) {
    out += fmt::format("\"total\":{},", response.total);
  } else if (response.has_total) {
    out += fmt::format("\"total\":{{\"value\":{},\"relation\":\"{}\"}},", response.total,
                       response.total_is_lower_bound ? "gte" : "eq");
  }
  out += "\"max_score\":" + score_text(response.max_score) + ",\"hits\":[";
  for (std::size_t i = 0; i < response.hits.size(); ++i) {
    if (i > 0) {
      out.push_back(',');
    }
    append_hit(out, response.hits[i], style.typed);
  }
  out += "]}}";
  return out;
}

}  // namespace likewise::storage
