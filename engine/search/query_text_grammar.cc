#include "engine/search/query_text_grammar.h"

#include <algorithm>
#include <string>
#include <utility>

namespace likewise {
namespace {

using Kind = TextTokenKind;
using Kinds = TextTokenKinds;

/// Lucene's names of its tokens.
std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::kEnd:
      return "<EOF>";
    case Kind::kAnd:
      return "<AND>";
    case Kind::kOr:
      return "<OR>";
    case Kind::kNot:
      return "<NOT>";
    case Kind::kPlus:
      return "\"+\"";
    case Kind::kMinus:
      return "\"-\"";
    case Kind::kBareOperator:
      return "<BAREOPER>";
    case Kind::kOpen:
      return "\"(\"";
    case Kind::kClose:
      return "\")\"";
    case Kind::kColon:
      return "\":\"";
    case Kind::kStar:
      return "\"*\"";
    case Kind::kCaret:
      return "\"^\"";
    case Kind::kQuoted:
      return "<QUOTED>";
    case Kind::kTerm:
      return "<TERM>";
    case Kind::kFuzzySlop:
      return "<FUZZY_SLOP>";
    case Kind::kPrefixTerm:
      return "<PREFIXTERM>";
    case Kind::kWildTerm:
      return "<WILDTERM>";
    case Kind::kRegexpTerm:
      return "<REGEXPTERM>";
    case Kind::kRangeInStart:
      return "\"[\"";
    case Kind::kRangeExStart:
      return "\"{\"";
    case Kind::kNumber:
      return "<NUMBER>";
    case Kind::kRangeTo:
      return "\"TO\"";
    case Kind::kRangeInEnd:
      return "\"]\"";
    case Kind::kRangeExEnd:
      return "\"}\"";
    case Kind::kRangeQuoted:
      return "<RANGE_QUOTED>";
    case Kind::kRangeGoop:
      return "<RANGE_GOOP>";
  }
  return "";
}

}  // namespace

const Kinds& modifier_kinds() {
  static const Kinds kKinds = {Kind::kNot, Kind::kPlus, Kind::kMinus};
  return kKinds;
}

const Kinds& clause_starts() {
  static const Kinds kKinds = {Kind::kBareOperator, Kind::kOpen,       Kind::kStar,
                               Kind::kQuoted,       Kind::kTerm,       Kind::kPrefixTerm,
                               Kind::kWildTerm,     Kind::kRegexpTerm, Kind::kRangeInStart,
                               Kind::kRangeExStart, Kind::kNumber};
  return kKinds;
}

bool contains(const Kinds& kinds, Kind kind) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

Kinds joined(Kinds first, const Kinds& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

Kinds kinds_behind_clause(Kind end, bool may_have_boost, bool may_have_slop) {
  Kinds kinds;
  if (end == Kind::kEnd) {
    kinds.push_back(end);
  }
  kinds = joined(joined(std::move(kinds), {Kind::kAnd, Kind::kOr}), modifier_kinds());
  for (const Kind kind : clause_starts()) {
    kinds.push_back(kind);
    if (kind == Kind::kOpen && end == Kind::kClose) {
      kinds.push_back(end);
    } else if (kind == Kind::kStar && may_have_boost) {
      kinds.push_back(Kind::kCaret);
    } else if (kind == Kind::kTerm && may_have_slop) {
      kinds.push_back(Kind::kFuzzySlop);
    }
  }
  return kinds;
}

Error parse_failure(std::string_view text, Error cause) {
  return Error(ErrorCode::kInvalidArgument,
               "Cannot parse '" + std::string(text) + "': " + cause.message())
      .with_type("parse_exception")
      .caused_by(std::move(cause));
}

Error unexpected_token(std::string_view text, const TextToken& token, const Kinds& expected) {
  std::string reason = "Encountered \"";
  if (token.kind == Kind::kEnd) {
    reason += "<EOF>\"";
  } else {
    reason += " " + std::string(name_of(token.kind)) + " \"" + std::string(token.image) + " \"\"";
  }
  reason += " at " + QueryTextTokens::place_of(text, token.begin) + ".\nWas expecting";
  reason += expected.size() == 1 ? ":\n" : " one of:\n";
  for (const Kind kind : expected) {
    reason += "    " + std::string(name_of(kind)) + (kind == Kind::kEnd ? " \n" : " ...\n");
  }
  reason += "    ";
  return parse_failure(
      text, Error(ErrorCode::kInvalidArgument, std::move(reason)).with_type("parse_exception"));
}

}  // namespace likewise
