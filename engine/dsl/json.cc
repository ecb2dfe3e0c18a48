#include "engine/dsl/json.h"

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "engine/dsl/json_lexer.h"

namespace likewise::json {
namespace {

/// Objects up to this size look for duplicate names one by one.
constexpr std::size_t kLinearNames = 16;

/// An array or object that is still open.
struct Open {
  Value value;
  std::string name;  ///< Of the member that is being read.
  std::size_t name_begin = 0;
  std::unordered_set<std::string> names;  ///< Only for objects beyond kLinearNames members.
};

class Parser {
 public:
  explicit Parser(std::string_view text) : lexer_(text) {}

  Result<Value> parse() {
    lexer_.skip_blanks();
    LIKEWISE_TRY_STATUS(start_value());
    while (!open_.empty()) {
      LIKEWISE_TRY_STATUS(open_.back().value.is_object() ? step_object() : step_array());
    }
    lexer_.skip_blanks();
    if (!lexer_.at_end()) {
      return fail(lexer_.trailing_text());
    }
    return std::move(root_);
  }

 private:
  /// Reads a scalar whole, or opens an array or object.
  Status start_value() {
    Value value;
    value.begin = lexer_.offset();
    const char c = lexer_.peek();
    if (c != '{' && c != '[') {
      LIKEWISE_TRY_STATUS(lexer_.read_scalar(value));
      value.end = lexer_.offset();
      complete(std::move(value));
      return {};
    }
    if (open_.size() == kMaxDepth) {
      return fail(lexer_.error_at(
          value.begin, fmt::format("Document nesting depth ({}) exceeds the maximum allowed ({})",
                                   kMaxDepth + 1, kMaxDepth)));
    }
    value.kind = c == '{' ? Kind::kObject : Kind::kArray;
    lexer_.advance();
    Open& open = open_.emplace_back();
    open.value = std::move(value);
    return {};
  }

  Status step_array() {
    lexer_.skip_blanks();
    Value& array = open_.back().value;
    if (lexer_.peek() == ']') {
      return close();
    }
    if (!array.items.empty()) {
      LIKEWISE_TRY_STATUS(lexer_.expect_comma("Array"));
      lexer_.skip_blanks();
    }
    return start_value();
  }

  Status step_object() {
    lexer_.skip_blanks();
    Open& open = open_.back();
    if (lexer_.peek() == '}') {
      return close();
    }
    if (!open.value.members.empty()) {
      LIKEWISE_TRY_STATUS(lexer_.expect_comma("Object"));
      lexer_.skip_blanks();
    }
    open.name_begin = lexer_.offset();
    LIKEWISE_TRY(open.name, lexer_.read_name());
    if (is_duplicate(open)) {
      return fail(lexer_.error_at(open.name_begin, fmt::format("Duplicate field '{}'", open.name)));
    }
    lexer_.skip_blanks();
    LIKEWISE_TRY_STATUS(lexer_.expect_colon());
    lexer_.skip_blanks();
    return start_value();
  }

  static bool is_duplicate(Open& open) {
    const std::vector<Member>& members = open.value.members;
    if (members.size() < kLinearNames) {
      return std::any_of(members.begin(), members.end(),
                         [&open](const Member& member) { return member.first == open.name; });
    }
    if (open.names.empty()) {
      for (const Member& member : members) {
        open.names.insert(member.first);
      }
    }
    return !open.names.insert(open.name).second;
  }

  Status close() {
    lexer_.advance();
    Value value = std::move(open_.back().value);
    value.end = lexer_.offset();
    open_.pop_back();
    complete(std::move(value));
    return {};
  }

  /// Hands a finished value to what contains it.
  void complete(Value value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return;
    }
    Open& open = open_.back();
    if (open.value.is_object()) {
      value.name_begin = open.name_begin;
      open.value.members.emplace_back(std::move(open.name), std::move(value));
    } else {
      open.value.items.push_back(std::move(value));
    }
  }

  Lexer lexer_;
  Value root_;
  std::vector<Open> open_;
};

}  // namespace

const Value* Value::find(std::string_view name) const {
  for (const Member& member : members) {
    if (member.first == name) {
      return &member.second;
    }
  }
  return nullptr;
}

Result<Value> parse(std::string_view text) {
  return Parser(text).parse();
}

Position position_of(std::string_view text, std::size_t offset) {
  Position position;
  std::size_t line_begin = 0;
  offset = std::min(offset, text.size());
  for (std::size_t i = 0; i < offset; ++i) {
    const bool lone_return = text[i] == '\r' && !(i + 1 < text.size() && text[i + 1] == '\n');
    if (text[i] == '\n' || lone_return) {
      ++position.line;
      line_begin = i + 1;
    }
  }
  position.column = offset - line_begin + 1;
  return position;
}

}  // namespace likewise::json
