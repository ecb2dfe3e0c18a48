#pragma once

/// @file
/// Reads a stored `_source` without building a tree of it. Only for texts that were accepted as a
/// document once: they are valid JSON with unique names, and nothing of that is checked again.

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace likewise {

/// One member of an object as it stands in the text.
struct RawMember {
  std::string_view name;   ///< Between its quotes, with its escapes if it has any.
  std::string_view value;  ///< From its first character to its last.
};

/// Goes through the members of one object.
class RawMembers {
 public:
  /// Not an object: there are no members.
  explicit RawMembers(std::string_view object);

  std::optional<RawMember> next();

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

/// The texts of a string, or of a flat array of strings, in order; nothing for any other value and
/// where a text has escapes. Views into `value`.
std::optional<std::vector<std::string_view>> plain_strings(std::string_view value);

/// True if the value is written as likewise writes it: no blanks between tokens, no escapes.
bool is_compact(std::string_view value);

}  // namespace likewise
