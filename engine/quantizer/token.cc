#include "engine/quantizer/token.h"

#include <array>
#include <charconv>
#include <optional>

#include <fmt/format.h>

namespace likewise {
namespace {

template <class Number>
std::optional<Number> take_number(std::string_view& rest) {
  // from_chars accepts leading zeros, which would give one token two texts.
  if (rest.starts_with('0') && rest.size() > 1 && rest[1] >= '0' && rest[1] <= '9') {
    return std::nullopt;
  }
  Number value = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
  if (error != std::errc()) {
    return std::nullopt;
  }
  rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
  return value;
}

void append_number(std::uint32_t number, std::string& out) {
  std::array<char, 10> digits;
  const char* const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

}  // namespace

void append_token(Token token, std::string& out) {
  append_number(token.group, out);
  out.push_back('-');
  append_number(token.cluster, out);
}

std::string to_string(Token token) {
  std::string text;
  append_token(token, text);
  return text;
}

Result<Token> parse_token(std::string_view text) {
  std::string_view rest = text;
  const auto group = take_number<std::uint32_t>(rest);
  if (group && rest.starts_with('-')) {
    rest.remove_prefix(1);
    const auto cluster = take_number<std::uint16_t>(rest);
    if (cluster && rest.empty()) {
      return Token{*group, *cluster};
    }
  }
  return fail(ErrorCode::kInvalidArgument,
              fmt::format("malformed token [{}], expected <group>-<cluster>", text));
}

}  // namespace likewise
