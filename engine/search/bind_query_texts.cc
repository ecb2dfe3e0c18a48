#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/pattern.h"
#include "engine/search/binder.h"
#include "engine/search/field_boosts.h"
#include "engine/search/query_text_leaves.h"
#include "engine/search/query_text_parser.h"
#include "engine/search/rewrite.h"
#include "engine/search/simple_query_parser.h"

namespace likewise {
namespace {

using Type = QueryText::Type;

constexpr std::string_view kExists = "_exists_";

Scalar text_scalar(const std::string& text) {
  return {Scalar::Kind::kString, text};
}

/// Where nothing is left of the words, binding says "everything" (zero_terms_all).
bool is_nothing_left(const PlanRef& plan) {
  const auto* const boost = plan->as<BoostPlan>();
  return (boost != nullptr ? boost->inner : plan)->as<AllPlan>() != nullptr;
}

Error shard_exception(std::string reason, const std::string& index) {
  return Error(ErrorCode::kInvalidArgument, std::move(reason))
      .with_type("query_shard_exception")
      .with_index(index)
      .raised_in_shard();
}

Error bad_value(std::string reason) {
  return Error(ErrorCode::kInvalidArgument, std::move(reason)).with_type("parse_exception");
}

Status check_analyzer(std::string_view clause, const QueryText& query,
                      const SearchOptions& options) {
  if (find_analyzer(options.analyzers, query.analyzer) != nullptr) {
    return {};
  }
  return fail(
      shard_exception("[" + std::string(clause) + "] analyzer [" + query.analyzer + "] not found",
                      options.index_name));
}

}  // namespace

/// Words of a query text, bound to the fields of one index.
class Binder::TextLeaves final : public QueryTextLeaves {
 public:
  TextLeaves(Binder& binder, const QueryText& query, bool is_simple)
      : binder_(binder), query_(query), is_simple_(is_simple) {
    base_ = query.fields;
    if (!query.default_field.empty()) {
      base_ = {{query.default_field, 1.0F}};
    }
    if (base_.empty()) {
      base_ = default_field_boosts(binder.options_.default_fields);
      if (asks_all_fields(base_)) {
        base_name_ = "*";
      }
    } else if (!query.default_field.empty()) {
      base_name_ = query.default_field;
    }
    lenient_ = query.lenient.value_or(asks_all_fields(base_));
  }

  Result<PlanRef> words(const std::string* field, const std::string& text) override;
  Result<PlanRef> phrase(const std::string* field, const std::string& text,
                         std::int32_t slop) override;
  Result<PlanRef> prefix(const std::string* field, const std::string& text) override;
  Result<PlanRef> wildcard(const std::string* field, const std::string& pattern) override;
  Result<PlanRef> range(const std::string* field, const std::optional<std::string>& lower,
                        const std::optional<std::string>& upper, bool include_lower,
                        bool include_upper) override;
  Result<PlanRef> exists(const std::string& field) override { return binder_(ExistsQuery{field}); }

 private:
  /// The one field that is meant, if it is one.
  const std::string* single(const std::string* field) const {
    return field != nullptr || base_name_.empty() || base_name_ == "*" ? field : &base_name_;
  }
  std::vector<FieldBoost> patterns(const std::string* field) const {
    return field == nullptr ? base_ : std::vector<FieldBoost>{{*field, 1.0F}};
  }
  Result<PlanRef> matching(const std::string* field, const std::string& text, Type type,
                           std::int32_t slop);
  Result<PlanRef> phrase_of(const Field& field, const std::string& text, std::int32_t slop);
  std::vector<FieldBoost> resolved(const std::vector<FieldBoost>& patterns) const;
  std::vector<std::string> words_of(const Field& field, const std::string& text) const;
  Result<PlanRef> comparison(const std::string& field, const std::string& text);
  Result<PlanRef> analyzed_prefix(const Field& field, const std::string& text);
  /// One plan a field, the best of which counts; null plans are left out.
  template <class Make>
  Result<PlanRef> best_of(const std::string* field, float tie_breaker, Make make);
  float pattern_tie_breaker() const {
    const bool adds_up = is_simple_ || query_.type == Type::kMostFields;
    return query_.tie_breaker.value_or(adds_up ? 1.0F : 0.0F);
  }
  std::string normalized(const Field& field, const std::string& text) const;

