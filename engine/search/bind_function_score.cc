#include <atomic>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

#include "engine/base/java_text.h"
#include "engine/search/binder.h"
#include "engine/search/field_function.h"

namespace likewise {
namespace {

Error invalid(std::string message) {
  return Error(ErrorCode::kInvalidArgument, std::move(message))
      .with_type("illegal_argument_exception");
}

Error unparsable(std::string message) {
  return Error(ErrorCode::kInvalidArgument, std::move(message)).with_type("parse_exception");
}

/// Another number for every search that names no seed.
std::int32_t any_seed() {
  static std::atomic<std::uint32_t> searches = 0;
  return static_cast<std::int32_t>(mix_bits(searches.fetch_add(1, std::memory_order_relaxed)));
}

Status check_decay(const DecayFunction& decay) {
  if (!decay.unknown.empty()) {
    return fail(unparsable("parameter [" + decay.unknown + "] not supported!"));
  }
  if (!decay.origin || !decay.scale) {
    return fail(unparsable("both [scale] and [origin] must be set for numeric fields."));
  }
  if (!(*decay.scale > 0.0)) {
    return fail(invalid("function_score : scale must be > 0.0."));
  }
  if (decay.decay <= 0.0 || decay.decay >= 1.0) {
    return fail(invalid("function_score : decay must be in the range [0..1]."));
  }
  if (decay.offset < 0.0) {
    return fail(invalid("function_score : offset must be > 0.0"));
  }
  return {};
}

Error no_values_of_text(const Field& field) {
  return invalid(
      "Text fields are not optimised for operations that require per-document field data like "
      "aggregations and sorting, so these operations are disabled by default. Please use a keyword "
      "field instead. Alternatively, set fielddata=true on [" +
      field.name +
      "] in order to load field data by uninverting the inverted index. Note that this can use "
      "significant memory.");
}

}  // namespace

Result<std::optional<FieldId>> Binder::field_of_values(const std::string& name) const {
  const Field* field = mapping().find(name);
  if (field == nullptr || field->kind == FieldKind::kObject) {
    return std::optional<FieldId>();
  }
  if (field->kind == FieldKind::kText) {
    return fail(query_shard_error(no_values_of_text(*field)));
  }
  if (!field->doc_values || !field->indexed) {
    return fail(query_shard_error(invalid("Can't load fielddata on [" + name +
                                          "] because fielddata is unsupported on fields "
                                          "of type [" +
                                          std::string(to_string(field->kind)) +
                                          "]. Use doc values instead.")));
  }
  return std::optional(field->id);
}

Result<FunctionPlan::Function> Binder::score_function(const ScoreFunction& function) {
  FunctionPlan::Function bound;
  bound.weight = function.weight;
  if (function.filter != nullptr) {
    LIKEWISE_TRY(bound.filter, bind(*function.filter));
  }
  if (const auto* factor = std::get_if<FieldValueFactor>(&function.score)) {
    LIKEWISE_TRY(bound.field, field_of_values(factor->field));
    if (!bound.field && !factor->missing) {
      return fail(query_shard_error(
          Error(ErrorCode::kInvalidArgument, "Unable to find a field mapper for field [" +
                                                 factor->field + "]. No 'missing' value defined.")
              .with_type("exception")));
    }
    if (bound.field && mapping().field(*bound.field).kind == FieldKind::kKeyword) {
      return fail(query_shard_error(
          invalid("[field_value_factor] needs a number: [" + factor->field + "] is a keyword")));
    }
    bound.score = *factor;
  } else if (const auto* random = std::get_if<RandomScore>(&function.score)) {
    LIKEWISE_TRY(bound.score, random_numbers(*random, bound.field));
  } else if (const auto* decay = std::get_if<DecayFunction>(&function.score)) {
    LIKEWISE_TRY(bound.field, field_of_decay(*decay));
    bound.score = *decay;
  }
  return bound;
}

Result<std::optional<FieldId>> Binder::field_of_decay(const DecayFunction& decay) const {
  const auto refuse = [](std::string message) {
    return fail(Error(ErrorCode::kInvalidArgument, std::move(message))
                    .with_type("parsing_exception")
                    .at(1, 0)
                    .raised_in_shard());
  };
  const Field* field = mapping().find(decay.field);
  if (field == nullptr) {
    return refuse("unknown field [" + decay.field + "]");
  }
  if (is_string_kind(field->kind) || field->kind == FieldKind::kObject ||
      field->kind == FieldKind::kBoolean) {
    return refuse("field [" + decay.field + "] is of type [" + std::string(to_string(field->kind)) +
                  "], but only numeric types are supported.");
  }
  if (field->kind == FieldKind::kDate || decay.has_texts) {
    return fail(Error(ErrorCode::kUnsupported,
                      "decay functions are supported by likewise only on "
                      "numbers: [" +
                          decay.field + "]")
                    .with_type("illegal_argument_exception"));
  }
  Status checked = check_decay(decay);
  if (!checked) {
    return fail(query_shard_error(std::move(checked).error()));
  }
  return field_of_values(decay.field);
}

Result<FunctionPlan::Random> Binder::random_numbers(const RandomScore& random,
                                                    std::optional<FieldId>& field) const {
  using Source = FunctionPlan::Random::Source;
  FunctionPlan::Random bound;
  bound.documents = &documents_;
  bound.seed = random.seed ? *random.seed : any_seed();
  const std::uint32_t salt = java_hash(options_.index_name) << 10U;
  bound.salted_seed = mix_bits(static_cast<std::uint32_t>(bound.seed) ^ salt);
  bound.shown_field = random.field.empty() && random.seed ? "_id" : random.field;
  if (bound.shown_field.empty()) {
    return bound;
  }
  if (bound.shown_field == "_id" || bound.shown_field == "_seq_no") {
    bound.source = bound.shown_field == "_id" ? Source::kId : Source::kSeqNo;
    return bound;
  }
  LIKEWISE_TRY(field, field_of_values(random.field));
  if (!field) {
    return fail(query_shard_error(invalid("Field [" + random.field + "] is not mapped on [[" +
                                          options_.index_name +
                                          "]] and cannot be used as a source of random numbers.")));
  }
  bound.source = Source::kField;
  return bound;
}

Result<PlanRef> Binder::operator()(const std::shared_ptr<const FunctionScoreQuery>& query) {
  FunctionPlan plan;
  if (query->query != nullptr) {
    LIKEWISE_TRY(plan.query, bind(*query->query));
  } else {
    plan.query = make_plan(AllPlan{});
  }
  for (const ScoreFunction& function : query->functions) {
    LIKEWISE_TRY(FunctionPlan::Function bound, score_function(function));
    plan.functions.push_back(std::move(bound));
  }
  plan.score_mode = query->score_mode;
  plan.boost_mode = query->boost_mode.value_or(BoostMode::kMultiply);
  plan.max_boost = query->max_boost;
  plan.min_score = query->min_score;
  for (FunctionPlan::Function& function : plan.functions) {
    if (function.filter != nullptr && function.filter->as<AllPlan>() != nullptr) {
      function.filter = nullptr;  // As no filter.
    }
  }
  if (plan.functions.size() == 1 && plan.functions.front().filter == nullptr) {
    plan.score_mode = ScoreMode::kFirst;  // Nothing to put together, not even to average.
  }
  return make_plan(std::make_shared<const FunctionPlan>(std::move(plan)));
}

}  // namespace likewise
