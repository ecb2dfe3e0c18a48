#pragma once

/// @file
/// The embedded search engine: a directory of indices with Elasticsearch's semantics and no
/// sockets. The server is a thin layer over this; so are the tools, the tests and
/// docs/embedding.md.
///
/// Threads: every method of Database may be called from any thread. Writes to one index are
/// serialised, searches run on immutable snapshots and never wait for writers.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/aggregation/result_tree.h"
#include "engine/base/error.h"
#include "engine/base/ids.h"
#include "engine/search/dialect.h"
#include "engine/search/searcher.h"
#include "storage/database/changes.h"

namespace likewise {
struct TermVectorsRequest;  // engine/dsl/term_vectors_request.h
}

namespace likewise::storage {

struct DatabaseOptions {
  bool in_memory = false;  ///< Nothing on disk; `directory` is ignored. For tests.
  bool read_only = false;
  bool background_work = true;  ///< Refresh and merge threads; false: only when called.
  Dialect dialect = Dialect::kElasticsearch7;
  /// kElasticsearch7 with `typed` answers as 7.10 (`_type` in hits); see `--compat-version`.
  bool typed = false;
  std::size_t memtable_bytes = 64U << 20U;  ///< Sealed into posting blocks beyond this.
};

enum class Refresh : std::uint8_t { kFalse, kTrue, kWaitFor };
enum class OpType : std::uint8_t { kIndex, kCreate, kDelete, kUpdate };
enum class VersionType : std::uint8_t { kInternal, kExternal, kExternalGte };

/// One write. Views must stay valid during the call.
struct WriteOperation {
  OpType op = OpType::kIndex;
  std::string index;
  std::optional<std::string> id;  ///< Absent: one is generated (kIndex, kCreate).
  std::string_view source;        ///< The document, JSON, stored byte for byte; not for kDelete.
  std::optional<std::string> routing;
  std::optional<std::uint64_t> if_seq_no;
  std::optional<std::uint64_t> if_primary_term;
  std::optional<std::int64_t> version;
  VersionType version_type = VersionType::kInternal;
  std::optional<std::string> pipeline;  ///< Absent: the index's default; "_none": none.
  std::optional<Error> refused;         ///< Set by the parser: this line is bad, the others go in.
};

/// What became of one write.
struct WriteOutcome {
  OpType op = OpType::kIndex;
  std::string index;
  std::string id;
  std::string_view result;  ///< "created", "updated", "deleted", "not_found", "noop".
  int status = 200;         ///< 201, 200, 404, or of the error.
  std::int64_t version = 0;
  SeqNo seq_no = 0;
  std::optional<Error> error;  ///< Set: nothing was written for this operation.
  std::string updated_source;  ///< Of an update: the document as it is now.
};

struct WriteResult {
  std::vector<WriteOutcome> items;  ///< In order of the operations.
  bool errors = false;
};

struct GetResult {
  bool found = false;
  std::string index;
  std::string id;
  std::int64_t version = 0;
  SeqNo seq_no = 0;
  std::optional<std::string> routing;
  std::string source;  ///< As stored.
};

struct SearchResponse;

/// What `inner_hits` of a collapsed search found for one hit.
struct InnerHitsResult {
  std::string name;
  std::shared_ptr<const SearchResponse> response;
};

/// One hit with what was fetched for it.
struct FetchedHit {
  std::string index;
  std::string id;
  std::optional<float> score;
  std::optional<std::string> routing;
  std::string source;  ///< Stored bytes, or filtered; empty when `_source` is false.
  bool has_source = false;
  bool has_id = true;  ///< False for `stored_fields: _none_`.
  /// Name and values, as JSON.
  std::vector<std::pair<std::string, std::vector<std::string>>> fields;
  std::optional<std::int64_t> version;
  std::optional<SeqNo> seq_no;
  std::vector<std::string> ignored;
  std::optional<Explanation> explanation;
  std::vector<std::string> matched_queries;
  std::string node_shard;  ///< "[images][0]" with explain, else empty.
  std::vector<SortValue> sort;
  std::string collapse_field;  ///< Empty: the search is not collapsed.
  SortValue collapse_key;
  std::vector<InnerHitsResult> inner_hits;
};

/// Where the time of a search went in one index; with `profile`.
struct ShardProfile {
  std::string index;
  SearchProfile search;
  std::vector<TermSelectionNote> notes;  ///< With the fate of every liked term.
};

struct SearchResponse {
  std::chrono::milliseconds took{0};
  bool timed_out = false;
  std::optional<bool> terminated_early;  ///< With terminate_after only.
  std::size_t shards = 1;                ///< One per index searched.
  std::uint64_t total = 0;
  bool total_is_lower_bound = false;
  bool has_total = true;
  std::optional<float> max_score;
  std::vector<FetchedHit> hits;
  std::vector<TermSelectionNote> notes;
  std::optional<ResultTree> aggregations;
  std::vector<ShardProfile> profiles;
  std::uint64_t fetch_nanos = 0;  ///< Reading ids and sources of the hits.
};

/// What may come from the URL instead of the body.
struct SearchParameters {
  std::optional<std::size_t> from;
  std::optional<std::size_t> size;
  std::optional<std::string> source;  ///< `_source=`: true, false or a list of patterns.
  std::optional<std::string> source_includes;
  std::optional<std::string> source_excludes;
  std::optional<std::string> track_total_hits;
  std::optional<std::string> stored_fields;    ///< A list of names.
  std::optional<std::string> docvalue_fields;  ///< A list of patterns.
  std::optional<bool> explain;
  std::optional<bool> version;
  std::optional<bool> seq_no_primary_term;
  std::optional<bool> track_scores;
  std::optional<std::int64_t> terminate_after;
  std::optional<std::string> sort;  ///< "field:desc,other", after the body's criteria.
  std::optional<std::string> timeout;
  std::optional<Query> query;  ///< Of the URL; counts instead of the body's.
  std::function<bool()> should_stop;
};

struct IndexInfo {
  std::string name;
  std::string uuid;
  std::int64_t creation_date_ms = 0;
  std::uint64_t live_docs = 0;     ///< As of the last refresh.
  std::uint64_t deleted_docs = 0;  ///< Dead postings not merged away yet.
  std::uint64_t store_bytes = 0;
  std::uint64_t memory_bytes = 0;
  std::size_t segments = 0;
};

struct ExplainedDocument;
struct TermVectorsResult;
struct ValidateOptions;
struct ValidatedQuery;

class CodebookStore;  // codebook_store.h
class PipelineStore;  // pipeline_store.h

class Database {
 public:
  /// Opens or creates the directory, recovers every index, and holds the directory's lock.
  /// Errors: kLocked (another process, named; or a newer format), kCorruption, kUnavailable (disk).
  static Result<std::unique_ptr<Database>> open(const std::filesystem::path& directory,
                                                DatabaseOptions options = {});
  /// Waits for running calls, seals what is in memory, releases the lock.
  virtual ~Database() = default;

