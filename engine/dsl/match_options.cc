#include "engine/dsl/match_options.h"

#include <algorithm>
#include <cctype>
#include <string>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"

namespace likewise {
namespace {

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(c < 0x80 ? std::toupper(c) : c); });
  return text;
}

}  // namespace

Scalar to_scalar(const json::Value& value) {
  const auto kind = value.is_number()    ? Scalar::Kind::kNumber
                    : value.is_boolean() ? Scalar::Kind::kBoolean
                                         : Scalar::Kind::kString;
  return {kind, scalar_text(value)};
}

Result<bool> read_operator(const json::Value& value, QueryParseState& state) {
  LIKEWISE_TRY(const std::string text, read_text(value, state.text));
  const std::string name = upper(text);
  if (name != "AND" && name != "OR") {
    return fail(illegal_argument(
        fmt::format("No enum constant org.elasticsearch.index.query.Operator.{}", name)));
  }
  return name == "AND";
}

Result<bool> read_zero_terms(const json::Value& value, QueryParseState& state) {
  LIKEWISE_TRY(const std::string text, read_text(value, state.text));
  const std::string name = upper(text);
  if (name != "ALL" && name != "NONE") {
    return fail(parsing_error(state.text, value.begin,
                              fmt::format("Unsupported zero_terms_query value [{}]", text)));
  }
  return name == "ALL";
}

Status check_option_token(std::string_view clause, std::string_view name, const json::Value& value,
                          const QueryParseState& state) {
  if (!value.is_null() && !value.is_array() && !value.is_object()) {
    return {};
  }
  return fail(parsing_error(
      state.text, value.begin,
      fmt::format("[{}] unknown token [{}] after [{}]", clause, token_name(value), name)));
}

Status check_rewrite(std::string_view clause, const json::Value& value,
                     const QueryParseState& state) {
  if (value.is_null() || (value.is_string() && value.text == "constant_score")) {
    return {};
  }
  return fail(unsupported_error(
      state.text, value.begin,
      fmt::format("[{}] query supports only [rewrite] constant_score here", clause)));
}

Error multiple_fields(std::string_view clause, std::string_view first, std::string_view second,
                      const json::Value& value, const QueryParseState& state) {
  return parsing_error(
      state.text, value.begin,
      fmt::format("[{}] query doesn't support multiple fields, found [{}] and [{}]", clause, first,
                  second));
}

}  // namespace likewise
