#pragma once

/// @file
/// The query AST: what the user asked, with Elasticsearch's defaults filled in, and nothing else.
/// It knows no index. engine/dsl parses JSON into it, search/rewrite.h binds it to a snapshot.

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace likewise {

struct Query;
struct FunctionScoreQuery;  // function_score.h
struct KnnQuery;            // knn_query.h
struct TokenSearchQuery;    // knn_query.h
struct ScriptScoreQuery;    // script_score_query.h

/// A JSON scalar. Numbers keep the text of the source ("2.50").
struct Scalar {
  enum class Kind : std::uint8_t { kString, kNumber, kBoolean };
  Kind kind = Kind::kString;
  std::string text;

  friend bool operator==(const Scalar&, const Scalar&) = default;
};

struct MatchAllQuery {};
struct MatchNoneQuery {};

struct TermQuery {
  std::string field;
  Scalar value;
  bool case_insensitive = false;
};

/// Where `terms` finds its values: in a field of another document.
struct TermsLookup {
  std::string index;
  std::string id;
  std::string path;
  std::optional<std::string> routing;
};

struct TermsQuery {
  std::string field;
  std::vector<Scalar> values;
  std::optional<TermsLookup> lookup = {};  ///< Then there are no values.
};

/// Terms that begin with `value`.
struct PrefixQuery {
  std::string field;
  std::string value;
  bool case_insensitive = false;
};

/// Terms that fit a pattern of `*` and `?`.
struct WildcardQuery {
  std::string field;
  std::string pattern;
  bool case_insensitive = false;
  bool in_query_text = false;  ///< Then changed as words are in every version.
};

struct MatchQuery {
  std::string field;
  Scalar query;
  bool operator_and = false;
  std::optional<std::string> minimum_should_match;
  std::string analyzer;         ///< Empty: the field's search analyzer.
  bool zero_terms_all = false;  ///< zero_terms_query: all.
  bool lenient = false;
  bool last_is_prefix = false;  ///< `match_bool_prefix`.
};

/// "title^2": fields that a query asks, and how much they count.
struct FieldBoost {
  std::string pattern;  ///< A name, or one with `*`.
  float boost = 1.0F;
};

/// `multi_match`: one match query a field, put together as `type` says.
struct MultiMatchQuery {
  enum class Type : std::uint8_t { kBestFields, kMostFields, kPhrase, kPhrasePrefix, kBoolPrefix };
  Scalar query;
  std::vector<FieldBoost> fields;  ///< Sorted by pattern; empty: index.query.default_field.
  Type type = Type::kBestFields;
  bool operator_and = false;
  std::string analyzer;
  std::int32_t slop = 0;
  std::int32_t prefix_length = 0;
  std::int32_t max_expansions = 50;
  std::optional<std::string> minimum_should_match;
  std::optional<float> tie_breaker;
  std::optional<bool> lenient;
  bool zero_terms_all = false;
};

/// `match_phrase`, or with `is_prefix` `match_phrase_prefix`: the last word begins a word.
struct MatchPhraseQuery {
  std::string field;
  Scalar query;
  std::string analyzer;  ///< Empty: the field's analyzer of quotes.
  std::int32_t slop = 0;
  bool zero_terms_all = false;
  bool is_prefix = false;
  std::int32_t max_expansions = 50;  ///< Words that the last one may become.
  bool lenient = false;
};

/// A text in a query language: what `query_string` and `simple_query_string` have in common.
struct QueryText {
  enum class Type : std::uint8_t { kBestFields, kMostFields, kPhrase };
  std::string text;
  std::vector<FieldBoost> fields;  ///< Empty: index.query.default_field.
  std::string default_field;       ///< query_string only; empty: `fields`.
  Type type = Type::kBestFields;
  bool operator_and = false;
  bool analyze_wildcard = false;
  bool allow_leading_wildcard = true;
  std::int32_t phrase_slop = 0;
  std::string analyzer;
  std::optional<bool> lenient;
  std::optional<std::string> minimum_should_match;
  std::optional<float> tie_breaker;
  std::string time_zone;  ///< Of dates; empty: UTC.
};

struct QueryStringQuery : QueryText {};

struct SimpleQueryStringQuery : QueryText {
  std::uint32_t flags = 1'023;  ///< SimpleQueryFlag; all of them.
};

/// Bounds that are absent are open.
struct RangeQuery {
  std::string field;
  std::optional<Scalar> lower;
  std::optional<Scalar> upper;
  bool include_lower = true;
  bool include_upper = true;
  std::string format = {};     ///< Of dates; empty: the field's.
  std::string time_zone = {};  ///< Of dates; empty: UTC.
};

struct IdsQuery {
  std::vector<std::string> values;
};

struct ExistsQuery {
  std::string field;
};

struct BoolQuery {
  std::vector<Query> must;
  std::vector<Query> must_not;
  std::vector<Query> should;
  std::vector<Query> filter;
  std::optional<std::string> minimum_should_match;
  bool adjust_pure_negative = true;
};

struct DisMaxQuery {
  std::vector<Query> queries;
  float tie_breaker = 0.0F;
};

/// Matches as `positive`; what also matches `negative` has its score multiplied by
/// `negative_boost`.
struct BoostingQuery {
  std::shared_ptr<const Query> positive;
  std::shared_ptr<const Query> negative;
  float negative_boost = 0.0F;
};

struct ConstantScoreQuery {
  std::shared_ptr<const Query> filter;
};

/// A document of `like` or `unlike`: stored (`id`) or artificial (`doc_json`).
struct LikeItem {
  std::optional<std::string> index;  ///< Absent: the searched index.
  std::optional<std::string> type;   ///< Elasticsearch 7's `_type`.
  std::optional<std::string> id;
  std::optional<std::string> doc_json;  ///< Source text of `doc`.
  std::vector<std::string> fields;
  std::optional<std::string> routing;
  std::optional<std::int64_t> version;
  std::string version_type = "internal";
  std::string per_field_analyzer_json;  ///< Source text; empty: none.
};

struct LikeText {
  std::string text;
};

using Like = std::variant<LikeText, LikeItem>;

/// Defaults are Elasticsearch's. See docs/scoring.md for what each of them does.
struct MoreLikeThisQuery {
  std::optional<std::vector<std::string>> fields;
  std::vector<Like> like;
  std::vector<Like> unlike;
  std::int32_t max_query_terms = 25;
  std::int32_t min_term_freq = 2;
  std::int32_t min_doc_freq = 5;
  std::int32_t max_doc_freq = std::numeric_limits<std::int32_t>::max();
  std::int32_t min_word_length = 0;
  std::int32_t max_word_length = 0;
  std::vector<std::string> stop_words;
  std::string analyzer;
  std::string minimum_should_match = "30%";
  float boost_terms = 0.0F;
  bool include = false;
  bool fail_on_unsupported_field = true;
};

/// One node. A new clause is one alternative here, one parser in engine/dsl, one case in rewrite.
struct Query {
  using Node = std::variant<
      MatchAllQuery, MatchNoneQuery, TermQuery, TermsQuery, MatchQuery, IdsQuery, ExistsQuery,
      BoolQuery, DisMaxQuery, ConstantScoreQuery, MoreLikeThisQuery, PrefixQuery, RangeQuery,
      BoostingQuery, QueryStringQuery, SimpleQueryStringQuery, MatchPhraseQuery, WildcardQuery,
      MultiMatchQuery, std::shared_ptr<const FunctionScoreQuery>, std::shared_ptr<const KnnQuery>,
      std::shared_ptr<const TokenSearchQuery>, std::shared_ptr<const ScriptScoreQuery>>;
  Node node = MatchAllQuery{};
  float boost = 1.0F;
  std::optional<std::string> name;  ///< `_name`.
};

}  // namespace likewise
