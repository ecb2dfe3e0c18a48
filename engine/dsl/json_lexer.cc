#include "engine/dsl/json_lexer.h"

#include <charconv>
#include <system_error>

#include <fmt/format.h>

#include "engine/base/java_text.h"

namespace likewise::json {
namespace {

constexpr std::string_view kValues =
    "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_word_character(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
}

void append_utf8(std::string& out, unsigned point) {
  const auto put = [&out](unsigned byte) { out.push_back(static_cast<char>(byte)); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xC0U | point >> 6U);
    put(0x80U | (point & 0x3FU));
  } else if (point < 0x10000) {
    put(0xE0U | point >> 12U);
    put(0x80U | (point >> 6U & 0x3FU));
    put(0x80U | (point & 0x3FU));
  } else {
    put(0xF0U | point >> 18U);
    put(0x80U | (point >> 12U & 0x3FU));
    put(0x80U | (point >> 6U & 0x3FU));
    put(0x80U | (point & 0x3FU));
  }
}

}  // namespace

void Lexer::skip_blanks() {
  while (!at_end()) {
    const char c = text_[offset_];
    if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
      return;
    }
    ++offset_;
  }
}

Error Lexer::error_at(std::size_t offset, std::string reason) const {
  const Position position = position_of(text_, offset);
  return Error(ErrorCode::kInvalidArgument, std::move(reason))
      .with_type("json_parse_exception")
      .at(position.line, position.column);
}

Error Lexer::end_of_input(std::string_view where) const {
  return error_at(offset_, fmt::format("Unexpected end-of-input{}", where))
      .with_type("json_e_o_f_exception");
}

Error Lexer::unexpected(std::string_view expectation) const {
  if (at_end()) {
    return end_of_input(" within/between Object entries");
  }
  const auto c = static_cast<unsigned char>(text_[offset_]);
  if (c >= 0x80 || c < 0x20) {
    return error_at(offset_, fmt::format("Unexpected character (code {}): {}", c, expectation));
  }
  return error_at(offset_, fmt::format("Unexpected character ('{}' (code {})): {}",
                                       static_cast<char>(c), c, expectation));
}

Error Lexer::bad_word() const {
  std::size_t end = offset_;
  while (end < text_.size() && is_word_character(text_[end])) {
    ++end;
  }
  if (end == offset_) {
    return unexpected(fmt::format("expected a valid value {}", kValues));
  }
  return error_at(offset_, fmt::format("Unrecognized token '{}': was expecting {}",
                                       text_.substr(offset_, end - offset_), kValues));
}

Error Lexer::trailing_text() const {
  const char c = peek();
  if (c == '}' || c == ']') {
    return error_at(offset_, fmt::format("Unexpected close marker '{}'", c));
  }
  if (is_word_character(c)) {
    return bad_word();
  }
  return unexpected("the text should have ended here");
}

Status Lexer::expect_comma(std::string_view container) {
  if (peek() == ',') {
    ++offset_;
    return {};
  }
  if (at_end()) {
    return fail(end_of_input(fmt::format(": expected close marker for {}", container)));
  }
  return fail(unexpected(fmt::format("was expecting comma to separate {} entries", container)));
}

Status Lexer::expect_colon() {
  if (peek() == ':') {
    ++offset_;
    return {};
  }
  return fail(unexpected("was expecting a colon to separate field name and value"));
}

Result<std::string> Lexer::read_name() {
  if (at_end()) {
    return fail(end_of_input(": expected close marker for Object"));
  }
  if (peek() != '"') {
    return fail(unexpected("was expecting double-quote to start field name"));
  }
  std::string name;
  LIKEWISE_TRY_STATUS(read_string(name, " in field name"));
  return name;
}

bool Lexer::take_word(std::string_view word) {
  if (text_.substr(offset_, word.size()) != word) {
    return false;
  }
  const std::size_t end = offset_ + word.size();
  if (end < text_.size() && is_word_character(text_[end])) {
    return false;
  }
  offset_ = end;
  return true;
}

Status Lexer::read_scalar(Value& value) {
  const char c = peek();
  if (at_end()) {
    return fail(end_of_input(" within/between Object entries"));
  }
  if (c == '"') {
    value.kind = Kind::kString;
    return read_string(value.text, ": was expecting closing quote for a string value");
  }
  if (c == '-' || is_digit(c)) {
    return read_number(value);
  }
  if (take_word("true") || take_word("false")) {
    value.kind = Kind::kBoolean;
    value.boolean = c == 't';
    return {};
  }
  if (take_word("null")) {
    value.kind = Kind::kNull;
    return {};
  }
  return fail(bad_word());
}

