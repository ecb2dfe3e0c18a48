#include "server/rest/routes.h"

#include <array>
#include <string_view>

#include "server/rest/handlers.h"

namespace likewise::server {
namespace {

using Names = std::string_view;

constexpr std::array<Names, 0> kNone = {};

constexpr std::array<Names, 4> kCreateIndex = {"timeout", "master_timeout",
                                               "wait_for_active_shards", "include_type_name"};
constexpr std::array<Names, 9> kReadIndex = {
    "ignore_unavailable", "allow_no_indices", "expand_wildcards",  "local",   "master_timeout",
    "flat_settings",      "include_defaults", "include_type_name", "features"};
constexpr std::array<Names, 5> kDeleteIndex = {"timeout", "master_timeout", "ignore_unavailable",
                                               "allow_no_indices", "expand_wildcards"};
constexpr std::array<Names, 8> kWriteIndex = {
    "timeout",          "master_timeout",    "ignore_unavailable", "allow_no_indices",
    "expand_wildcards", "include_type_name", "write_index_only",   "preserve_existing"};
constexpr std::array<Names, 12> kWriteDocument = {
    "refresh",      "routing",       "version",
    "version_type", "if_seq_no",     "if_primary_term",
    "op_type",      "timeout",       "wait_for_active_shards",
    "pipeline",     "require_alias", "include_source_on_error"};
constexpr std::array<Names, 9> kReadDocument = {
    "refresh",  "routing",          "version",          "version_type", "_source",
    "realtime", "_source_includes", "_source_excludes", "preference"};
constexpr std::array<Names, 8> kMultiGet = {"refresh",    "routing",          "_source",
                                            "realtime",   "_source_includes", "_source_excludes",
                                            "preference", "stored_fields"};
constexpr std::array<Names, 9> kBulk = {
    "refresh", "routing",          "timeout",          "wait_for_active_shards",
    "_source", "_source_includes", "_source_excludes", "require_alias",
    "pipeline"};
constexpr std::array<Names, 3> kChanges = {"since", "limit", "wait"};
constexpr std::array<Names, 2> kCodebook = {"format", "timeout"};
constexpr std::array<Names, 3> kPipeline = {"timeout", "master_timeout", "summary"};
constexpr std::array<Names, 39> kSearch = {"q",
                                           "df",
                                           "analyzer",
                                           "analyze_wildcard",
                                           "default_operator",
                                           "lenient",
                                           "from",
                                           "stored_fields",
                                           "docvalue_fields",
                                           "stats",
                                           "size",
                                           "_source",
                                           "_source_includes",
                                           "_source_excludes",
                                           "track_total_hits",
                                           "explain",
                                           "rest_total_hits_as_int",
                                           "ignore_unavailable",
                                           "allow_no_indices",
                                           "expand_wildcards",
                                           "ignore_throttled",
                                           "typed_keys",
                                           "preference",
                                           "routing",
                                           "request_cache",
                                           "batched_reduce_size",
                                           "ccs_minimize_roundtrips",
                                           "max_concurrent_shard_requests",
                                           "pre_filter_shard_size",
                                           "search_type",
                                           "allow_partial_search_results",
                                           "source",
                                           "source_content_type",
                                           "sort",
                                           "track_scores",
                                           "terminate_after",
                                           "timeout",
                                           "version",
                                           "seq_no_primary_term"};
constexpr std::array<Names, 14> kCount = {"q",
                                          "df",
                                          "analyzer",
                                          "analyze_wildcard",
                                          "default_operator",
                                          "lenient",
                                          "ignore_unavailable",
                                          "allow_no_indices",
                                          "expand_wildcards",
                                          "ignore_throttled",
                                          "preference",
                                          "routing",
                                          "source",
                                          "source_content_type"};
constexpr std::array<Names, 12> kTermVectors = {
    "fields",  "offsets",    "positions", "payloads", "term_statistics", "field_statistics",
    "routing", "preference", "realtime",  "version",  "version_type",    "ids"};
constexpr std::array<Names, 7> kMultiSearch = {
    "rest_total_hits_as_int",  "typed_keys",
    "max_concurrent_searches", "search_type",
    "pre_filter_shard_size",   "max_concurrent_shard_requests",
    "ccs_minimize_roundtrips"};
constexpr std::array<Names, 14> kUpdate = {"refresh",          "routing",
                                           "version",          "version_type",
                                           "if_seq_no",        "if_primary_term",
                                           "timeout",          "wait_for_active_shards",
                                           "_source_includes", "_source_excludes",
                                           "_source",          "retry_on_conflict",
                                           "require_alias",    "include_source_on_error"};
constexpr std::array<Names, 14> kExplain = {
    "source",           "source_content_type", "q",       "df",        "analyzer",
    "analyze_wildcard", "default_operator",    "lenient", "_source",   "_source_includes",
    "_source_excludes", "stored_fields",       "routing", "preference"};
constexpr std::array<Names, 14> kValidate = {"source",
                                             "source_content_type",
                                             "q",
                                             "df",
                                             "analyzer",
                                             "analyze_wildcard",
                                             "default_operator",
                                             "lenient",
                                             "explain",
                                             "rewrite",
                                             "all_shards",
                                             "ignore_unavailable",
                                             "allow_no_indices",
                                             "expand_wildcards"};
constexpr std::array<Names, 6> kMaintenance = {"ignore_unavailable", "allow_no_indices",
                                               "expand_wildcards",   "force",
                                               "wait_if_ongoing",    "write_indices_only"};
constexpr std::array<Names, 6> kForceMerge = {"ignore_unavailable",   "allow_no_indices",
                                              "expand_wildcards",     "max_num_segments",
                                              "only_expunge_deletes", "flush"};
constexpr std::array<Names, 13> kCat = {"v",
                                        "h",
                                        "s",
                                        "help",
                                        "bytes",
                                        "time",
                                        "local",
                                        "health",
                                        "pri",
                                        "master_timeout",
                                        "include_unloaded_segments",
                                        "expand_wildcards",
                                        "ts"};
constexpr std::array<Names, 13> kHealth = {"timeout",
                                           "master_timeout",
                                           "level",
                                           "local",
                                           "expand_wildcards",
                                           "wait_for_status",
                                           "wait_for_active_shards",
                                           "wait_for_nodes",
                                           "wait_for_events",
                                           "wait_for_no_relocating_shards",
                                           "wait_for_no_initializing_shards",
                                           "return_200_for_cluster_health_timeout",
                                           "wait_for_relocating_shards"};
constexpr std::array<Names, 2> kDataStream = {"expand_wildcards", "include_defaults"};

constexpr Route kRoutes[] = {
    {"GET|HEAD", "/", &get_root, kNone},

    {"PUT", "/{index}", &create_index, kCreateIndex},
    {"GET", "/{index}", &get_index, kReadIndex},
    {"HEAD", "/{index}", &index_exists, kReadIndex},
    {"DELETE", "/{index}", &delete_index, kDeleteIndex},

    {"GET", "/_mapping", &get_mapping, kReadIndex},
    {"GET", "/{index}/_mapping", &get_mapping, kReadIndex},
    {"PUT|POST", "/{index}/_mapping", &put_mapping, kWriteIndex},
    {"GET", "/{index}/_mapping/{type}", &get_mapping, kReadIndex, true},
    {"PUT|POST", "/{index}/_mapping/{type}", &put_mapping, kWriteIndex, true},
    {"PUT|POST", "/{index}/{type}/_mapping", &put_mapping, kWriteIndex, true},
    {"GET", "/_settings", &get_settings, kReadIndex},
    {"GET", "/{index}/_settings", &get_settings, kReadIndex},
    {"PUT", "/{index}/_settings", &put_settings, kWriteIndex},

    {"POST|PUT", "/_bulk", &bulk, kBulk},
    {"POST|PUT", "/{index}/_bulk", &bulk, kBulk},
    {"POST|PUT", "/{index}/{type}/_bulk", &bulk, kBulk, true},

    {"POST", "/{index}/_doc", &index_document, kWriteDocument},
    {"POST|PUT", "/{index}/_doc/{id}", &index_document, kWriteDocument},
    {"GET|HEAD", "/{index}/_doc/{id}", &get_document, kReadDocument},
    {"DELETE", "/{index}/_doc/{id}", &delete_document, kWriteDocument},
    {"POST|PUT", "/{index}/_create/{id}", &create_document, kWriteDocument},
    {"POST|PUT", "/{index}/_doc/{id}/_create", &create_document, kWriteDocument, true},
    {"GET|HEAD", "/{index}/_source/{id}", &get_source, kReadDocument},

    {"GET", "/{index}/_likewise/changes", &changes, kChanges},

    {"POST", "/{index}/_likewise/search", &vector_search, kNone},
    {"GET", "/_likewise/codebooks", &list_codebooks, kCodebook},
    {"PUT", "/_likewise/codebooks/{name}", &put_codebook, kCodebook},
    {"GET", "/_likewise/codebooks/{name}", &get_codebook, kCodebook},
    {"DELETE", "/_likewise/codebooks/{name}", &delete_codebook, kCodebook},
    {"GET", "/_ingest/pipeline", &get_pipeline, kPipeline},
    {"PUT", "/_ingest/pipeline/{id}", &put_pipeline, kPipeline},
    {"GET", "/_ingest/pipeline/{id}", &get_pipeline, kPipeline},
    {"DELETE", "/_ingest/pipeline/{id}", &delete_pipeline, kPipeline},
    {"GET|POST", "/_ingest/pipeline/_simulate", &simulate_pipeline, kNone},
    {"GET|POST", "/_ingest/pipeline/{id}/_simulate", &simulate_pipeline, kNone},

    {"GET|POST", "/_search", &search, kSearch},
    {"GET|POST", "/{index}/_search", &search, kSearch},
    {"GET|POST", "/{index}/{type}/_search", &search, kSearch, true},
    {"GET|POST", "/_count", &count, kCount},
    {"GET|POST", "/{index}/_count", &count, kCount},

    {"GET|POST", "/_analyze", &analyze, kNone},
    {"GET|POST", "/{index}/_analyze", &analyze, kNone},
    {"GET|POST", "/{index}/_termvectors", &term_vectors, kTermVectors},
    {"GET|POST", "/{index}/_termvectors/{id}", &term_vectors, kTermVectors},
    {"GET|POST", "/{index}/{type}/_termvectors", &term_vectors, kTermVectors, true},
    {"GET|POST", "/{index}/{type}/{id}/_termvectors", &term_vectors, kTermVectors, true},
    {"GET|POST", "/_mtermvectors", &multi_term_vectors, kTermVectors},
    {"GET|POST", "/{index}/_mtermvectors", &multi_term_vectors, kTermVectors},
    {"GET|POST", "/{index}/{type}/_mtermvectors", &multi_term_vectors, kTermVectors, true},
    {"GET|POST", "/_msearch", &multi_search, kMultiSearch},
    {"GET|POST", "/{index}/_msearch", &multi_search, kMultiSearch},
    {"GET|POST", "/{index}/{type}/_msearch", &multi_search, kMultiSearch, true},
    {"GET|POST", "/_mget", &multi_get, kMultiGet},
    {"GET|POST", "/{index}/_mget", &multi_get, kMultiGet},
    {"GET|POST", "/{index}/{type}/_mget", &multi_get, kMultiGet, true},
    {"POST", "/{index}/_update/{id}", &update_document, kUpdate},
    {"POST", "/{index}/{type}/{id}/_update", &update_document, kUpdate, true},
    {"GET|POST", "/{index}/_explain/{id}", &explain, kExplain},
    {"GET|POST", "/{index}/{type}/{id}/_explain", &explain, kExplain, true},
    {"GET|POST", "/_validate/query", &validate_query, kValidate},
    {"GET|POST", "/{index}/_validate/query", &validate_query, kValidate},
    {"GET|POST", "/{index}/{type}/_validate/query", &validate_query, kValidate, true},

    {"GET|POST", "/_refresh", &refresh, kMaintenance},
    {"GET|POST", "/{index}/_refresh", &refresh, kMaintenance},
    {"GET|POST", "/_flush", &flush, kMaintenance},
    {"GET|POST", "/{index}/_flush", &flush, kMaintenance},
    {"POST", "/_forcemerge", &force_merge, kForceMerge},
    {"POST", "/{index}/_forcemerge", &force_merge, kForceMerge},

    {"GET", "/_cat", &cat_help, kCat},
    {"GET", "/_cat/indices", &cat_indices, kCat},
    {"GET", "/_cat/indices/{index}", &cat_indices, kCat},
    {"GET", "/_cat/health", &cat_health, kCat},
    {"GET", "/_cat/count", &cat_count, kCat},
    {"GET", "/_cat/count/{index}", &cat_count, kCat},

    {"GET", "/_cluster/health", &cluster_health, kHealth},
    {"GET", "/_cluster/health/{index}", &cluster_health, kHealth},
    {"GET", "/_data_stream/{name}", &get_data_stream, kDataStream},
};

}  // namespace

std::span<const Route> routes() {
  return kRoutes;
}

}  // namespace likewise::server