  Binder& binder_;
  const QueryText& query_;
  const bool is_simple_;
  std::vector<FieldBoost> base_;
  std::string base_name_;  ///< What words without a field are asked of, if that is one name.
  bool lenient_ = false;
};

Result<PlanRef> Binder::TextLeaves::matching(const std::string* field, const std::string& text,
                                             Type type, std::int32_t slop) {
  const float tie_breaker = type == Type::kMostFields ? 1.0F : 0.0F;
  return best_of(field, query_.tie_breaker.value_or(tie_breaker),
                 [&](const Field& known) -> Result<PlanRef> {
                   MatchQuery match;
                   match.field = known.name;
                   match.query = text_scalar(text);
                   match.operator_and = query_.operator_and;
                   match.analyzer = query_.analyzer;
                   match.zero_terms_all = true;
                   if (type == Type::kPhrase && known.kind == FieldKind::kText &&
                       words_of(known, text).size() > 1) {
                     return phrase_of(known, text, slop);
                   }
                   LIKEWISE_TRY(PlanRef plan, binder_(match));
                   return is_nothing_left(plan) ? PlanRef() : std::move(plan);
                 });
}

Result<PlanRef> Binder::TextLeaves::phrase_of(const Field& field, const std::string& text,
                                              std::int32_t slop) {
  MatchPhraseQuery phrase;
  phrase.field = field.name;
  phrase.query = text_scalar(text);
  phrase.analyzer = query_.analyzer;
  phrase.slop = slop;
  phrase.zero_terms_all = true;
  phrase.lenient = lenient_;
  return binder_(phrase);
}

Result<PlanRef> Binder::TextLeaves::words(const std::string* field, const std::string& text) {
  field = single(field);
  if (field != nullptr && *field == kExists) {
    return exists(text);
  }
  if (field != nullptr && !is_simple_) {
    const Field* const known = binder_.mapping().find(*field);
    const bool is_date = known != nullptr && known->kind == FieldKind::kDate;
    if (is_date && !query_.time_zone.empty() && text.size() > 1 && text.front() != '<' &&
        text.front() != '>') {
      return range(field, text, text, true, true);
    }
    if (text.size() > 1 && (text.front() == '<' || text.front() == '>')) {
      return comparison(*field, text);
    }
  }
  return matching(field, text, is_simple_ ? Type::kMostFields : query_.type, query_.phrase_slop);
}

/// "age:>=10": one side of a range.
Result<PlanRef> Binder::TextLeaves::comparison(const std::string& field, const std::string& text) {
  const bool with_end = text.size() > 2 && text[1] == '=';
  const std::string bound = text.substr(with_end ? 2 : 1);
  return text.front() == '>' ? range(&field, bound, std::nullopt, with_end, true)
                             : range(&field, std::nullopt, bound, true, with_end);
}

Result<PlanRef> Binder::TextLeaves::phrase(const std::string* field, const std::string& text,
                                           std::int32_t slop) {
  field = single(field);
  if (field != nullptr && *field == kExists) {
    return exists(text);
  }
  return matching(field, text, Type::kPhrase, slop);
}

std::vector<FieldBoost> Binder::TextLeaves::resolved(
    const std::vector<FieldBoost>& patterns) const {
  std::map<std::string, float> boosts;
  for (const FieldBoost& pattern : patterns) {
    for (const Field& field : binder_.mapping().fields()) {
      if (field.kind != FieldKind::kObject && field.kind != FieldKind::kDenseVector &&
          matches_pattern(pattern.pattern, field.name)) {
        const auto [entry, is_new] = boosts.try_emplace(field.name, 1.0F);
        entry->second *= pattern.boost;
      }
    }
  }
  std::vector<FieldBoost> fields;
  for (const auto& [name, boost] : boosts) {
    fields.push_back({name, boost});
  }
  return fields;
}

template <class Make>
Result<PlanRef> Binder::TextLeaves::best_of(const std::string* field, float tie_breaker,
                                            Make make) {
  const std::vector<FieldBoost> fields = resolved(patterns(field));
  if (fields.size() > binder_.options_.max_clause_count) {
    return fail(binder_.query_shard_error(
        Error(ErrorCode::kInvalidArgument, "field expansion matches too many fields, limit: " +
                                               std::to_string(binder_.options_.max_clause_count) +
                                               ", got: " + std::to_string(fields.size()))
            .with_type("illegal_argument_exception")));
  }
  DisMaxPlan best{{}, tie_breaker};
  for (const auto& [name, boost] : fields) {
    Result<PlanRef> plan = make(*binder_.mapping().find(name));
    if (!plan && lenient_ && plan.error().code() == ErrorCode::kInvalidArgument) {
      plan = make_plan(NonePlan{});
    }
    LIKEWISE_TRY(PlanRef made, std::move(plan));
    if (made != nullptr) {
      best.queries.push_back(boosted(std::move(made), boost));
    }
  }
  if (fields.empty()) {
    return make_plan(NonePlan{});
  }
  if (best.queries.size() < 2) {
    return best.queries.empty() ? PlanRef() : best.queries.front();
  }
  return make_plan(std::move(best));
}

/// The form of a part of a word in the index. A keyword's normalizer is applied when binding.
std::string Binder::TextLeaves::normalized(const Field& field, const std::string& text) const {
  if (field.kind != FieldKind::kText || field.search_analyzer == nullptr) {
    return text;
  }
  const auto forced = query_.analyzer.empty()
                          ? nullptr
                          : find_analyzer(binder_.options_.analyzers, query_.analyzer);
  return (forced != nullptr ? forced : field.search_analyzer)->normalize(text);
}

std::vector<std::string> Binder::TextLeaves::words_of(const Field& field,
                                                      const std::string& text) const {
  std::shared_ptr<const Analyzer> analyzer = field.search_analyzer;
  if (!query_.analyzer.empty()) {
    analyzer = find_analyzer(binder_.options_.analyzers, query_.analyzer);
  }
  std::vector<std::string> words;
  analyzer->analyze(text, [&words](std::string_view word) { words.emplace_back(word); });
  return words;
}

Result<PlanRef> Binder::TextLeaves::prefix(const std::string* field, const std::string& text) {
  return best_of(single(field), pattern_tie_breaker(), [&](const Field& known) -> Result<PlanRef> {
    if (query_.analyze_wildcard && known.kind == FieldKind::kText) {
      return analyzed_prefix(known, text);
    }
    PrefixQuery query;
    query.field = known.name;
    query.value = normalized(known, text);
    return binder_(query);
  });
}

/// The words of the text, of which the last one may go on.
Result<PlanRef> Binder::TextLeaves::analyzed_prefix(const Field& field, const std::string& text) {
  const std::vector<std::string> tokens = words_of(field, text);
  BoolPlan group;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    PrefixQuery query;
    query.field = field.name;
    query.value = tokens[i];
    const bool is_last = i + 1 == tokens.size();
    LIKEWISE_TRY(PlanRef plan, is_last ? binder_(query) : binder_.term_plan(field, tokens[i]));
    group.clauses.push_back({query_.operator_and ? Occur::kMust : Occur::kShould, std::move(plan)});
  }
  if (group.clauses.size() < 2) {
    return group.clauses.empty() ? PlanRef() : group.clauses.front().plan;
  }
  return make_plan(std::move(group));
}

