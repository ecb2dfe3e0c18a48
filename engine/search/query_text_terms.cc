#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include "engine/search/query_text_parse.h"

namespace likewise {
namespace {

using Kind = TextTokenKind;
using Kinds = TextTokenKinds;

Error unsupported(std::string_view what) {
  return Error(ErrorCode::kUnsupported,
               "[query_string] query does not support " + std::string(what) + " here")
      .with_type("parsing_exception");
}

}  // namespace

float to_float(std::string_view digits) {
  float value = 1.0F;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::string without_escapes(std::string_view image) {
  std::string out;
  for (std::size_t i = 0; i < image.size(); ++i) {
    if (image[i] == '\\' && i + 1 < image.size()) {
      ++i;
    }
    out += image[i];
  }
  return out;
}

Result<PlanRef> QueryTextParse::term(const std::string* field, const Kinds& expected) {
  LIKEWISE_TRY(const TextToken token, peek(0));
  switch (token.kind) {
    case Kind::kTerm:
    case Kind::kStar:
    case Kind::kPrefixTerm:
    case Kind::kWildTerm:
    case Kind::kRegexpTerm:
    case Kind::kNumber:
    case Kind::kBareOperator:
      skip();
      return bare(field, token);
    case Kind::kRangeInStart:
    case Kind::kRangeExStart:
      skip();
      return range(field, token);
    case Kind::kQuoted:
      skip();
      return quoted(field, token);
    default:
      return fail(unexpected(token, expected));
  }
}

Result<PlanRef> QueryTextParse::bare(const std::string* field, const TextToken& token) {
  LIKEWISE_TRY(bool has_slop, next_is(Kind::kFuzzySlop));
  if (!has_slop) {
    LIKEWISE_TRY(const TextToken caret, peek(0));
    if (caret.kind == Kind::kCaret) {
      LIKEWISE_TRY(const TextToken number, peek(1));
      LIKEWISE_TRY(const TextToken slop, peek(2));
      has_slop = number.kind == Kind::kNumber && slop.kind == Kind::kFuzzySlop;
    }
  }
  const std::string_view image = token.image;
  if (has_slop || token.kind == Kind::kRegexpTerm) {
    return fail(unsupported(has_slop ? "fuzzy words" : "regular expressions"));
  }
  Result<PlanRef> plan = PlanRef();
  if (token.kind == Kind::kStar || token.kind == Kind::kWildTerm) {
    plan = leaves_.wildcard(field, std::string(image));
  } else if (token.kind == Kind::kPrefixTerm) {
    plan = leaves_.prefix(field, without_escapes(image.substr(0, image.size() - 1)));
  } else {
    const bool is_operator = token.kind == Kind::kBareOperator;
    plan = leaves_.words(field, without_escapes(is_operator ? image.substr(0, 1) : image));
  }
  LIKEWISE_TRY(PlanRef made, std::move(plan));
  LIKEWISE_TRY(PlanRef weighted, with_boost(std::move(made)));
  may_have_slop_ = true;
  return weighted;
}

Result<PlanRef> QueryTextParse::quoted(const std::string* field, const TextToken& token) {
  std::int32_t slop = options_.phrase_slop;
  std::optional<float> boost;
  bool has_slop = false;
  while (true) {  // A slop and a boost, in either order.
    LIKEWISE_TRY(const TextToken mark, peek(0));
    if (mark.kind == Kind::kFuzzySlop && !has_slop) {
      constexpr float kMost = 1e9F;
      skip();
      has_slop = true;
      slop = mark.image.size() > 1
                 ? static_cast<std::int32_t>(std::min(to_float(mark.image.substr(1)), kMost))
                 : slop;
    } else if (mark.kind == Kind::kCaret && !boost) {
      skip();
      LIKEWISE_TRY(const TextToken number, expect_any({Kind::kNumber}));
      boost = to_float(number.image);
    } else {
      break;
    }
  }
  may_have_boost_ = !boost;
  may_have_slop_ = !has_slop;
  const std::string_view inside = token.image.substr(1, token.image.size() - 2);
  LIKEWISE_TRY(PlanRef plan, leaves_.phrase(field, without_escapes(inside), slop));
  return plan != nullptr && boost ? boosted(std::move(plan), *boost) : std::move(plan);
}

Result<PlanRef> QueryTextParse::range(const std::string* field, const TextToken& open) {
  static const Kinds kBounds = {Kind::kRangeTo, Kind::kRangeQuoted, Kind::kRangeGoop};
  LIKEWISE_TRY(const TextToken low, expect_any(kBounds));
  LIKEWISE_TRY_STATUS(expect_any({Kind::kRangeTo}));
  LIKEWISE_TRY(const TextToken high, expect_any(kBounds));
  LIKEWISE_TRY(const TextToken close, expect_any({Kind::kRangeInEnd, Kind::kRangeExEnd}));
  const auto bound = [](const TextToken& token) -> std::optional<std::string> {
    if (token.kind == Kind::kRangeQuoted) {
      return without_escapes(token.image.substr(1, token.image.size() - 2));
    }
    return token.image == "*" ? std::nullopt
                              : std::optional<std::string>(without_escapes(token.image));
  };
  LIKEWISE_TRY(PlanRef plan,
               leaves_.range(field, bound(low), bound(high), open.kind == Kind::kRangeInStart,
                             close.kind == Kind::kRangeInEnd));
  return with_boost(std::move(plan));
}

}  // namespace likewise
