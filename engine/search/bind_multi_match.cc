#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/pattern.h"
#include "engine/search/binder.h"
#include "engine/search/field_boosts.h"
#include "engine/search/java_hash_order.h"
#include "engine/search/numeric_value.h"

namespace likewise {
namespace {

using Type = MultiMatchQuery::Type;

float default_tie_breaker(Type type) {
  return type == Type::kMostFields || type == Type::kBoolPrefix ? 1.0F : 0.0F;
}

Error invalid(std::string message) {
  return Error(ErrorCode::kInvalidArgument, std::move(message))
      .with_type("illegal_argument_exception");
}

/// What the query asks of one field.
Query::Node field_query(const MultiMatchQuery& query, const std::string& field, bool lenient) {
  if (query.type == Type::kPhrase || query.type == Type::kPhrasePrefix) {
    MatchPhraseQuery phrase;
    phrase.field = field;
    phrase.query = query.query;
    phrase.analyzer = query.analyzer;
    phrase.slop = query.slop;
    phrase.zero_terms_all = query.zero_terms_all;
    phrase.is_prefix = query.type == Type::kPhrasePrefix;
    phrase.max_expansions = query.max_expansions;
    phrase.lenient = lenient;
    return phrase;
  }
  MatchQuery match;
  match.field = field;
  match.query = query.query;
  match.operator_and = query.operator_and;
  match.minimum_should_match = query.minimum_should_match;
  match.analyzer = query.analyzer;
  match.zero_terms_all = query.zero_terms_all;
  match.lenient = lenient;
  match.last_is_prefix = query.type == Type::kBoolPrefix;
  return match;
}

}  // namespace

Result<PlanRef> Binder::operator()(const MultiMatchQuery& query) {
  if (!query.analyzer.empty()) {
    LIKEWISE_TRY_STATUS(named_analyzer("multi_match", query.analyzer));
  }
  const std::vector<FieldBoost> patterns =
      query.fields.empty() ? default_field_boosts(options_.default_fields) : query.fields;
  const bool lenient = query.lenient.value_or(asks_all_fields(patterns));
  Result<std::vector<FieldBoost>> fields = resolve_fields(patterns);
  if (!fields) {
    return fail(query_shard_error(std::move(fields).error()));
  }
  std::vector<PlanRef> queries;
  for (const auto& [field, boost] : *fields) {
    LIKEWISE_TRY(PlanRef plan, std::visit(*this, field_query(query, field, lenient)));
    queries.push_back(plan->as<NonePlan>() != nullptr ? plan : boosted(plan, boost));
  }
  if (queries.empty()) {
    return make_plan(NonePlan{});
  }
  if (queries.size() == 1) {
    return queries.front();
  }
  const float tie_breaker = query.tie_breaker.value_or(default_tie_breaker(query.type));
  if (!(tie_breaker >= 0.0F && tie_breaker <= 1.0F)) {
    return fail(query_shard_error(invalid("tieBreakerMultiplier must be in [0, 1]")));
  }
  return make_plan(DisMaxPlan{std::move(queries), tie_breaker});
}

Result<std::vector<FieldBoost>> Binder::resolve_fields(
    const std::vector<FieldBoost>& patterns) const {
  std::map<std::string, float> boosts;
  const auto add = [&boosts](const std::string& name, float boost) {
    const auto [entry, is_new] = boosts.try_emplace(name, boost);
    if (!is_new) {
      entry->second = boost * entry->second;
    }
  };
  for (const FieldBoost& pattern : patterns) {
    if (pattern.pattern.find('*') == std::string::npos) {
      const Field* field = mapping().find(pattern.pattern);
      if (pattern.pattern == "_id" || (field != nullptr && field->kind != FieldKind::kObject)) {
        add(pattern.pattern, pattern.boost);
      }
      continue;
    }
    for (const Field& field : mapping().fields()) {
      if (field.kind != FieldKind::kObject && field.kind != FieldKind::kDenseVector &&
          matches_pattern(pattern.pattern, field.name)) {
        add(field.name, pattern.boost);
      }
    }
  }
  if (boosts.size() > options_.max_clause_count) {
    return fail(invalid("field expansion matches too many fields, limit: " +
                        std::to_string(options_.max_clause_count) +
                        ", got: " + std::to_string(boosts.size())));
  }
  std::vector<std::string_view> names;
  for (const auto& [name, boost] : boosts) {
    names.push_back(name);
  }
  std::vector<FieldBoost> fields;
  for (const std::uint32_t at : java_hash_order(names)) {
    fields.push_back({std::string(names[at]), boosts.at(std::string(names[at]))});
  }
  return fields;
}

}  // namespace likewise
