#include "engine/dsl/raw_members.h"

#include <cstring>

namespace likewise {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at])) {
    ++at;
  }
  return at;
}

/// Behind the string that starts at `at`. Sets `has_escapes` if it has some.
std::size_t skip_string(std::string_view text, std::size_t at, bool& has_escapes) {
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\') {
      has_escapes = true;
      ++at;
    }
  }
  return at < text.size() ? at + 1 : text.size();
}

/// Behind the value that starts at `at`.
std::size_t skip_value(std::string_view text, std::size_t at) {
  bool has_escapes = false;
  if (at < text.size() && text[at] == '"') {
    return skip_string(text, at, has_escapes);
  }
  std::size_t depth = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '"') {
      at = skip_string(text, at, has_escapes);
      continue;
    }
    if (c == '[' || c == '{') {
      ++depth;
    } else if (c == ']' || c == '}') {
      if (depth == 0) {
        return at;  // It ends what holds a number or a word.
      }
      if (--depth == 0) {
        return at + 1;
      }
    } else if (depth == 0 && (c == ',' || is_blank(c))) {
      return at;
    }
    ++at;
  }
  return at;
}

}  // namespace

RawMembers::RawMembers(std::string_view object) : text_(object) {
  at_ = skip_blanks(text_, 0);
  at_ = at_ < text_.size() && text_[at_] == '{' ? at_ + 1 : text_.size();
}

std::optional<RawMember> RawMembers::next() {
  at_ = skip_blanks(text_, at_);
  if (at_ < text_.size() && text_[at_] == ',') {
    at_ = skip_blanks(text_, at_ + 1);
  }
  if (at_ >= text_.size() || text_[at_] != '"') {
    return std::nullopt;
  }
  bool has_escapes = false;
  const std::size_t name = at_ + 1;
  at_ = skip_string(text_, at_, has_escapes);
  RawMember member;
  member.name = text_.substr(name, at_ - 1 - name);
  at_ = skip_blanks(text_, at_);
  at_ = skip_blanks(text_, at_ + 1);  // Past the colon.
  if (at_ >= text_.size()) {
    return std::nullopt;
  }
  const std::size_t value = at_;
  at_ = skip_value(text_, at_);
  member.value = text_.substr(value, at_ - value);
  return member;
}

std::optional<std::vector<std::string_view>> plain_strings(std::string_view value) {
  std::vector<std::string_view> texts;
  const bool is_array = value.starts_with('[');
  std::size_t at = is_array ? skip_blanks(value, 1) : 0;
  while (at < value.size() && value[at] == '"') {
    bool has_escapes = false;
    const std::size_t end = skip_string(value, at, has_escapes);
    if (has_escapes) {
      return std::nullopt;
    }
    texts.push_back(value.substr(at + 1, end - at - 2));
    at = skip_blanks(value, end);
    if (at < value.size() && value[at] == ',') {
      at = skip_blanks(value, at + 1);
    }
  }
  const bool ended = is_array ? at + 1 == value.size() && value[at] == ']' : at == value.size();
  return ended ? std::optional(std::move(texts)) : std::nullopt;
}

bool is_compact(std::string_view value) {
  bool has_escapes = false;
  for (std::size_t at = 0; at < value.size();) {
    if (value[at] == '"') {
      at = skip_string(value, at, has_escapes);
      if (has_escapes) {
        return false;
      }
    } else if (is_blank(value[at])) {
      return false;
    } else {
      ++at;
    }
  }
  return true;
}

}  // namespace likewise
