#include "engine/vectors/npy_header.h"

#include <charconv>

#include <fmt/format.h>

namespace likewise {
namespace {

// A reader of the few Python literals that occur in the header.
class Literals {
 public:
  explicit Literals(std::string_view text) : text_(text) {}

  bool take(char expected) {
    skip_blanks();
    if (position_ < text_.size() && text_[position_] == expected) {
      ++position_;
      return true;
    }
    return false;
  }

  bool take_word(std::string_view word) {
    skip_blanks();
    if (text_.substr(position_).starts_with(word)) {
      position_ += word.size();
      return true;
    }
    return false;
  }

  Result<std::string> quoted() {
    const char quote = take('\'') ? '\'' : (take('"') ? '"' : '\0');
    const std::size_t end = quote == '\0' ? std::string_view::npos : text_.find(quote, position_);
    if (end == std::string_view::npos) {
      return expected("a quoted text");
    }
    std::string value(text_.substr(position_, end - position_));
    position_ = end + 1;
    return value;
  }

  Result<bool> boolean() {
    if (take_word("True")) {
      return true;
    }
    if (take_word("False")) {
      return false;
    }
    return expected("True or False");
  }

  Result<std::vector<std::uint64_t>> tuple() {
    std::vector<std::uint64_t> values;
    if (!take('(')) {
      return expected("a tuple");
    }
    while (!take(')')) {
      std::uint64_t value = 0;
      skip_blanks();
      const char* begin = text_.data() + position_;
      const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), value);
      if (error != std::errc()) {
        return expected("a whole number of at most 64 bits");
      }
      position_ += static_cast<std::size_t>(end - begin);
      take('L');  // Python 2 wrote long integers so
      values.push_back(value);
      if (!take(',') && !next_is(')')) {
        return expected("[,] or [)]");
      }
    }
    return values;
  }

  bool at_end() {
    skip_blanks();
    return position_ == text_.size();
  }

  tl::unexpected<Error> expected(std::string_view what) const {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("malformed .npy header at byte {}: expected {}", position_, what));
  }

 private:
  bool next_is(char character) const {
    return position_ < text_.size() && text_[position_] == character;
  }
  void skip_blanks() {
    position_ = std::min(text_.find_first_not_of(" \t\r\n", position_), text_.size());
  }

  std::string_view text_;
  std::size_t position_ = 0;
};

}  // namespace

Result<NpyHeader> parse_npy_header(std::string_view text) {
  Literals literals(text);
  NpyHeader header;
  bool has_descr = false;
  bool has_order = false;
  bool has_shape = false;
  if (!literals.take('{')) {
    return literals.expected("a dictionary");
  }
  while (!literals.take('}')) {
    LIKEWISE_TRY(const std::string key, literals.quoted());
    if (!literals.take(':')) {
      return literals.expected("[:]");
    }
    if (key == "descr" && !has_descr) {
      LIKEWISE_TRY(header.descr, literals.quoted());
      has_descr = true;
    } else if (key == "fortran_order" && !has_order) {
      LIKEWISE_TRY(header.fortran_order, literals.boolean());
      has_order = true;
    } else if (key == "shape" && !has_shape) {
      LIKEWISE_TRY(header.shape, literals.tuple());
      has_shape = true;
    } else {
      return literals.expected("each of descr, fortran_order and shape once");
    }
    literals.take(',');
  }
  if (!literals.at_end() || !has_descr || !has_order || !has_shape) {
    return literals.expected("descr, fortran_order and shape, and nothing after them");
  }
  return header;
}

}  // namespace likewise