Status Lexer::read_string(std::string& out, std::string_view where) {
  ++offset_;
  while (!at_end()) {
    const auto c = static_cast<unsigned char>(text_[offset_]);
    if (c == '"') {
      ++offset_;
      return {};
    }
    if (c == '\\') {
      LIKEWISE_TRY_STATUS(read_escape(out));
    } else if (c < 0x20) {
      return fail(error_at(offset_, fmt::format("Illegal unquoted character ((CTRL-CHAR, code {}))"
                                                ": has to be escaped using backslash to be "
                                                "included in string value",
                                                c)));
    } else if (c >= 0x80) {
      LIKEWISE_TRY_STATUS(read_utf8(out));
    } else {
      out.push_back(static_cast<char>(c));
      ++offset_;
    }
  }
  return fail(end_of_input(where));
}

Status Lexer::read_utf8(std::string& out) {
  const auto lead = static_cast<unsigned char>(text_[offset_]);
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  const std::string_view sequence = text_.substr(offset_, length);
  if (sequence.size() < length || !is_valid_utf8(sequence)) {
    return fail(error_at(offset_, fmt::format("Invalid UTF-8 start byte 0x{:x}", lead)));
  }
  out.append(sequence);
  offset_ += length;
  return {};
}

Result<unsigned> Lexer::read_hex4() {
  unsigned unit = 0;
  const std::string_view digits = text_.substr(offset_, 4);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), unit, 16);
  if (digits.size() < 4 || error != std::errc{} || end != digits.data() + 4) {
    return fail(error_at(offset_, "expected a hex-digit for character escape sequence"));
  }
  offset_ += 4;
  return unit;
}

Status Lexer::read_escape(std::string& out) {
  const std::size_t begin = offset_;
  ++offset_;
  if (at_end()) {
    return fail(end_of_input(" in character escape sequence"));
  }
  const char c = text_[offset_];
  ++offset_;
  constexpr std::string_view kNames = "\"\\/bfnrt";
  constexpr std::string_view kCharacters = "\"\\/\b\f\n\r\t";
  if (const std::size_t i = kNames.find(c); i != std::string_view::npos) {
    out.push_back(kCharacters[i]);
    return {};
  }
  if (c != 'u') {
    return fail(error_at(begin, fmt::format("Unrecognized character escape '{}' (code {})", c,
                                            static_cast<unsigned char>(c))));
  }
  LIKEWISE_TRY(unsigned point, read_hex4());
  if (point >= 0xD800 && point < 0xE000) {
    // A surrogate means a character only as the first of a pair.
    if (point >= 0xDC00 || text_.substr(offset_, 2) != "\\u") {
      return fail(error_at(begin, "Unpaired surrogate in character escape sequence"));
    }
    offset_ += 2;
    LIKEWISE_TRY(const unsigned low, read_hex4());
    if (low < 0xDC00 || low > 0xDFFF) {
      return fail(error_at(begin, "Unpaired surrogate in character escape sequence"));
    }
    point = 0x10000 + ((point - 0xD800) << 10U) + (low - 0xDC00);
  }
  append_utf8(out, point);
  return {};
}

Status Lexer::read_digits(std::string_view complaint) {
  if (!is_digit(peek())) {
    return fail(at_end() ? end_of_input(" in a Number value")
                         : error_at(offset_, fmt::format("Unexpected character ('{}' (code {})) in "
                                                         "numeric value: {}",
                                                         peek(), static_cast<unsigned char>(peek()),
                                                         complaint)));
  }
  while (is_digit(peek())) {
    ++offset_;
  }
  return {};
}

Status Lexer::read_number(Value& value) {
  const std::size_t begin = offset_;
  if (peek() == '-') {
    ++offset_;
  }
  const std::size_t digits = offset_;
  LIKEWISE_TRY_STATUS(
      read_digits("expected digit (0-9) to follow minus sign, for valid numeric value"));
  if (text_[digits] == '0' && offset_ > digits + 1) {
    return fail(error_at(begin, "Invalid numeric value: Leading zeroes not allowed"));
  }
  if (peek() == '.') {
    ++offset_;
    LIKEWISE_TRY_STATUS(read_digits("Decimal point not followed by a digit"));
  }
  if (peek() == 'e' || peek() == 'E') {
    ++offset_;
    if (peek() == '+' || peek() == '-') {
      ++offset_;
    }
    LIKEWISE_TRY_STATUS(read_digits("Exponent indicator not followed by a digit"));
  }
  value.kind = Kind::kNumber;
  value.text = std::string(text_.substr(begin, offset_ - begin));
  double number = 0;
  const auto result =
      std::from_chars(value.text.data(), value.text.data() + value.text.size(), number);
  // Too small reads as out of range as well, and is zero.
  const bool too_large = result.ec == std::errc::result_out_of_range &&
                         value.text.find("e-") == std::string::npos &&
                         value.text.find("E-") == std::string::npos && value.text.find("0.") != 0 &&
                         value.text.find("-0.") != 0;
  if (too_large) {
    return fail(
        error_at(begin, fmt::format("Numeric value ({}) out of range of double", value.text)));
  }
  return {};
}

}  // namespace likewise::json
