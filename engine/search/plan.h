#pragma once

/// @file
/// A query bound to an index: fields and terms are resolved, more_like_this has chosen its terms,
/// and nothing of the request is left but what to match and how to add it up. The AST (query.h)
/// becomes a plan in bind.cc, rewrite.cc brings it into the form whose nesting decides the
/// roundings of a score, weight.h scores it. A plan can be printed and compared.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/ids.h"
#include "engine/index/snapshot.h"
#include "engine/search/phrase_matcher.h"

namespace likewise {

class Plan;
struct FunctionPlan;  // function_plan.h
struct ScriptPlan;    // script_plan.h

/// Plans are immutable and share their parts.
using PlanRef = std::shared_ptr<const Plan>;
using FunctionPlanRef = std::shared_ptr<const FunctionPlan>;
using ScriptPlanRef = std::shared_ptr<const ScriptPlan>;

enum class Occur : std::uint8_t { kMust, kFilter, kShould, kMustNot };

struct PlanClause {
  Occur occur = Occur::kShould;
  PlanRef plan;
};

struct AllPlan {};

struct NonePlan {};

/// Documents with the term, scored by the similarity of the field.
struct TermPlan {
  FieldId field = 0;
  std::optional<TermId> term;  ///< Absent: no document ever had it.
  std::string unknown_text;    ///< The term, when it has no number.
};

struct BoostPlan {
  PlanRef inner;
  float boost = 1.0F;
};

/// Matches as `inner` does and scores 1.
struct ConstantPlan {
  PlanRef inner;
};

struct DisMaxPlan {
  std::vector<PlanRef> queries;
  float tie_breaker = 0.0F;
};

struct BoolPlan {
  std::vector<PlanClause> clauses;
  std::int32_t minimum_should_match = 0;  ///< 0: not set.
};

/// Documents with any of the terms; scores 1. Also numbers, booleans and dates by exact value.
struct AnyTermPlan {
  FieldId field = 0;
  /// Sorted, distinct; as people read them. Of a prefix, the prefix.
  std::vector<std::string> texts;
  std::vector<TermId> terms;  ///< Those of them that any document ever had.
  bool is_point = false;      ///< One number: printed as a range.
  bool is_prefix = false;     ///< All terms that begin with the text.
  std::string pattern = {};   ///< A range or a pattern, printed so; `texts` is empty then.
  bool is_wildcard = false;   ///< `pattern` is one.
};

/// Documents with the terms of a phrase in its order. Which they are was found out when the query
/// was bound (phrase_search.h): positions are not in the index.
struct PhrasePlan {
  struct Hit {
    DocId doc = 0;
    float frequency = 0.0F;
  };
  FieldId field = 0;
  std::vector<PhrasePlace> places;  ///< At least two; texts as people read them.
  std::int32_t slop = 0;
  bool is_prefix = false;                             ///< Made by match_phrase_prefix.
  std::vector<std::vector<TermId>> terms;             ///< By place: those that documents have.
  std::shared_ptr<const std::vector<Hit>> hits = {};  ///< Sorted by document.
};

/// Matches as `positive`; the scores of documents that `negative` matches too are multiplied.
struct DemotePlan {
  PlanRef positive;
  PlanRef negative;
  float factor = 1.0F;
};

/// Documents by `_id`; scores 1.
struct IdsPlan {
  std::vector<std::string> ids;  ///< Sorted, distinct.
  std::vector<DocId> docs;       ///< Sorted; those that the snapshot shows.
};

/// Documents with a value in any of the fields; scores 1.
struct ExistsPlan {
  std::string name;  ///< As asked: a field or an object.
  std::vector<FieldId> fields;
};

/// Documents that were found and scored when the query was bound.
struct FoundPlan {
  struct Hit {
    DocId doc = 0;
    float score = 0.0F;

    friend bool operator==(const Hit&, const Hit&) = default;
  };
  std::shared_ptr<const std::vector<Hit>> hits;  ///< Sorted by document.
  bool is_section = false;                       ///< Found for a section of the search body.
};

/// One node. The hash makes comparing cheap: rewriting compares many clauses with one another.
class Plan {
 public:
  using Node = std::variant<AllPlan, NonePlan, TermPlan, BoostPlan, ConstantPlan, DisMaxPlan,
                            BoolPlan, AnyTermPlan, DemotePlan, IdsPlan, ExistsPlan, PhrasePlan,
                            FunctionPlanRef, FoundPlan, ScriptPlanRef>;

  explicit Plan(Node node);

  const Node& node() const noexcept { return node_; }
  std::size_t hash() const noexcept { return hash_; }

  template <class T>
  const T* as() const noexcept {
    return std::get_if<T>(&node_);
  }

 private:
  Node node_;
  std::size_t hash_;
};

inline PlanRef make_plan(Plan::Node node) {
  return std::make_shared<const Plan>(std::move(node));
}

/// `plan` with all scores multiplied; `plan` itself for a boost of 1.
PlanRef boosted(PlanRef plan, float boost);

/// True if both match and score the same because they are written the same.
bool equal(const Plan& left, const Plan& right);
inline bool equal(const PlanRef& left, const PlanRef& right) {
  return left == right || equal(*left, *right);
}

/// A term as people read it: booleans, which are encoded, as T and F.
std::string term_text(const IndexSnapshot& snapshot, FieldId field, TermId term);

/// Lucene's notation: "+f:a f:b -_id:([fe 1f]) #*:*", "(f:a f:b)~2", "ConstantScore(f:a)",
/// "(…)^2.0".
std::string to_string(const Plan& plan, const IndexSnapshot& snapshot);

/// The same for a clause whose score does not count: Lucene takes boosts and what only scores away.
std::string unscored_text(const Plan& plan, const IndexSnapshot& snapshot);

}  // namespace likewise
