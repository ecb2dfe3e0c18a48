#include "storage/database/search_execution.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/json.h"
#include "storage/database/aggregation_execution.h"
#include "storage/database/hit_fetch.h"
#include "storage/database/hit_fields.h"
#include "storage/database/inner_hits.h"
#include "storage/database/knn_sections.h"
#include "storage/database/search_after_dates.h"
#include "storage/database/search_parameters.h"

namespace likewise::storage {
namespace {

using Clock = std::chrono::steady_clock;

/// True for the answers of Elasticsearch before 8, from which OpenSearch comes.
bool is_legacy(const SearchTargets& targets, Dialect dialect) {
  return targets.typed || dialect == Dialect::kOpenSearch3;
}

std::uint64_t nanoseconds() {
  const auto since_start = Clock::now().time_since_epoch();
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(since_start).count());
}

}  // namespace

QueryParserOptions parser_options(const SearchTargets& targets) {
  QueryParserOptions options;
  options.dialect = targets.indices.empty() ? targets.dialect
                                            : targets.indices.front()->index.settings()->dialect;
  // Elasticsearch 7.10 has no limit of its own; what JSON may nest is one, at some sixty levels.
  options.max_depth = options.dialect == Dialect::kOpenSearch3 ? 20
                      : targets.typed                          ? json::kMaxDepth
                                                               : 30;
  options.legacy = is_legacy(targets, options.dialect);
  return options;
}

SearchOptions search_options(const SearchTargets& targets, const Index& index,
                             const SearchRequest& request) {
  const std::shared_ptr<const IndexSettings> settings = index.settings();
  SearchOptions options;
  options.from = 0;
  options.size = request.size == 0 ? 0 : request.from + request.size;
  options.track_total_hits = request.track_total_hits;
  options.count_total = request.count_total;
  options.min_score = request.min_score;
  options.explain = request.explain;
  if (request.profile) {
    options.profile_clock = nanoseconds;
  }
  options.dialect = settings->dialect;
  options.answers_as_7 = targets.typed;
  options.now = targets.now;
  options.index_name = index.identity().name;
  options.default_fields = settings->default_fields;
  options.find_codebook = targets.find_codebook;
  options.analyzers = &index.context().analyzers;
  options.legacy = is_legacy(targets, settings->dialect);
  options.sort = request.sort;
  options.track_scores = request.track_scores;
  options.search_after = request.search_after;
  options.post_filter = request.post_filter;
  options.rescore = request.rescore;
  if (request.terminate_after > 0) {
    options.terminate_after = request.terminate_after;
  }
  if (request.collapse) {
    options.collapse_field = request.collapse->field;
  }
  return options;
}