  // --- indices ---

  /// `body`: JSON with settings, mappings, aliases; empty: all defaults.
  /// Errors: resource_already_exists_exception, invalid_index_name_exception, mapping errors.
  virtual Status create_index(std::string_view name, std::string_view body) = 0;
  /// Errors: index_not_found_exception. Deleted data is unreachable at once.
  virtual Status delete_index(std::string_view name) = 0;
  virtual bool index_exists(std::string_view name) const = 0;
  /// Names that a comma list with wildcards or `_all` means, sorted. Errors:
  /// index_not_found_exception for a plain name that does not exist.
  virtual Result<std::vector<std::string>> resolve(std::string_view expression) const = 0;
  virtual Result<IndexInfo> info(std::string_view name) const = 0;
  /// True if writes and reads of single documents must name a routing.
  virtual Result<bool> requires_routing(std::string_view name) const = 0;
  /// {"properties":{…}} as Elasticsearch shows it.
  virtual Result<std::string> mapping_json(std::string_view name) const = 0;
  /// {"index":{…}} with Elasticsearch's string values.
  virtual Result<std::string> settings_json(std::string_view name) const = 0;
  /// Adds fields. Errors: illegal_argument_exception for a conflict, mapper_parsing_exception.
  virtual Status put_mapping(std::string_view name, std::string_view body) = 0;
  /// Changes dynamic settings (refresh_interval, ...); others are refused.
  virtual Status put_settings(std::string_view name, std::string_view body) = 0;

