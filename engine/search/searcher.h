#pragma once

/// @file
/// Runs one search over one snapshot. Query in, docids and scores out; `_id` and `_source` are the
/// caller's to fetch.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/analysis/analyzer.h"
#include "engine/base/error.h"
#include "engine/base/ids.h"
#include "engine/index/snapshot.h"
#include "engine/search/dialect.h"
#include "engine/search/liked_term.h"
#include "engine/search/match_collector.h"
#include "engine/search/query.h"
#include "engine/search/query_profile.h"
#include "engine/search/sort.h"

namespace likewise {

struct LoadedCodebook;  // engine/quantizer/loaded_codebook.h

/// Term vector of one field: (term, frequency) in UTF-8 byte order, repeats counted.
using TermVector = std::vector<std::pair<std::string, std::uint32_t>>;

/// What a search needs to know of documents beyond the snapshot. The storage layer implements it.
/// Called on the searching thread only.
class DocumentAccess {
 public:
  virtual ~DocumentAccess() = default;

  /// The docid under which the snapshot shows this `_id`, if it shows it.
  virtual Result<std::optional<DocId>> find_id(std::string_view id) const = 0;

  /// Term vectors on the fly of a liked document, by full field name: read in real time from its
  /// own index (unrefreshed writes included), only text and keyword fields that are indexed.
  /// `default_fields` applies when the item names none (wildcards allowed), but not to artificial
  /// documents. A document that cannot be found or parsed yields no fields, not an error.
  /// Errors: routing_missing_exception where the mapping requires routing.
  virtual Result<std::map<std::string, TermVector>> term_vectors(
      const LikeItem& item, const std::vector<std::string>& default_fields) const = 0;

  /// Calls `sink` with the words of a text field of a document and their positions, as Lucene
  /// counts them: array values are position_increment_gap apart, dropped words leave holes, copy_to
  /// and multi-fields count. They are made from the stored source, so this costs about as much as
  /// indexing the document. REQUIRES: the snapshot shows `doc`. Errors: kCorruption, kUnavailable.
  virtual Status read_positions(
      DocId doc, FieldId field,
      const std::function<void(std::string_view term, std::uint32_t position)>& sink) const = 0;

  struct Identity {
    std::string id;
    std::int64_t seq_no = 0;
  };
  /// REQUIRES: the snapshot shows `doc`. Cost: two reads of the store.
  /// Errors: kCorruption, kUnavailable.
  virtual Result<Identity> identity(DocId doc) const = 0;

  /// The values of a `terms` lookup, read in real time; none if the document or the path is not
  /// there. Errors: index_not_found_exception, and what the values are refused for.
  virtual Result<std::vector<Scalar>> look_up(const TermsLookup& lookup) const = 0;
};

/// A tree of numbers and texts, Elasticsearch's `_explanation`.
struct Explanation {
  double value = 0.0;
  bool is_integer = false;  ///< Written without a fraction ("n", "N").
  std::string description;
  std::vector<Explanation> details;
};

/// How a more_like_this clause fared, for the Warning header and for profiles.
struct TermSelectionNote {
  /// Terms to choose from, without noise and unlike terms. A term counts once in every field of the
  /// liked documents that has it, and once more if the liked texts do.
  std::size_t candidate_terms = 0;
  std::size_t selected_terms = 0;
  std::size_t dropped_by_min_term_freq = 0;
  std::size_t dropped_by_min_doc_freq = 0;
  std::size_t dropped_by_max_doc_freq = 0;
  std::size_t dropped_by_max_query_terms = 0;
  // The values that did it.
  std::int32_t min_term_freq = 0;
  std::int32_t min_doc_freq = 0;
  std::int32_t max_doc_freq = 0;
  std::int32_t max_query_terms = 0;
  std::vector<LikedTerm>
      terms;  ///< In profiles only: every term, the most interesting kept one first.
};

struct SearchOptions {
  std::size_t from = 0;
  std::size_t size = 10;
  /// Hits to count exactly: an integer threshold; nullopt: exactly all (track_total_hits: true).
  std::optional<std::uint64_t> track_total_hits = 10'000;
  bool count_total = true;  ///< false: track_total_hits: false.
  std::optional<float> min_score;
  bool explain = false;
  Dialect dialect = Dialect::kElasticsearch7;
  /// Words and readings of Elasticsearch 7.10 where later ones differ.
  bool answers_as_7 = false;
  std::int64_t now = 0;    ///< Of date math, milliseconds since the epoch; one instant a request.
  std::string index_name;  ///< For error texts and explanations.
  std::vector<std::string> default_fields = {"*"};  ///< index.query.default_field.
  const NamedAnalyzers* analyzers = nullptr;        ///< The index's own; null: none.
  std::size_t max_clause_count = 1'024;
  /// Polled about every 16,384 documents; true stops the search with `timed_out`.
  std::function<bool()> should_stop;
  std::vector<SortKey> sort;  ///< Empty: by score, best first.
  bool track_scores = false;  ///< Scores and max_score although hits are sorted by other things.
  std::vector<SortScalar> search_after;          ///< One value for each sort key; empty: none.
  std::optional<Query> post_filter;              ///< Which matches may be hits.
  std::optional<std::uint64_t> terminate_after;  ///< Hits after which collecting stops.
  std::optional<std::string> collapse_field;     ///< One hit for each value of it.
  std::vector<Rescore> rescore;                  ///< In this order, each over its window.
  std::uint32_t shard = 0;                       ///< Position among the indices searched together.
  /// Sort as Elasticsearch before 8 (and OpenSearch): small integers are longs, error texts differ.
  bool legacy = false;
  /// Get every match with at least min_score, before `post_filter` and whatever else cuts the hits.
  std::vector<MatchCollector*> collectors;
  /// The codebook of a name; an error says why there is none. Empty: none is known.
  std::function<Result<std::shared_ptr<const LoadedCodebook>>(std::string_view name)> find_codebook;
  /// Set: the result has a profile, measured with it.
  ProfileClock profile_clock;
  /// Tests only: never use the counting scorer.
  bool force_exhaustive = false;
};

struct SearchHit {
  DocId doc = 0;
  float score = 0.0F;
  std::optional<Explanation> explanation;
  std::vector<std::string> matched_queries;
  bool has_score = true;                  ///< False: sorted by other things, `_score` is null.
  std::vector<SortValue> sort;            ///< One for each sort key.
  std::optional<SortValue> collapse_key;  ///< The value that the hit stands for; null: it has none.
};

struct SearchResult {
  std::uint64_t total = 0;
  bool total_is_lower_bound = false;  ///< relation "gte".
  bool has_total = true;              ///< False for track_total_hits: false.
  std::optional<float> max_score;     ///< Absent: null.
  std::vector<SearchHit>
      hits;  ///< In the order asked for, then docid ascending; from/size applied.
  bool timed_out = false;
  std::optional<bool> terminated_early;  ///< With terminate_after only.
  std::vector<TermSelectionNote> notes;  ///< One per more_like_this clause, in query order.
  std::optional<SearchProfile> profile;
};

/// Errors: those of docs/compatibility.md, marked raised_in_shard() where Elasticsearch wraps them.
Result<SearchResult> search(const IndexSnapshot& snapshot, const DocumentAccess& documents,
                            const Query& query, const SearchOptions& options);

/// Number of matching living documents (`_count`).
Result<std::uint64_t> count(const IndexSnapshot& snapshot, const DocumentAccess& documents,
                            const Query& query, const SearchOptions& options);

}  // namespace likewise
