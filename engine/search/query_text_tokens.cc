#include "engine/search/query_text_tokens.h"

#include <algorithm>

#include "engine/base/java_text.h"

namespace likewise {
namespace {

using Kind = TextTokenKind;

constexpr std::string_view kWideSpace = "\xE3\x80\x80";  // U+3000
constexpr std::string_view kNoTermStart = " \t\n\r+-!():^[]\"{}~*?\\/";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Length of the white space at a place; 0 for none.
std::size_t space_at(std::string_view text, std::size_t at) {
  if (at < text.size() && std::string_view(" \t\n\r").find(text[at]) != std::string_view::npos) {
    return 1;
  }
  return text.substr(std::min(at, text.size())).starts_with(kWideSpace) ? kWideSpace.size() : 0;
}

/// Length of one character that may begin a term, an escaped one included; 0 for none.
std::size_t term_start_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) {
    return 0;
  }
  std::size_t escape = 0;
  if (text[at] == '\\') {
    if (at + 1 >= text.size()) {
      return 0;
    }
    escape = 1;
  } else if (kNoTermStart.find(text[at]) != std::string_view::npos || space_at(text, at) > 0) {
    return 0;
  }
  std::size_t length = 1;
  const auto is_continued = [&](std::size_t i) {
    return i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U;
  };
  while (is_continued(at + escape + length)) {
    ++length;
  }
  return escape + length;
}

std::size_t term_char_at(std::string_view text, std::size_t at) {
  const bool is_sign = at < text.size() && (text[at] == '-' || text[at] == '+');
  return is_sign ? 1 : term_start_at(text, at);
}

std::size_t number_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) {
    ++end;
  }
  if (end > at && end + 1 < text.size() && text[end] == '.' && is_digit(text[end + 1])) {
    ++end;
    while (end < text.size() && is_digit(text[end])) {
      ++end;
    }
  }
  return end - at;
}

/// A term, one that ends with its only `*`, or one with wildcards, whatever is longest.
struct Word {
  Kind kind = Kind::kTerm;
  std::size_t length = 0;
};

Word word_at(std::string_view text, std::size_t at) {
  const auto is_wild = [&](std::size_t i) {
    return i < text.size() && (text[i] == '*' || text[i] == '?');
  };
  std::size_t end = at;
  std::size_t wildcards = 0;
  std::size_t last_wildcard = 0;
  std::size_t step = is_wild(at) ? 1 : term_start_at(text, at);
  while (step > 0) {
    if (is_wild(end)) {
      ++wildcards;
      last_wildcard = end;
    }
    end += step;
    step = is_wild(end) ? 1 : term_char_at(text, end);
  }
  if (wildcards == 0) {
    return {Kind::kTerm, end - at};
  }
  const bool is_prefix = wildcards == 1 && last_wildcard + 1 == end && text[last_wildcard] == '*';
  return {is_prefix ? Kind::kPrefixTerm : Kind::kWildTerm, end - at};
}

/// Length of a quoted text with its quotes; 0 if it does not end.
std::size_t quoted_at(std::string_view text, std::size_t at) {
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      return i + 1 - at;
    }
  }
  return 0;
}

std::size_t regexp_at(std::string_view text, std::size_t at) {
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size() && text[i + 1] == '/') {
      ++i;
    } else if (text[i] == '/') {
      return i + 1 - at;
    }
  }
  return 0;
}

}  // namespace

std::string QueryTextTokens::place_of(std::string_view text, std::size_t offset) {
  return "line 1, column " + std::to_string(utf16_length(text.substr(0, offset)));
}

Error QueryTextTokens::lexical_error(std::size_t at) const {
  // Lucene looks one character further, and speaks of the end if there is none.
  const bool is_end = at + 1 >= text_.size();
  const std::size_t end = is_end ? text_.size() : at;
  std::string seen;
  for (const char c : text_.substr(token_begin_, end - token_begin_)) {
    seen += c == '"' || c == '\\' ? "\\" : "";
    seen += c;
  }
  const std::size_t column = utf16_length(text_.substr(0, end)) + 1;
  const std::string what = is_end
                               ? "<EOF>"
                               : "\"" + std::string(1, text_[at]) + "\" (" +
                                     std::to_string(static_cast<unsigned char>(text_[at])) + "),";
  return Error(ErrorCode::kInvalidArgument,
               "Lexical error at line 1, column " + std::to_string(column) + ".  Encountered: " +
                   what + " after : \"" + (end - token_begin_ > 1 ? seen : std::string()) + "\"")
      .with_type("token_mgr_error");
}

