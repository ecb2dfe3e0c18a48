#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/index/date_math.h"
#include "engine/index/numeric_term.h"
#include "engine/index/time_zone.h"
#include "engine/search/binder.h"
#include "engine/search/numeric_value.h"
#include "engine/search/rewrite.h"

namespace likewise {
namespace {

bool is_number(const std::optional<Scalar>& value) {
  return value && value->kind == Scalar::Kind::kNumber;
}

}  // namespace

Result<PlanRef> Binder::date_range(const Field& field, const RangeQuery& query) const {
  const bool modern = !options_.answers_as_7;
  DateMath math;
  math.format = query.format.empty() ? field.format : query.format;
  if (modern && query.format.empty() && (is_number(query.lower) || is_number(query.upper))) {
    math.format = "epoch_millis";
  }
  math.now = options_.now;
  math.modern = modern;
  TimeZone zone;
  if (!query.time_zone.empty()) {
    LIKEWISE_TRY(zone, TimeZone::parse(query.time_zone));
    math.zone = &zone;
  }
  std::int64_t low = std::numeric_limits<std::int64_t>::min();
  std::int64_t high = std::numeric_limits<std::int64_t>::max();
  if (query.lower) {
    math.round_up = !query.include_lower;
    LIKEWISE_TRY(low, evaluate_date(java_text(*query.lower), math));
    low += query.include_lower || low == std::numeric_limits<std::int64_t>::max() ? 0 : 1;
  }
  if (query.upper) {
    math.round_up = query.include_upper;
    LIKEWISE_TRY(high, evaluate_date(java_text(*query.upper), math));
    high -= query.include_upper || high == std::numeric_limits<std::int64_t>::min() ? 0 : 1;
  }
  // No text lies between one and the same with a zero byte behind it.
  return matching_terms(field, "[" + std::to_string(low) + " TO " + std::to_string(high) + "]",
                        {encode_long_term(low), encode_long_term(high) + '\0'});
}

Result<PlanRef> Binder::date_term(const Field& field, const Scalar& value) const {
  RangeQuery range;
  range.lower = value;
  range.upper = value;
  Result<PlanRef> plan = date_range(field, range);
  return plan ? std::move(plan) : fail(query_shard_error(std::move(plan).error()));
}

Result<PlanRef> Binder::date_terms(const Field& field, const std::vector<Scalar>& values) const {
  if (options_.answers_as_7 && values.size() > options_.max_clause_count) {
    return fail(query_shard_error(too_many_clauses(options_.max_clause_count)));
  }
  BoolPlan group;
  for (const Scalar& value : values) {
    LIKEWISE_TRY(PlanRef plan, date_term(field, value));
    group.clauses.push_back({Occur::kShould, std::move(plan)});
  }
  return make_plan(ConstantPlan{make_plan(std::move(group))});
}

}  // namespace likewise
