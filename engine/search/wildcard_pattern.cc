#include "engine/search/wildcard_pattern.h"

#include <algorithm>
#include <cstddef>

namespace likewise {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Of the character that begins at `at`.
std::size_t character_bytes(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return std::min(bytes, text.size() - at);
}

}  // namespace

WildcardPattern::WildcardPattern(std::string_view pattern, bool ignore_case)
    : ignore_case_(ignore_case) {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '*') {
      elements_.push_back({Kind::kAnyText});
    } else if (c == '?') {
      elements_.push_back({Kind::kAnyCharacter});
    } else if (c == '\\' && i + 1 < pattern.size()) {
      add_byte(pattern[++i]);
    } else {
      add_byte(c);
    }
  }
  finish();
}

WildcardPattern WildcardPattern::literal(std::string_view text, bool ignore_case) {
  WildcardPattern pattern(ignore_case);
  for (const char c : text) {
    pattern.add_byte(c);
  }
  pattern.finish();
  return pattern;
}

WildcardPattern WildcardPattern::prefix_of(std::string_view text, bool ignore_case) {
  WildcardPattern pattern = literal(text, ignore_case);
  pattern.elements_.push_back({Kind::kAnyText});
  return pattern;
}

void WildcardPattern::add_byte(char byte) {
  elements_.push_back({Kind::kByte, ignore_case_ ? lower(byte) : byte});
}

void WildcardPattern::finish() {
  least_bytes_ = static_cast<std::size_t>(
      std::count_if(elements_.begin(), elements_.end(),
                    [](const Element& element) { return element.kind != Kind::kAnyText; }));
  for (const Element& element : elements_) {
    const bool has_case = ignore_case_ && element.byte >= 'a' && element.byte <= 'z';
    if (element.kind != Kind::kByte || has_case) {
      return;
    }
    prefix_ += element.byte;
  }
}

bool WildcardPattern::matches(std::string_view text) const {
  if (text.size() < least_bytes_) {
    return false;
  }
  constexpr std::size_t kNone = std::string_view::npos;
  std::size_t at = 0;
  std::size_t element = 0;
  std::size_t star = kNone;  // The last one passed, and where in the text what follows it begins.
  std::size_t star_end = 0;
  while (at < text.size()) {
    const Kind kind = element < elements_.size() ? elements_[element].kind : Kind::kByte;
    if (element < elements_.size() && kind == Kind::kAnyText) {
      star = element++;
      star_end = at;
    } else if (element < elements_.size() && kind == Kind::kAnyCharacter) {
      at += character_bytes(text, at);
      ++element;
    } else if (element < elements_.size() &&
               elements_[element].byte == (ignore_case_ ? lower(text[at]) : text[at])) {
      ++at;
      ++element;
    } else if (star != kNone) {
      star_end += character_bytes(text, star_end);
      at = star_end;
      element = star + 1;
    } else {
      return false;
    }
  }
  const bool rest_is_empty =
      std::all_of(elements_.begin() + static_cast<std::ptrdiff_t>(element), elements_.end(),
                  [](const Element& one) { return one.kind == Kind::kAnyText; });
  return rest_is_empty && !elements_.empty();
}

}  // namespace likewise
