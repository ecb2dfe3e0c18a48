#include "engine/search/bind.h"

#include <utility>

#include "engine/search/binder.h"
#include "engine/search/minimum_should_match.h"
#include "engine/search/rewrite.h"

namespace likewise {

Status apply_minimum_should_match(std::string_view spec, BoolPlan& group) {
  std::int32_t optional = 0;
  for (const PlanClause& clause : group.clauses) {
    optional += clause.occur == Occur::kShould ? 1 : 0;
  }
  LIKEWISE_TRY(const std::int32_t minimum, minimum_should_match(optional, spec));
  if (minimum > 0) {
    group.minimum_should_match = minimum;
  }
  return {};
}

Result<PlanRef> Binder::bind(const Query& query) {
  LIKEWISE_TRY(PlanRef plan, std::visit(*this, query.node));
  plan = boosted(std::move(plan), query.boost);
  if (query.name) {
    named.emplace_back(*query.name, plan);
  }
  return plan;
}

Result<PlanRef> Binder::operator()(const MatchAllQuery&) {
  return make_plan(AllPlan{});
}

Result<PlanRef> Binder::operator()(const MatchNoneQuery&) {
  return make_plan(NonePlan{});
}

Result<PlanRef> Binder::operator()(const BoolQuery& query) {
  BoolPlan group;
  LIKEWISE_TRY_STATUS(add_clauses(query.must, Occur::kMust, group));
  LIKEWISE_TRY_STATUS(add_clauses(query.must_not, Occur::kMustNot, group));
  LIKEWISE_TRY_STATUS(add_clauses(query.should, Occur::kShould, group));
  LIKEWISE_TRY_STATUS(add_clauses(query.filter, Occur::kFilter, group));
  if (group.clauses.empty()) {
    return make_plan(AllPlan{});
  }
  if (query.minimum_should_match) {
    Status applied = apply_minimum_should_match(*query.minimum_should_match, group);
    if (!applied) {
      return fail(query_shard_error(std::move(applied).error()));
    }
  }
  if (group.clauses.size() == query.must_not.size() && query.adjust_pure_negative) {
    group.clauses.push_back({Occur::kFilter, make_plan(AllPlan{})});
    group.minimum_should_match = 0;
  }
  return make_plan(std::move(group));
}

Status Binder::add_clauses(const std::vector<Query>& queries, Occur occur, BoolPlan& group) {
  for (const Query& query : queries) {
    LIKEWISE_TRY(PlanRef plan, bind(query));
    if (group.clauses.size() == options_.max_clause_count) {
      return fail(query_shard_error(too_many_clauses(options_.max_clause_count)));
    }
    group.clauses.push_back({occur, std::move(plan)});
  }
  return {};
}

Result<PlanRef> Binder::operator()(const DisMaxQuery& query) {
  DisMaxPlan plan{{}, query.tie_breaker};
  for (const Query& clause : query.queries) {
    LIKEWISE_TRY(PlanRef bound, bind(clause));
    plan.queries.push_back(std::move(bound));
  }
  return make_plan(std::move(plan));
}

Result<PlanRef> Binder::operator()(const BoostingQuery& query) {
  LIKEWISE_TRY(PlanRef positive, bind(*query.positive));
  LIKEWISE_TRY(PlanRef negative, bind(*query.negative));
  return make_plan(DemotePlan{std::move(positive), std::move(negative), query.negative_boost});
}

Result<PlanRef> Binder::operator()(const ConstantScoreQuery& query) {
  LIKEWISE_TRY(PlanRef inner, bind(*query.filter));
  return make_plan(ConstantPlan{std::move(inner)});
}

Error Binder::query_shard_error(Error cause) const {
  std::string message = "failed to create query: " + cause.message();
  return Error(ErrorCode::kInvalidArgument, std::move(message))
      .with_type("query_shard_exception")
      .with_index(options_.index_name)
      .raised_in_shard()
      .caused_by(std::move(cause));
}

Result<BoundQuery> bind(const Query& query, const IndexSnapshot& snapshot,
                        const DocumentAccess& documents, const SearchOptions& options) {
  Binder binder(snapshot, documents, options);
  LIKEWISE_TRY(PlanRef plan, binder.bind(query));
  return BoundQuery{std::move(plan), std::move(binder.named), std::move(binder.notes)};
}

}  // namespace likewise
