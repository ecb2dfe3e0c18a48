#include "storage/database/profile_json.h"

#include <cstdint>
#include <iterator>
#include <list>

#include <fmt/format.h>

#include "engine/base/java_text.h"
#include "engine/dsl/json.h"

namespace likewise::storage {
namespace {

/// Matching and scoring are one step of this engine: `score` is the time of both, and the phases of
/// Lucene's iterators stay zero.
constexpr std::string_view kOtherPhases =
    R"("set_min_competitive_score_count":0,"match_count":0,"shallow_advance_count":0,)"
    R"("set_min_competitive_score":0,"next_doc":0,"match":0,"next_doc_count":0,)"
    R"("compute_max_score_count":0,"compute_max_score":0,"advance":0,"advance_count":0,)"
    R"("shallow_advance":0,"build_scorer":0,)";

void append_queries(std::string& out, const std::list<QueryProfile>& queries, bool counts_weights) {
  out.push_back('[');
  for (const QueryProfile& query : queries) {
    out += out.back() == '[' ? "{\"type\":" : ",{\"type\":";
    json::append_quoted(out, query.type);
    out += ",\"description\":";
    json::append_quoted(out, query.description);
    fmt::format_to(std::back_inserter(out), R"(,"time_in_nanos":{},"breakdown":{{{})",
                   query.create_weight_nanos + query.score_nanos, kOtherPhases);
    if (counts_weights) {
      out += R"("count_weight":0,"count_weight_count":0,)";
    }
    fmt::format_to(std::back_inserter(out),
                   R"("build_scorer_count":{},"create_weight":{},"create_weight_count":1,)"
                   R"("score":{},"score_count":{}}})",
                   query.windows, query.create_weight_nanos, query.score_nanos, query.matches);
    if (!query.children.empty()) {
      out += ",\"children\":";
      append_queries(out, query.children, counts_weights);
    }
    out.push_back('}');
  }
  out.push_back(']');
}

void append_term(std::string& out, const LikedTerm& term) {
  out += "{\"field\":";
  json::append_quoted(out, term.field);
  out += ",\"term\":";
  json::append_quoted(out, term.text);
  fmt::format_to(std::back_inserter(out), R"(,"tf":{},"df":{},"idf":{},"score":{})", term.frequency,
                 term.doc_freq, java_float(term.idf), java_float(term.score));
  if (term.boost) {
    out += ",\"boost\":" + java_float(*term.boost);
  }
  if (term.fate == TermFate::kKept) {
    out += ",\"kept\":true}";
  } else {
    fmt::format_to(std::back_inserter(out), R"(,"kept":false,"dropped_by":"{}"}})",
                   to_string(term.fate));
  }
}

void append_selection(std::string& out, const TermSelectionNote& note) {
  std::size_t kept = 0;
  for (const LikedTerm& term : note.terms) {
    kept += term.fate == TermFate::kKept ? 1 : 0;
  }
  fmt::format_to(std::back_inserter(out),
                 R"({{"max_query_terms":{},"min_term_freq":{},"min_doc_freq":{},"max_doc_freq":{},)"
                 R"("liked_terms":{},"kept_terms":{},"terms":[)",
                 note.max_query_terms, note.min_term_freq, note.min_doc_freq, note.max_doc_freq,
                 note.terms.size(), kept);
  for (const LikedTerm& term : note.terms) {
    out += out.back() == '[' ? "" : ",";
    append_term(out, term);
  }
  out += "]}";
}

void append_collector(std::string& out, std::uint64_t nanos, bool typed) {
  if (typed) {
    fmt::format_to(std::back_inserter(out),
                   R"([{{"name":"SimpleTopScoreDocCollector","reason":"search_top_hits",)"
                   R"("time_in_nanos":{}}}])",
                   nanos);
    return;
  }
  fmt::format_to(
      std::back_inserter(out),
      R"([{{"name":"QueryPhaseCollector","reason":"search_query_phase","time_in_nanos":{0},)"
      R"("children":[{{"name":"TopScoreDocCollector","reason":"search_top_hits",)"
      R"("time_in_nanos":{0}}}]}}])",
      nanos);
}

void append_shard(std::string& out, const ShardProfile& shard, const SearchResponse& response,
                  const ResponseStyle& style) {
  out += "{\"id\":";
  json::append_quoted(out, fmt::format("[{}][{}][0]", style.node_id, shard.index));
  if (!style.typed) {
    out += ",\"node_id\":";
    json::append_quoted(out, style.node_id);
    out += ",\"shard_id\":0,\"index\":";
    json::append_quoted(out, shard.index);
    out += ",\"cluster\":\"(local)\"";
  }
  out += ",\"searches\":[{\"query\":";
  append_queries(out, shard.search.queries, !style.typed);
  fmt::format_to(std::back_inserter(out),
                 ",\"rewrite_time\":{},\"collector\":", shard.search.rewrite_nanos);
  append_collector(out, shard.search.collect_nanos, style.typed);
  out += "}],\"aggregations\":[]";
  if (!style.typed) {
    fmt::format_to(std::back_inserter(out),
                   R"(,"fetch":{{"type":"fetch","description":"","time_in_nanos":{0},)"
                   R"("breakdown":{{"load_stored_fields":{0},"load_stored_fields_count":{1}}}}})",
                   response.fetch_nanos, response.hits.size());
  }
  fmt::format_to(std::back_inserter(out), R"(,"likewise":{{"scorer":"{}","more_like_this":[)",
                 shard.search.counting_scorer ? "counting" : "exhaustive");
  for (const TermSelectionNote& note : shard.notes) {
    out += out.back() == '[' ? "" : ",";
    append_selection(out, note);
  }
  out += "]}}";
}

}  // namespace

void append_profile(std::string& out, const SearchResponse& response, const ResponseStyle& style) {
  out += ",\"profile\":{\"shards\":[";
  for (const ShardProfile& shard : response.profiles) {
    out += out.back() == '[' ? "" : ",";
    append_shard(out, shard, response, style);
  }
  out += "]}";
}

}  // namespace likewise::storage