Result<PlanRef> Binder::TextLeaves::wildcard(const std::string* field, const std::string& pattern) {
  const std::string* const name = field == nullptr && !base_name_.empty() ? &base_name_ : field;
  if (pattern == "*" && name != nullptr) {
    return *name == "*" ? make_plan(AllPlan{}) : exists(*name);
  }
  const bool leads = pattern.starts_with('*') || pattern.starts_with('?');
  if (leads && !query_.allow_leading_wildcard && pattern != "*") {
    Error cause = bad_value("'*' or '?' not allowed as first character in WildcardQuery");
    return fail(bad_value("Cannot parse '" + query_.text + "': " + cause.message())
                    .caused_by(std::move(cause)));
  }
  return best_of(single(field), pattern_tie_breaker(), [&](const Field& known) -> Result<PlanRef> {
    if (pattern == "*") {
      return exists(known.name);
    }
    WildcardQuery query;
    query.field = known.name;
    query.pattern = pattern;
    query.in_query_text = true;
    return binder_(query);
  });
}

Result<PlanRef> Binder::TextLeaves::range(const std::string* field,
                                          const std::optional<std::string>& lower,
                                          const std::optional<std::string>& upper,
                                          bool include_lower, bool include_upper) {
  return best_of(single(field), pattern_tie_breaker(), [&](const Field& known) -> Result<PlanRef> {
    RangeQuery query;
    query.field = known.name;
    if (lower) {
      query.lower = text_scalar(normalized(known, *lower));
    }
    if (upper) {
      query.upper = text_scalar(normalized(known, *upper));
    }
    query.include_lower = include_lower;
    query.include_upper = include_upper;
    query.time_zone = query_.time_zone;
    Result<PlanRef> plan = binder_(query);
    const bool is_unwrapped = !plan && plan.error().type() == "parse_exception";
    return is_unwrapped ? fail(binder_.query_shard_error(std::move(plan).error()))
                        : std::move(plan);
  });
}

