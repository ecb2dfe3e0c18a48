#include "engine/search/query_text_parser.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/search/query_text_parse.h"
#include "engine/search/rewrite.h"

namespace likewise {
namespace {

constexpr std::size_t kMaxNesting = 100;

using Kind = TextTokenKind;
using Kinds = TextTokenKinds;
using Conjunction = QueryTextConjunction;
using Modifier = QueryTextModifier;

}  // namespace

Result<TextToken> QueryTextParse::peek(std::size_t ahead) {
  while (ahead_.size() <= ahead) {
    Result<TextToken> token = tokens_.next();
    if (!token) {
      return fail(parse_failure(text_, std::move(token).error()));
    }
    ahead_.push_back(*token);
  }
  return ahead_[ahead];
}

Result<bool> QueryTextParse::next_is(Kind kind) {
  LIKEWISE_TRY(const TextToken token, peek(0));
  return token.kind == kind;
}

Result<TextToken> QueryTextParse::expect_any(const Kinds& kinds, const Kinds& shown) {
  LIKEWISE_TRY(const TextToken token, peek(0));
  if (!contains(kinds, token.kind)) {
    return fail(unexpected(token, shown));
  }
  skip();
  return token;
}

/// A word with a word behind it, and nothing behind that which belongs to that second word alone.
Result<bool> QueryTextParse::starts_words() {
  for (const std::size_t i : {std::size_t{0}, std::size_t{1}}) {
    LIKEWISE_TRY(const TextToken token, peek(i));
    if (token.kind != Kind::kTerm) {
      return false;
    }
  }
  LIKEWISE_TRY(const TextToken third, peek(2));
  return third.kind != Kind::kColon && third.kind != Kind::kStar &&
         third.kind != Kind::kFuzzySlop && third.kind != Kind::kCaret && third.kind != Kind::kAnd &&
         third.kind != Kind::kOr;
}

Status QueryTextParse::words(const std::string* field, Clauses& clauses) {
  std::string all;
  for (bool more = true; more;) {
    LIKEWISE_TRY(const bool is_followed, starts_words());
    more = is_followed;
    LIKEWISE_TRY(const TextToken token, peek(0));
    all += (all.empty() ? "" : " ") + std::string(token.image);
    skip();
  }
  may_have_boost_ = false;
  may_have_slop_ = false;
  LIKEWISE_TRY(const PlanRef plan, leaves_.words(field, without_escapes(all)));
  if (plan == nullptr) {
    return {};
  }
  const Occur occur = options_.operator_and ? Occur::kMust : Occur::kShould;
  const auto* const group = plan->as<BoolPlan>();
  if (group == nullptr) {
    clauses.push_back({occur, plan});
    return {};
  }
  const bool only_terms =
      std::all_of(group->clauses.begin(), group->clauses.end(),
                  [](const PlanClause& one) { return one.plan->as<TermPlan>() != nullptr; });
  for (const PlanClause& one : group->clauses) {
    clauses.push_back({only_terms ? one.occur : occur, one.plan});
  }
  return {};
}

Result<PlanRef> QueryTextParse::query(const std::string* field) {
  static const Kinds at_start = joined(joined(modifier_kinds(), clause_starts()), {Kind::kTerm});
  static const Kinds behind_modifier = joined(clause_starts(), {Kind::kTerm, Kind::kStar});
  static const Kinds behind_conjunction = joined(modifier_kinds(), behind_modifier);
  Clauses clauses;
  PlanRef only;
  LIKEWISE_TRY(const bool first_words, starts_words());
  if (first_words) {
    LIKEWISE_TRY_STATUS(words(field, clauses));
  } else {
    LIKEWISE_TRY(const Modifier mods, modifier());
    LIKEWISE_TRY(PlanRef plan, clause(field, mods == Modifier::kNone ? at_start : behind_modifier));
    only = mods == Modifier::kNone ? plan : nullptr;
    add(clauses, Conjunction::kNone, mods, std::move(plan));
  }
  while (true) {
    LIKEWISE_TRY(const TextToken token, peek(0));
    const bool is_joined = token.kind == Kind::kAnd || token.kind == Kind::kOr;
    if (!is_joined && !contains(modifier_kinds(), token.kind) &&
        !contains(clause_starts(), token.kind)) {
      break;
    }
    LIKEWISE_TRY(const bool is_words, starts_words());
    if (is_words) {
      LIKEWISE_TRY_STATUS(words(field, clauses));
      continue;
    }
    LIKEWISE_TRY(const Conjunction conj, conjunction());
    LIKEWISE_TRY(const Modifier mods, modifier());
    LIKEWISE_TRY(PlanRef plan,
                 clause(field, mods == Modifier::kNone ? behind_conjunction : behind_modifier));
    add(clauses, conj, mods, std::move(plan));
  }
  if (clauses.size() == 1 && only != nullptr) {
    return only;
  }
  if (clauses.empty()) {
    return PlanRef();
  }
  if (clauses.size() > options_.max_clauses) {
    return fail(too_many_clauses(options_.max_clauses));
  }
  return without_pure_negation(make_plan(BoolPlan{std::move(clauses), 0}));
}

void QueryTextParse::add(Clauses& clauses, Conjunction conjunction, Modifier modifier,
                         PlanRef plan) const {
  // AND also requires what stands before it; OR makes that optional where AND is the default.
  if (!clauses.empty() && clauses.back().occur != Occur::kMustNot) {
    if (conjunction == Conjunction::kAnd) {
      clauses.back().occur = Occur::kMust;
    } else if (conjunction == Conjunction::kOr && options_.operator_and) {
      clauses.back().occur = Occur::kShould;
    }
  }
  if (plan == nullptr) {
    return;
  }
  Occur occur = Occur::kShould;
  if (modifier == Modifier::kProhibited) {
    occur = Occur::kMustNot;
  } else if (options_.operator_and
                 ? conjunction != Conjunction::kOr
                 : modifier == Modifier::kRequired || conjunction == Conjunction::kAnd) {
    occur = Occur::kMust;
  }
  clauses.push_back({occur, std::move(plan)});
}

Result<Modifier> QueryTextParse::modifier() {
  LIKEWISE_TRY(const TextToken token, peek(0));
  if (token.kind == Kind::kPlus) {
    skip();
    return Modifier::kRequired;
  }
  if (token.kind == Kind::kMinus || token.kind == Kind::kNot) {
    skip();
    return Modifier::kProhibited;
  }
  return Modifier::kNone;
}

Result<Conjunction> QueryTextParse::conjunction() {
  LIKEWISE_TRY(const TextToken token, peek(0));
  if (token.kind != Kind::kAnd && token.kind != Kind::kOr) {
    return Conjunction::kNone;
  }
  skip();
  return token.kind == Kind::kAnd ? Conjunction::kAnd : Conjunction::kOr;
}

Result<PlanRef> QueryTextParse::clause(const std::string* field, const Kinds& expected) {
  std::string named;
  bool has_name = false;
  LIKEWISE_TRY(const TextToken first, peek(0));
  if (first.kind == Kind::kTerm || first.kind == Kind::kStar) {
    LIKEWISE_TRY(const TextToken second, peek(1));
    if (second.kind == Kind::kColon) {
      named = first.kind == Kind::kStar ? "*" : without_escapes(first.image);
      field = &named;
      has_name = true;
      skip();
      skip();
    }
  }
  LIKEWISE_TRY(const bool is_group, next_is(Kind::kOpen));
  return is_group ? group(field) : term(field, has_name ? clause_starts() : expected);
}

Result<PlanRef> QueryTextParse::group(const std::string* field) {
  if (++depth_ > kMaxNesting) {
    return fail(parse_failure(
        text_,
        Error(ErrorCode::kInvalidArgument, "Too many parentheses").with_type("parse_exception")));
  }
  skip();
  LIKEWISE_TRY(PlanRef plan, query(field));
  LIKEWISE_TRY_STATUS(expect_any({Kind::kClose}, behind_clause(Kind::kClose)));
  --depth_;
  return with_boost(std::move(plan));
}

Result<PlanRef> QueryTextParse::with_boost(PlanRef plan) {
  LIKEWISE_TRY(const bool has_boost, next_is(Kind::kCaret));
  may_have_boost_ = !has_boost;
  may_have_slop_ = false;
  if (!has_boost) {
    return plan;
  }
  skip();
  LIKEWISE_TRY(const TextToken number, expect_any({Kind::kNumber}));
  return plan == nullptr ? plan : boosted(std::move(plan), to_float(number.image));
}

Result<PlanRef> parse_query_text(std::string_view text, const QueryTextOptions& options,
                                 QueryTextLeaves& leaves) {
  return QueryTextParse(text, options, leaves).run();
}

bool is_query_text_error(const Error& error) {
  return error.type() == "parse_exception" && error.message().starts_with("Cannot parse '");
}

PlanRef without_pure_negation(PlanRef plan) {
  const auto* const group = plan == nullptr ? nullptr : plan->as<BoolPlan>();
  const bool is_negative =
      group != nullptr && !group->clauses.empty() &&
      std::all_of(group->clauses.begin(), group->clauses.end(),
                  [](const PlanClause& clause) { return clause.occur == Occur::kMustNot; });
  if (!is_negative) {
    return plan;
  }
  BoolPlan with_all = *group;
  with_all.clauses.push_back({Occur::kFilter, make_plan(AllPlan{})});
  return make_plan(std::move(with_all));
}

}  // namespace likewise