  // --- documents ---

  /// Performs the operations in order; each may fail alone. Missing indices are created. One synced
  /// write batch per index; when this returns, what succeeded is on disk (unless the index is
  /// `async`). Errors: only failures of the whole (disk full, shutdown): then nothing was applied.
  /// Where several indices are written and the batch of one fails, that is the error of its items.
  virtual Result<WriteResult> write(const std::vector<WriteOperation>& operations,
                                    Refresh refresh) = 0;
  /// The newest write, refreshed or not. Errors: index_not_found_exception.
  virtual Result<GetResult> get(std::string_view index, std::string_view id) const = 0;

  /// What happened since operation `since`, refreshed or not, as one page; all of it is on disk.
  /// Errors: index_not_found_exception; illegal_argument_exception when the feed ends before
  /// `since`.
  virtual Result<ChangePage> changes(std::string_view index, SeqNo since,
                                     const ChangeLimits& limits = {}) const = 0;

  // --- searching ---

  /// Publishes what was written so far.
  virtual Status refresh(std::string_view index) = 0;
  /// Seals the memtable into posting blocks.
  virtual Status flush(std::string_view index) = 0;
  /// Joins segments until at most `max_segments` are left and no dead document is.
  virtual Status force_merge(std::string_view index, std::size_t max_segments) = 0;
  /// `body`: an Elasticsearch search request, JSON; empty: match_all.
  virtual Result<SearchResponse> search(std::string_view index, std::string_view body,
                                        const SearchParameters& parameters = {}) const = 0;
  virtual Result<std::uint64_t> count(std::string_view index, std::string_view body) const = 0;

  // --- what belongs to no index ---

  virtual CodebookStore& codebooks() const = 0;
  virtual PipelineStore& pipelines() const = 0;

  // --- asking about queries (inspection.h) ---

  /// Why a document scores what it does under `body`, {"query":…}, or why it does not match.
  /// Errors: those of search, not raised in a shard.
  virtual Result<ExplainedDocument> explain(std::string_view index, std::string_view id,
                                            std::string_view body) const = 0;
  /// What each index makes of a query. Errors: those of parsing `body`; what an index refuses is a
  /// result.
  virtual Result<std::vector<ValidatedQuery>> validate(std::string_view index,
                                                       std::string_view body,
                                                       const ValidateOptions& options) const = 0;
  /// The terms of a document's fields, re-analysed, with the statistics of the last refresh. A
  /// missing document is a result. Errors: those of the artificial document.
  virtual Result<TermVectorsResult> term_vectors(const TermVectorsRequest& request) const = 0;
};

/// How a search answer is written.
struct ResponseStyle {
  bool typed = false;            ///< `_type` in hits, as Elasticsearch 7.
  bool total_as_number = false;  ///< rest_total_hits_as_int: `total` as Elasticsearch 6 had it.
  bool typed_keys = false;       ///< Aggregations are named "sterms#name".
  std::string node_id = {};      ///< Of the server that answers.
};

/// Elasticsearch's JSON of a search response, `took` included.
std::string to_json(const SearchResponse& response, const ResponseStyle& style = {});

}  // namespace likewise::storage
