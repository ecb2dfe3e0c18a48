#include "engine/search/plan.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <string_view>
#include <utility>

#include "engine/search/function_plan.h"
#include "engine/search/script_plan.h"

namespace likewise {
namespace {

std::size_t mix(std::size_t seed, std::size_t value) {
  return (seed ^ value) * 0x9E3779B97F4A7C15U + (seed >> 29U);
}

std::size_t hash_text(std::string_view text) {
  return std::hash<std::string_view>()(text);
}

std::size_t hash_of(const Plan::Node& node) {
  struct Visitor {
    std::size_t operator()(const AllPlan&) const { return 1; }
    std::size_t operator()(const NonePlan&) const { return 2; }
    std::size_t operator()(const TermPlan& plan) const {
      return mix(mix(3, plan.field), plan.term ? *plan.term : hash_text(plan.unknown_text));
    }
    std::size_t operator()(const BoostPlan& plan) const {
      return mix(mix(4, plan.inner->hash()), std::bit_cast<std::uint32_t>(plan.boost));
    }
    std::size_t operator()(const ConstantPlan& plan) const { return mix(5, plan.inner->hash()); }
    std::size_t operator()(const DisMaxPlan& plan) const {
      std::size_t hash = mix(6, std::bit_cast<std::uint32_t>(plan.tie_breaker));
      for (const PlanRef& query : plan.queries) {
        hash = mix(hash, query->hash());
      }
      return hash;
    }
    std::size_t operator()(const BoolPlan& plan) const {
      std::size_t hash = mix(7, static_cast<std::size_t>(plan.minimum_should_match));
      for (const PlanClause& clause : plan.clauses) {
        hash = mix(mix(hash, static_cast<std::size_t>(clause.occur)), clause.plan->hash());
      }
      return hash;
    }
    std::size_t operator()(const AnyTermPlan& plan) const {
      return texts(mix(mix(plan.is_prefix ? 11 : 8, plan.field), hash_text(plan.pattern)),
                   plan.texts);
    }
    std::size_t operator()(const DemotePlan& plan) const {
      return mix(mix(mix(12, plan.positive->hash()), plan.negative->hash()),
                 std::bit_cast<std::uint32_t>(plan.factor));
    }
    std::size_t operator()(const IdsPlan& plan) const { return texts(9, plan.ids); }
    std::size_t operator()(const ExistsPlan& plan) const { return mix(10, hash_text(plan.name)); }
    std::size_t operator()(const FunctionPlanRef& plan) const { return mix(14, hash_of(*plan)); }
    std::size_t operator()(const ScriptPlanRef& plan) const { return mix(15, hash_of(*plan)); }
    std::size_t operator()(const FoundPlan& plan) const {
      return mix(16, std::hash<const void*>()(plan.hits.get()));
    }
    std::size_t operator()(const PhrasePlan& plan) const {
      std::size_t hash = mix(mix(13, plan.field), static_cast<std::size_t>(plan.slop));
      for (const PhrasePlace& place : plan.places) {
        hash = texts(mix(hash, place.offset), place.texts);
      }
      return hash;
    }

    static std::size_t texts(std::size_t hash, const std::vector<std::string>& texts) {
      for (const std::string& text : texts) {
        hash = mix(hash, hash_text(text));
      }
      return hash;
    }
  };
  return std::visit(Visitor(), node);
}

bool equal_clauses(const BoolPlan& left, const BoolPlan& right) {
  return left.minimum_should_match == right.minimum_should_match &&
         std::equal(left.clauses.begin(), left.clauses.end(), right.clauses.begin(),
                    right.clauses.end(), [](const PlanClause& a, const PlanClause& b) {
                      return a.occur == b.occur && equal(a.plan, b.plan);
                    });
}

/// Compares a node with another of the same alternative.
struct SameAs {
  const Plan& other;

  bool operator()(const AllPlan&) const { return true; }
  bool operator()(const NonePlan&) const { return true; }
  bool operator()(const TermPlan& plan) const {
    const auto& right = *other.as<TermPlan>();
    return plan.field == right.field && plan.term == right.term &&
           plan.unknown_text == right.unknown_text;
  }
  bool operator()(const BoostPlan& plan) const {
    const auto& right = *other.as<BoostPlan>();
    return plan.boost == right.boost && equal(plan.inner, right.inner);
  }
  bool operator()(const ConstantPlan& plan) const {
    return equal(plan.inner, other.as<ConstantPlan>()->inner);
  }
  bool operator()(const DisMaxPlan& plan) const {
    const auto& right = *other.as<DisMaxPlan>();
    return plan.tie_breaker == right.tie_breaker &&
           std::equal(plan.queries.begin(), plan.queries.end(), right.queries.begin(),
                      right.queries.end(),
                      [](const PlanRef& a, const PlanRef& b) { return equal(a, b); });
  }
  bool operator()(const BoolPlan& plan) const { return equal_clauses(plan, *other.as<BoolPlan>()); }
  bool operator()(const AnyTermPlan& plan) const {
    const auto& right = *other.as<AnyTermPlan>();
    return plan.field == right.field && plan.texts == right.texts &&
           plan.is_point == right.is_point && plan.is_prefix == right.is_prefix &&
           plan.is_wildcard == right.is_wildcard && plan.pattern == right.pattern;
  }
  bool operator()(const DemotePlan& plan) const {
    const auto& right = *other.as<DemotePlan>();
    return plan.factor == right.factor && equal(plan.positive, right.positive) &&
           equal(plan.negative, right.negative);
  }
  bool operator()(const IdsPlan& plan) const { return plan.ids == other.as<IdsPlan>()->ids; }
  bool operator()(const ExistsPlan& plan) const {
    return plan.name == other.as<ExistsPlan>()->name;
  }
  bool operator()(const FunctionPlanRef& plan) const {
    return equal(*plan, **other.as<FunctionPlanRef>());
  }
  bool operator()(const ScriptPlanRef& plan) const {
    return equal(*plan, **other.as<ScriptPlanRef>());
  }
  bool operator()(const FoundPlan& plan) const { return plan.hits == other.as<FoundPlan>()->hits; }
  bool operator()(const PhrasePlan& plan) const {
    const auto& right = *other.as<PhrasePlan>();
    return plan.field == right.field && plan.slop == right.slop &&
           plan.is_prefix == right.is_prefix && plan.places == right.places;
  }
};

}  // namespace

Plan::Plan(Node node) : node_(std::move(node)), hash_(hash_of(node_)) {}

PlanRef boosted(PlanRef plan, float boost) {
  return boost == 1.0F ? plan : make_plan(BoostPlan{std::move(plan), boost});
}

bool equal(const Plan& left, const Plan& right) {
  if (left.hash() != right.hash() || left.node().index() != right.node().index()) {
    return false;
  }
  return std::visit(SameAs{right}, left.node());
}

}  // namespace likewise
