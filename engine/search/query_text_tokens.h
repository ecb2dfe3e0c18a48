#pragma once

/// @file
/// The tokens of Lucene's query syntax, read as its generated token manager reads them: the longest
/// one wins, and what counts as one depends on whether a boost or a range is open.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/error.h"

namespace likewise {

enum class TextTokenKind : std::uint8_t {
  kEnd,
  kAnd,
  kOr,
  kNot,
  kPlus,
  kMinus,
  kBareOperator,  ///< "+ ", "- ", "! ": no operator but a word.
  kOpen,
  kClose,
  kColon,
  kStar,
  kCaret,
  kQuoted,
  kTerm,
  kFuzzySlop,
  kPrefixTerm,
  kWildTerm,
  kRegexpTerm,
  kRangeInStart,
  kRangeExStart,
  kNumber,
  kRangeTo,
  kRangeInEnd,
  kRangeExEnd,
  kRangeQuoted,
  kRangeGoop,
};

struct TextToken {
  TextTokenKind kind = TextTokenKind::kEnd;
  std::string_view image;  ///< As written.
  std::size_t begin = 0;   ///< Byte offset.
};

/// Reads one token after the other. The text must outlive it.
class QueryTextTokens {
 public:
  explicit QueryTextTokens(std::string_view text) : text_(text) {}

  /// Errors: token_mgr_error in Lucene's words.
  Result<TextToken> next();

  /// "line 1, column 3" of a byte offset: Lucene counts UTF-16 units and no lines.
  static std::string place_of(std::string_view text, std::size_t offset);

 private:
  enum class State : std::uint8_t { kDefault, kBoost, kRange };

  TextToken take(TextTokenKind kind, std::size_t length);
  Result<TextToken> next_default();
  Result<TextToken> next_boost();
  Result<TextToken> next_range();
  Error lexical_error(std::size_t at) const;

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t token_begin_ = 0;
  State state_ = State::kDefault;
};

}  // namespace likewise
