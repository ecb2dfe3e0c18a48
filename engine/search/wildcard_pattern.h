#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace likewise {

/// A pattern of `*` (any characters), `?` (one character) and `\` (the next character is meant
/// literally; at the end, itself). An empty pattern matches nothing, as in Lucene.
class WildcardPattern {
 public:
  /// `ignore_case` ignores that of ASCII letters. REQUIRES: `pattern` is valid UTF-8.
  WildcardPattern(std::string_view pattern, bool ignore_case);

  /// A pattern without wildcards.
  static WildcardPattern literal(std::string_view text, bool ignore_case);
  /// The same with any text behind.
  static WildcardPattern prefix_of(std::string_view text, bool ignore_case);

  /// Cost: O(pattern * text) at worst. REQUIRES: `text` is valid UTF-8.
  bool matches(std::string_view text) const;

  /// What every match begins with.
  const std::string& prefix() const { return prefix_; }

 private:
  enum class Kind : unsigned char { kByte, kAnyCharacter, kAnyText };
  struct Element {
    Kind kind = Kind::kByte;
    char byte = '\0';
  };

  explicit WildcardPattern(bool ignore_case) : ignore_case_(ignore_case) {}
  void add_byte(char byte);
  void finish();

  bool ignore_case_;
  std::vector<Element> elements_;
  std::string prefix_;
  std::size_t least_bytes_ = 0;  ///< Shorter texts cannot match.
};

}  // namespace likewise
