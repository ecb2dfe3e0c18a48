#include "storage/database/search_execution.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/search_request.h"
#include "storage/database/search_parameters.h"

namespace likewise::storage {
namespace {

using Clock = std::chrono::steady_clock;

QueryParserOptions parser_options(const SearchTargets& targets) {
  QueryParserOptions options;
  options.dialect = targets.indices.empty() ? targets.dialect
                                            : targets.indices.front()->index.settings()->dialect;
  options.max_depth = options.dialect == Dialect::kOpenSearch3 ? 20 : 30;
  return options;
}

SearchOptions search_options(const Index& index, const SearchRequest& request) {
  const std::shared_ptr<const IndexSettings> settings = index.settings();
  SearchOptions options;
  options.from = 0;
  options.size = request.from + request.size;
  options.track_total_hits = request.track_total_hits;
  options.count_total = request.count_total;
  options.min_score = request.min_score;
  options.explain = request.explain;
  options.dialect = settings->dialect;
  options.index_name = index.identity().name;
  options.default_fields = settings->default_fields;
  options.analyzers = &index.context().analyzers;
  return options;
}

Error in_index(Error error, const Index& index) {
  return error.index().empty() ? std::move(error).with_index(index.identity().name)
                               : std::move(error);
}

Status check_window(const Index& index, const SearchRequest& request) {
  const std::size_t window = index.settings()->max_result_window;
  if (request.from <= window && request.size <= window - request.from) {
    return {};
  }
  return fail(
      Error(ErrorCode::kInvalidArgument,
            fmt::format(
                "Result window is too large, from + size must be less than or equal to: [{}] but "
                "was [{}]. See the scroll api for a more efficient way to request large data "
                "sets. This limit can be set by changing the [index.max_result_window] index "
                "level setting.",
                window, request.from + request.size))
          .with_type("illegal_argument_exception")
          .with_index(index.identity().name)
          .raised_in_shard());
}

/// Elasticsearch 8 lists keywords beyond ignore_above in `_ignored`; 7.10 and OpenSearch list only
/// malformed values, which a keyword cannot have.
bool lists_long_keywords(const SearchTargets& targets, const Index& index) {
  return !targets.typed && index.settings()->dialect != Dialect::kOpenSearch3;
}

/// One target with its snapshot and what was found there.
struct Shard {
  const Index* index = nullptr;
  bool lists_long_keywords = true;
  PublishedIndex published;
  SearchResult result;
};

struct HitReference {
  Shard* shard = nullptr;
  SearchHit* hit = nullptr;
};

/// The page [from, from + size) of all shards' hits.
std::vector<HitReference> merge_hits(std::vector<Shard>& shards, const SearchRequest& request) {
  std::vector<HitReference> hits;
  for (Shard& shard : shards) {
    for (SearchHit& hit : shard.result.hits) {
      hits.push_back({&shard, &hit});
    }
  }
  if (shards.size() > 1) {
    std::stable_sort(hits.begin(), hits.end(), [](const HitReference& a, const HitReference& b) {
      return a.hit->score > b.hit->score;
    });
  }
  const std::size_t begin = std::min(request.from, hits.size());
  const std::size_t end = std::min(begin + request.size, hits.size());
  return {hits.begin() + static_cast<std::ptrdiff_t>(begin),
          hits.begin() + static_cast<std::ptrdiff_t>(end)};
}

Result<std::string> read_row(const Shard& shard, Family family, const std::string& key) {
  LIKEWISE_TRY(std::optional<std::string> row, shard.published.store->get(family, key));
  if (!row) {
    return fail(ErrorCode::kCorruption, fmt::format("index [{}]: a stored document is missing",
                                                    shard.index->identity().name));
  }
  return std::move(*row);
}

std::vector<std::string> shown_ignored(const Shard& shard, std::vector<std::string> ignored) {
  if (!shard.lists_long_keywords) {
    const Mapping& mapping = *shard.published.index->mapping;
    std::erase_if(ignored, [&mapping](const std::string& name) {
      const Field* field = mapping.find(name);
      return field != nullptr && field->kind == FieldKind::kKeyword;
    });
  }
  return ignored;
}

Result<FetchedHit> fetch(const HitReference& reference, const SearchRequest& request) {
  const Shard& shard = *reference.shard;
  const IndexIdentity& identity = shard.index->identity();
  const std::string key = doc_key(identity.number, reference.hit->doc);
  LIKEWISE_TRY(const std::string forward, read_row(shard, Family::kForward, key));
  LIKEWISE_TRY(DocumentIdentity document, decode_identity(forward));
  FetchedHit hit;
  hit.index = identity.name;
  hit.score = reference.hit->score;
  hit.routing = std::move(document.routing);
  hit.ignored = shown_ignored(shard, std::move(document.ignored));
  if (request.source.enabled) {
    LIKEWISE_TRY(hit.source, read_row(shard, Family::kDoc, key));
    if (!request.source.is_everything()) {
      hit.source = filter_source(hit.source, request.source);
    }
    hit.has_source = true;
  }
  if (request.version || request.seq_no_primary_term) {
    LIKEWISE_TRY(const std::string stored,
                 read_row(shard, Family::kId, id_key(identity.number, document.id)));
    LIKEWISE_TRY(const IdRecord record, decode_id(stored));
    if (request.version) {
      hit.version = record.version;
    }
    if (request.seq_no_primary_term) {
      hit.seq_no = record.seq_no;
    }
  }
  hit.id = std::move(document.id);
  if (request.explain) {
    hit.node_shard = fmt::format("[{}][0]", identity.name);
  }
  hit.explanation = std::move(reference.hit->explanation);
  hit.matched_queries = std::move(reference.hit->matched_queries);
  return hit;
}

void add_totals(const SearchResult& result, SearchResponse& response) {
  response.total += result.total;
  response.total_is_lower_bound = response.total_is_lower_bound || result.total_is_lower_bound;
  response.timed_out = response.timed_out || result.timed_out;
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
  SearchResponse response;
  response.shards = targets.indices.size();
  response.has_total = request.count_total;
  std::vector<Shard> shards;
  for (const std::shared_ptr<OpenIndex>& target : targets.indices) {
    const Index& index = target->index;
    LIKEWISE_TRY_STATUS(check_window(index, request));
    Shard shard{&index, lists_long_keywords(targets, index), index.published(), {}};
    SearchOptions options = search_options(index, request);
    options.should_stop = stop_condition(request, parameters, start);
    const IndexDocuments documents(index, shard.published, targets.find_index);
    Result<SearchResult> result =
        likewise::search(*shard.published.index, documents, request.query, options);
    if (!result.has_value()) {
      return fail(in_index(std::move(result).error(), index));
    }
    shard.result = std::move(*result);
    add_totals(shard.result, response);
    shards.push_back(std::move(shard));
  }
  for (const HitReference& reference : merge_hits(shards, request)) {
    LIKEWISE_TRY(FetchedHit hit, fetch(reference, request));
    response.hits.push_back(std::move(hit));
  }
  response.took = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
  return response;
}

Result<std::uint64_t> execute_count(const SearchTargets& targets, std::string_view body) {
  LIKEWISE_TRY(const Query query, parse_count_request(body, parser_options(targets)));
  std::uint64_t total = 0;
  for (const std::shared_ptr<OpenIndex>& target : targets.indices) {
    const Index& index = target->index;
    const PublishedIndex published = index.published();
    const IndexDocuments documents(index, published, targets.find_index);
    Result<std::uint64_t> found =
        likewise::count(*published.index, documents, query, search_options(index, SearchRequest()));
    if (!found.has_value()) {
      return fail(in_index(std::move(found).error(), index));
    }
    total += *found;
  }
  return total;
}

}  // namespace likewise::storage