namespace {

/// Elasticsearch's plain "exception" names no index.
Error in_index(Error error, const Index& index) {
  return error.index().empty() && error.type() != "exception"
             ? std::move(error).with_index(index.identity().name)
             : std::move(error);
}

Error too_large(const Index& index, std::string reason) {
  return Error(ErrorCode::kInvalidArgument, std::move(reason))
      .with_type("illegal_argument_exception")
      .with_index(index.identity().name)
      .raised_in_shard();
}

Status check_window(const Index& index, const SearchRequest& request) {
  const std::size_t window = index.settings()->max_result_window;
  if (request.from > window || request.size > window - request.from) {
    return fail(too_large(
        index,
        fmt::format("Result window is too large, from + size must be less than or equal to: [{}] "
                    "but was [{}]. See the scroll api for a more efficient way to request large "
                    "data sets. This limit can be set by changing the [index.max_result_window] "
                    "index level setting.",
                    window, request.from + request.size)));
  }
  for (const Rescore& rescore : request.rescore) {
    if (rescore.window_size > window) {
      return fail(too_large(
          index, fmt::format("Rescore window [{}] is too large. It must be less than [{}]. This "
                             "prevents allocating massive heaps for storing the results to be "
                             "rescored. This limit can be set by changing the "
                             "[index.max_rescore_window] index level setting.",
                             rescore.window_size, window)));
    }
  }
  return {};
}

/// Elasticsearch 7 notices it in a shard, 8 before it starts.
Status check_search_after(const SearchTargets& targets, const SearchRequest& request) {
  if (request.search_after.empty() || request.from == 0 || targets.indices.empty()) {
    return {};
  }
  if (parser_options(targets).legacy) {
    return fail(Error(ErrorCode::kInvalidArgument,
                      "`from` parameter must be set to 0 when `search_after` is used.")
                    .with_type("search_exception")
                    .with_status(500)
                    .with_index(targets.indices.front()->index.identity().name)
                    .raised_in_shard());
  }
  return fail(Error(ErrorCode::kInvalidArgument,
                    "Validation Failed: 1: [from] parameter must be set to 0 when [search_after] "
                    "is used;")
                  .with_type("action_request_validation_exception"));
}

bool lists_long_keywords(const SearchTargets& targets, const Index& index) {
  return !targets.typed && index.settings()->dialect != Dialect::kOpenSearch3;
}

void add_totals(const SearchResult& result, SearchResponse& response) {
  response.total += result.total;
  response.total_is_lower_bound = response.total_is_lower_bound || result.total_is_lower_bound;
  response.timed_out = response.timed_out || result.timed_out;
  if (result.terminated_early) {
    response.terminated_early =
        response.terminated_early.value_or(false) || *result.terminated_early;
  }
  if (result.max_score && (!response.max_score || *result.max_score > *response.max_score)) {
    response.max_score = result.max_score;
  }
  response.notes.insert(response.notes.end(), result.notes.begin(), result.notes.end());
}

std::function<bool()> stop_condition(const SearchRequest& request,
                                     const SearchParameters& parameters, Clock::time_point start) {
  if (!request.timeout_ms) {
    return parameters.should_stop;
  }
  const Clock::time_point deadline = start + std::chrono::milliseconds(*request.timeout_ms);
  return [deadline, outer = parameters.should_stop] {
    return Clock::now() >= deadline || (outer && outer());
  };
}

/// Searches every target.
Result<std::vector<Shard>> search_shards(const SearchTargets& targets, const SearchRequest& request,
                                         const std::function<bool()>& should_stop,
                                         AggregationExecution& aggregations) {
  std::vector<Shard> shards;
  LIKEWISE_TRY(const KnnSections sections, KnnSections::prepare(targets, request, should_stop));
  for (const std::shared_ptr<OpenIndex>& target : targets.indices) {
    const Index& index = target->index;
    LIKEWISE_TRY_STATUS(check_window(index, request));
    Shard shard{&index, lists_long_keywords(targets, index), index.published(), {}};
    SearchOptions options = search_options(targets, index, request);
    options.shard = static_cast<std::uint32_t>(shards.size());
    options.should_stop = should_stop;
    read_search_after_dates(*shard.published.index->mapping, options);
    const IndexDocuments documents(index, shard.published, targets.find_index, targets.typed);
    const Query& query = sections.query_of(shards.size());
    Result<SearchResult> result =
        aggregations.search({*shard.published.index, documents, query}, std::move(options));
    if (!result.has_value()) {
      return fail(in_index(std::move(result).error(), index));
    }
    shard.result = std::move(*result);
    shards.push_back(std::move(shard));
  }
  return shards;
}

Result<SearchResponse> run(const SearchTargets& targets, const SearchRequest& request,
                           const std::function<bool()>& should_stop);

Status add_inner_hits(const SearchTargets& targets, const SearchRequest& request,
                      const std::function<bool()>& should_stop, FetchedHit& hit) {
  for (const InnerHits& inner : request.collapse->inner_hits) {
    LIKEWISE_TRY(SearchResponse found,
                 run(targets, inner_hits_request(request, inner, hit), should_stop));
    const auto same =
        std::find_if(hit.inner_hits.begin(), hit.inner_hits.end(),
                     [&inner](const InnerHitsResult& other) { return other.name == inner.name; });
    auto response = std::make_shared<const SearchResponse>(std::move(found));
    if (same != hit.inner_hits.end()) {
      same->response = std::move(response);  // Of two with one name the last counts.
    } else {
      hit.inner_hits.push_back({inner.name, std::move(response)});
    }
  }
  return {};
}

Result<SearchResponse> run(const SearchTargets& targets, const SearchRequest& request,
                           const std::function<bool()>& should_stop) {
  SearchResponse response;
  response.shards = targets.indices.size();
  response.has_total = request.count_total;
  AggregationExecution aggregations(request.aggregations, targets);
  LIKEWISE_TRY(std::vector<Shard> shards,
               search_shards(targets, request, should_stop, aggregations));
  LIKEWISE_TRY(response.aggregations, aggregations.finish());
  FieldFetch fields(request.fields, targets.typed);
  for (Shard& shard : shards) {
    add_totals(shard.result, response);
    if (shard.result.profile) {
      response.profiles.push_back({shard.index->identity().name, *std::move(shard.result.profile),
                                   std::move(shard.result.notes)});
    }
  }
  if (request.track_total_hits && response.total > *request.track_total_hits) {
    response.total = *request.track_total_hits;
    response.total_is_lower_bound = true;
  }
  const std::uint64_t fetch_start = nanoseconds();
  for (const HitReference& reference : merge_hits(shards, request)) {
    LIKEWISE_TRY(FetchedHit hit, fetch_hit(reference, request, fields));
    if (request.collapse) {
      LIKEWISE_TRY_STATUS(add_inner_hits(targets, request, should_stop, hit));
    }
    response.hits.push_back(std::move(hit));
  }
  response.fetch_nanos = nanoseconds() - fetch_start;
  return response;
}

}  // namespace

Result<SearchResponse> execute_search(const SearchTargets& targets, std::string_view body,
                                      const SearchParameters& parameters) {
  const Clock::time_point start = Clock::now();
  Result<SearchRequest> parsed = parse_search_request(body, parser_options(targets));
  if (!parsed.has_value()) {
    // What the parser refuses in a shard's name needs the name of one.
    return parsed.error().in_shard() && !targets.indices.empty()
               ? fail(in_index(std::move(parsed).error(), targets.indices.front()->index))
               : fail(std::move(parsed).error());
  }
  SearchRequest request = std::move(*parsed);
  LIKEWISE_TRY_STATUS(apply_parameters(parameters, request));
  LIKEWISE_TRY_STATUS(settle_fields(parser_options(targets), request));
  LIKEWISE_TRY_STATUS(check_search_after(targets, request));
  LIKEWISE_TRY(SearchResponse response,
               run(targets, request, stop_condition(request, parameters, start)));
  response.took = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
  return response;
}

Result<std::uint64_t> execute_count(const SearchTargets& targets, std::string_view body) {
  LIKEWISE_TRY(const Query query, parse_count_request(body, parser_options(targets)));
  std::uint64_t total = 0;
  for (const std::shared_ptr<OpenIndex>& target : targets.indices) {
    const Index& index = target->index;
    const PublishedIndex published = index.published();
    const IndexDocuments documents(index, published, targets.find_index, targets.typed);
    Result<std::uint64_t> found = likewise::count(*published.index, documents, query,
                                                  search_options(targets, index, SearchRequest()));
    if (!found.has_value()) {
      return fail(in_index(std::move(found).error(), index));
    }
    total += *found;
  }
  return total;
}

}  // namespace likewise::storage
