#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/base/error.h"
#include "engine/dsl/json.h"

namespace likewise::json {

/// Reads the tokens of one JSON text for json::parse: names, scalars and punctuation, each refused
/// with the sentence that Elasticsearch's parser has for it. Not thread-safe.
class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::size_t offset() const { return offset_; }
  bool at_end() const { return offset_ == text_.size(); }
  /// The next character; NUL at the end.
  char peek() const { return at_end() ? '\0' : text_[offset_]; }
  void advance() { ++offset_; }
  void skip_blanks();

  Status expect_comma(std::string_view container);
  Status expect_colon();
  Result<std::string> read_name();
  /// A string, number, true, false or null, into `value`'s kind and contents.
  Status read_scalar(Value& value);

  Error error_at(std::size_t offset, std::string reason) const;
  /// Why the text should have ended here.
  Error trailing_text() const;

 private:
  Error unexpected(std::string_view expectation) const;
  Error end_of_input(std::string_view where) const;
  Error bad_word() const;
  Status read_string(std::string& out, std::string_view where);
  Status read_escape(std::string& out);
  Result<unsigned> read_hex4();
  Status read_utf8(std::string& out);
  Status read_number(Value& value);
  Status read_digits(std::string_view complaint);
  bool take_word(std::string_view word);

  std::string_view text_;
  std::size_t offset_ = 0;
};

}  // namespace likewise::json
