#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/error.h"

namespace likewise {

/// "Section `group` of the vector fell into cluster `cluster`": one term of the inverted index.
///
/// The text form is `<group>-<cluster>` in decimal without leading zeros ("3-17"). It is what is
/// indexed, exported and shown; changing it invalidates every index. It is one term of a keyword
/// field; the standard analyzer would split it in two.
struct Token {
  std::uint32_t group = 0;
  std::uint16_t cluster = 0;

  /// Group first, then cluster: the order of the vector's sections.
  friend auto operator<=>(const Token&, const Token&) = default;
};

/// Appends the text form; what encoding writes millions of times.
void append_token(Token token, std::string& out);

/// Inverse of parse_token.
std::string to_string(Token token);

/// Accepts exactly the texts that to_string produces.
/// Errors: kInvalidArgument with the offending text.
Result<Token> parse_token(std::string_view text);

}  // namespace likewise
