#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/search/bind.h"
#include "engine/search/function_plan.h"
#include "engine/search/knn_query.h"
#include "engine/search/match_filter.h"
#include "engine/search/script_plan.h"
#include "engine/search/term_range.h"
#include "engine/search/wildcard_pattern.h"

namespace likewise {

/// The state of binding one query; its members are spread over bind.cc (structure),
/// bind_leaves.cc (terms), bind_patterns.cc, bind_ranges.cc, bind_dates.cc and more_like_this.cc,
/// one kind of clause each.
class Binder {
 public:
  Binder(const IndexSnapshot& snapshot, const DocumentAccess& documents,
         const SearchOptions& options)
      : snapshot_(snapshot), documents_(documents), options_(options) {}

  /// The plan of one clause with its boost; remembers its name.
  Result<PlanRef> bind(const Query& query);

  Result<PlanRef> operator()(const MatchAllQuery& query);
  Result<PlanRef> operator()(const MatchNoneQuery& query);
  Result<PlanRef> operator()(const TermQuery& query);
  Result<PlanRef> operator()(const TermsQuery& query);
  Result<PlanRef> operator()(const PrefixQuery& query);
  Result<PlanRef> operator()(const MatchQuery& query);
  Result<PlanRef> operator()(const QueryStringQuery& query);
  Result<PlanRef> operator()(const SimpleQueryStringQuery& query);
  Result<PlanRef> operator()(const MatchPhraseQuery& query);
  Result<PlanRef> operator()(const WildcardQuery& query);
  Result<PlanRef> operator()(const MultiMatchQuery& query);
  Result<PlanRef> operator()(const std::shared_ptr<const FunctionScoreQuery>& query);
  Result<PlanRef> operator()(const std::shared_ptr<const KnnQuery>& query);
  Result<PlanRef> operator()(const std::shared_ptr<const TokenSearchQuery>& query);
  Result<PlanRef> operator()(const std::shared_ptr<const ScriptScoreQuery>& query);
  Result<PlanRef> operator()(const RangeQuery& query);
  Result<PlanRef> operator()(const IdsQuery& query);
  Result<PlanRef> operator()(const ExistsQuery& query);
  Result<PlanRef> operator()(const BoolQuery& query);
  Result<PlanRef> operator()(const DisMaxQuery& query);
  Result<PlanRef> operator()(const BoostingQuery& query);
  Result<PlanRef> operator()(const ConstantScoreQuery& query);
  Result<PlanRef> operator()(const MoreLikeThisQuery& query);

  std::vector<std::pair<std::string, PlanRef>> named;
  std::vector<TermSelectionNote> notes;

 private:
  class TextLeaves;

  /// What a query language's parser made, with minimum_should_match, or its failure in
  /// Elasticsearch's words.
  Result<PlanRef> finish_query_text(const QueryText& query, Result<PlanRef> parsed) const;

  const Mapping& mapping() const { return *snapshot_.mapping; }

  /// The field if queries can find anything in it.
  const Field* searchable(std::string_view name) const;

  /// The plan of a term that scores as the dialect scores it in this field.
  PlanRef term_plan(const Field& field, std::string text) const;

  /// `term`, or a `terms` of one value.
  Result<PlanRef> exact_value(const Field& field, const Scalar& value) const;

  Result<PlanRef> match_text(const Field& field, const MatchQuery& query) const;

  /// Documents with a date between the bounds. Errors: parse_exception, not wrapped yet.
  Result<PlanRef> date_range(const Field& field, const RangeQuery& query) const;
  /// A text names a span of time: "2020" a day, "2020||/y" a year.
  Result<PlanRef> date_term(const Field& field, const Scalar& value) const;
  Result<PlanRef> date_terms(const Field& field, const std::vector<Scalar>& values) const;

  Result<PlanRef> phrase(const Field& field, const MatchPhraseQuery& query,
                         const Analyzer* analyzer) const;

  /// The first words of the field that begin with `prefix`, in byte order; at least one of them.
  std::vector<std::string> expansions(const Field& field, const std::string& prefix,
                                      std::int32_t most) const;

  /// Scores as the sum of the words.
  Result<PlanRef> any_word(const Field& field, std::vector<std::string> words) const;

  /// The analyzer that a clause names. Errors: it is not found.
  Result<std::shared_ptr<const Analyzer>> named_analyzer(std::string_view clause,
                                                         const std::string& name) const;

  Result<PlanRef> number_range(const Field& field, const RangeQuery& query) const;
  Result<PlanRef> text_range(const Field& field, const RangeQuery& query) const;

  /// The field that a pattern is asked of; null where it can have no term.
  /// Errors: fields of other types; `clause` is named in them.
  Result<const Field*> field_of_patterns(std::string_view clause, const std::string& name) const;

  PlanRef prefix_plan(const Field& field, std::string prefix) const;

  /// The documents with any term that fits.
  PlanRef fitting_terms(const Field& field, const WildcardPattern& pattern,
                        std::string shown) const;

  /// The codebook of that name. Errors: query_shard_exception for none, or for other dimensions.
  Result<std::shared_ptr<const LoadedCodebook>> codebook(const std::string& name,
                                                         std::size_t dimensions) const;

  /// What all of the filters must match; null: every document does.
  Result<std::unique_ptr<MatchFilter>> match_filter(const std::vector<Query>& filter) const;

  Result<FunctionPlan::Function> score_function(const ScoreFunction& function);

  Result<FunctionPlan::Random> random_numbers(const RandomScore& random,
                                              std::optional<FieldId>& field) const;
  Result<std::optional<FieldId>> field_of_decay(const DecayFunction& decay) const;

  /// The field whose values a function reads; nothing if there is none.
  Result<std::optional<FieldId>> field_of_values(const std::string& name) const;

  Result<PlanRef> any_case_term(const TermQuery& query) const;

  Error query_shard_exception(std::string message) const;

  /// The fields of a multi_match with their boosts, in Elasticsearch's order.
  Result<std::vector<FieldBoost>> resolve_fields(const std::vector<FieldBoost>& patterns) const;

  /// The documents with any term of the range; printed as `shown`.
  PlanRef matching_terms(const Field& field, std::string shown, const TermRange& range) const;

  /// The documents of these `_id`s.
  Result<PlanRef> ids_plan(std::vector<std::string> ids) const;

  /// Appends all of `queries` with that occurrence.
  Status add_clauses(const std::vector<Query>& queries, Occur occur, BoolPlan& group);

  /// Elasticsearch's exception for a query that it cannot build, with `cause` inside.
  Error query_shard_error(Error cause) const;

  const IndexSnapshot& snapshot_;
  const DocumentAccess& documents_;
  const SearchOptions& options_;
};

/// Sets minimum_should_match from Elasticsearch's notation; leaves it alone for 0.
Status apply_minimum_should_match(std::string_view spec, BoolPlan& group);

}  // namespace likewise