Result<PlanRef> Binder::finish_query_text(const QueryText& query, Result<PlanRef> parsed) const {
  if (!parsed) {
    Error error = std::move(parsed).error();
    if (is_query_text_error(error)) {
      return fail(shard_exception("Failed to parse query [" + query.text + "]", options_.index_name)
                      .caused_by(std::move(error)));
    }
    return fail(error.type() == "too_many_clauses" ? query_shard_error(std::move(error))
                                                   : std::move(error));
  }
  if (*parsed == nullptr) {
    return make_plan(NonePlan{});
  }
  std::vector<float> boosts;
  PlanRef plan = *std::move(parsed);
  while (const auto* const outer = plan->as<BoostPlan>()) {
    boosts.push_back(outer->boost);
    plan = PlanRef(outer->inner);
  }
  if (query.minimum_should_match && plan->as<BoolPlan>() != nullptr) {
    BoolPlan group = *plan->as<BoolPlan>();
    Status applied = apply_minimum_should_match(*query.minimum_should_match, group);
    if (!applied) {
      return fail(query_shard_error(std::move(applied).error()));
    }
    plan = make_plan(std::move(group));
  }
  for (auto boost = boosts.rbegin(); boost != boosts.rend(); ++boost) {
    plan = boosted(std::move(plan), *boost);
  }
  return plan;
}

Result<PlanRef> Binder::operator()(const QueryStringQuery& query) {
  if (!query.analyzer.empty()) {
    LIKEWISE_TRY_STATUS(check_analyzer("query_string", query, options_));
  }
  if (query.text.find_first_not_of(" \t\n\r") == std::string::npos) {
    return make_plan(NonePlan{});
  }
  TextLeaves leaves(*this, query, false);
  return finish_query_text(
      query,
      parse_query_text(query.text,
                       {query.operator_and, query.phrase_slop, options_.max_clause_count}, leaves));
}

Result<PlanRef> Binder::operator()(const SimpleQueryStringQuery& query) {
  if (!query.analyzer.empty()) {
    LIKEWISE_TRY_STATUS(check_analyzer("simple_query_string", query, options_));
  }
  TextLeaves leaves(*this, query, true);
  return finish_query_text(
      query, parse_simple_query(query.text, {query.operator_and, query.flags}, leaves));
}

}  // namespace likewise
