#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/aggregation/aggregation.h"
#include "engine/base/error.h"
#include "engine/dsl/field_requests.h"
#include "engine/dsl/query_parser.h"
#include "engine/search/query.h"
#include "engine/search/sort.h"

namespace likewise {

/// Which parts of `_source` an answer shows. Patterns may hold `*`; excludes win.
struct SourceFilter {
  bool enabled = true;
  std::vector<std::string> includes;
  std::vector<std::string> excludes;

  bool is_everything() const { return enabled && includes.empty() && excludes.empty(); }
};

/// The hits behind one hit of a collapsed search, shown with it under `name`.
struct InnerHits {
  std::string name;
  std::size_t from = 0;
  std::size_t size = 3;
  std::vector<SortKey> sort;
  bool track_scores = false;
  bool explain = false;
  bool version = false;
  bool seq_no_primary_term = false;
  SourceFilter source;
  std::optional<std::string> collapse_field;
};

struct Collapse {
  std::string field;
  std::vector<InnerHits> inner_hits;
};

/// The body of `_search`, defaults filled in.
struct SearchRequest {
  Query query;             ///< match_all by default.
  bool has_query = false;  ///< The body names one.
  std::vector<Query> knn;  ///< Sections of the body; a hit's scores with all of them are added.
  std::size_t from = 0;
  std::size_t size = 10;
  std::optional<std::uint64_t> track_total_hits = 10'000;  ///< nullopt: exact.
  bool count_total = true;
  std::optional<float> min_score;
  bool explain = false;
  bool profile = false;
  bool version = false;
  bool seq_no_primary_term = false;
  SourceFilter source;
  bool source_given = false;
  std::optional<std::uint64_t> timeout_ms;
  std::vector<SortKey> sort;  ///< Empty: by score. The default order is not spelt out.
  bool track_scores = false;
  std::vector<SortScalar> search_after;
  std::optional<Query> post_filter;
  std::uint64_t terminate_after = 0;  ///< 0: never.
  std::optional<Collapse> collapse;
  std::vector<Rescore> rescore;
  std::vector<Aggregation> aggregations;
  FieldRequests fields;
};

/// Parses a search body; empty text is an empty request.
/// Errors: Elasticsearch's, with line and column; unknown keys are refused.
Result<SearchRequest> parse_search_request(std::string_view text,
                                           const QueryParserOptions& options);

/// What `stored_fields` makes of `_source`; to be called once all of the request is read.
/// Errors: for what `_none_` cannot be combined with.
Status settle_fields(const QueryParserOptions& options, SearchRequest& request);

/// Parses the body of `_count`: only `query` is allowed.
Result<Query> parse_count_request(std::string_view text, const QueryParserOptions& options);

/// `_source` of a body (true, "a.*", [..], {"includes":..,"excludes":..}).
Result<SourceFilter> parse_source_filter(const json::Value& value, std::string_view text);

/// Applies a filter to a stored document. Returns the bytes unchanged when the filter is
/// everything. REQUIRES: `source` is a valid JSON object; numbers keep their text.
std::string filter_source(std::string_view source, const SourceFilter& filter);

}  // namespace likewise