TextToken QueryTextTokens::take(Kind kind, std::size_t length) {
  const TextToken token{kind, text_.substr(at_, length), at_};
  at_ += length;
  return token;
}

Result<TextToken> QueryTextTokens::next() {
  while (state_ != State::kBoost && space_at(text_, at_) > 0) {
    at_ += space_at(text_, at_);
  }
  token_begin_ = at_;
  if (at_ >= text_.size()) {
    return TextToken{Kind::kEnd, {}, text_.size()};
  }
  switch (state_) {
    case State::kBoost:
      return next_boost();
    case State::kRange:
      return next_range();
    case State::kDefault:
      break;
  }
  return next_default();
}

Result<TextToken> QueryTextTokens::next_default() {
  const char c = text_[at_];
  const std::string_view rest = text_.substr(at_);
  switch (c) {
    case '(':
      return take(Kind::kOpen, 1);
    case ')':
      return take(Kind::kClose, 1);
    case ':':
      return take(Kind::kColon, 1);
    case '^':
      state_ = State::kBoost;
      return take(Kind::kCaret, 1);
    case '[':
    case '{':
      state_ = State::kRange;
      return take(c == '[' ? Kind::kRangeInStart : Kind::kRangeExStart, 1);
    case '+':
    case '-':
    case '!':
      if (const std::size_t space = space_at(text_, at_ + 1); space > 0) {
        return take(Kind::kBareOperator, 1 + space);
      }
      return take(c == '+' ? Kind::kPlus : c == '-' ? Kind::kMinus : Kind::kNot, 1);
    case '"':
      if (const std::size_t length = quoted_at(text_, at_); length > 0) {
        return take(Kind::kQuoted, length);
      }
      return fail(lexical_error(text_.size()));
    case '/':
      if (const std::size_t length = regexp_at(text_, at_); length > 0) {
        return take(Kind::kRegexpTerm, length);
      }
      return fail(lexical_error(text_.size()));
    case '~':
      return take(Kind::kFuzzySlop, 1 + number_at(text_, at_ + 1));
    default:
      break;
  }
  const Word word = word_at(text_, at_);
  const std::string_view image = rest.substr(0, word.length);
  const bool is_and = image == "AND" || image == "&&";
  if (is_and || image == "OR" || image == "||" || image == "NOT") {
    return take(is_and ? Kind::kAnd : image == "NOT" ? Kind::kNot : Kind::kOr, word.length);
  }
  if (image == "*") {
    return take(Kind::kStar, 1);
  }
  return word.length > 0 ? Result<TextToken>(take(word.kind, word.length))
                         : fail(lexical_error(std::min(at_ + 1, text_.size())));
}

Result<TextToken> QueryTextTokens::next_boost() {
  const std::size_t length = number_at(text_, at_);
  if (length == 0) {
    return fail(lexical_error(at_));
  }
  state_ = State::kDefault;
  return take(Kind::kNumber, length);
}

Result<TextToken> QueryTextTokens::next_range() {
  const char c = text_[at_];
  if (c == ']' || c == '}') {
    state_ = State::kDefault;
    return take(c == ']' ? Kind::kRangeInEnd : Kind::kRangeExEnd, 1);
  }
  const std::size_t goop = std::min(text_.find_first_of(" ]}", at_), text_.size()) - at_;
  if (c == '"') {
    for (std::size_t i = at_ + 1; i < text_.size(); ++i) {
      if (text_[i] == '\\' && i + 1 < text_.size() && text_[i + 1] == '"') {
        ++i;
      } else if (text_[i] == '"' && i > at_ + 1 && i + 1 - at_ >= goop) {
        return take(Kind::kRangeQuoted, i + 1 - at_);
      } else if (text_[i] == '"') {
        break;
      }
    }
  }
  return take(text_.substr(at_, goop) == "TO" ? Kind::kRangeTo : Kind::kRangeGoop, goop);
}

}  // namespace likewise
