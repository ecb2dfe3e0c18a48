#pragma once

/// @file
/// A JSON tree that remembers where each value stood, because Elasticsearch's errors say `line` and
/// `col`. For request bodies (queries, mappings, settings); documents go through
/// document_parser.h, which builds no tree.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/error.h"

namespace likewise::json {

enum class Kind : std::uint8_t { kNull, kBoolean, kNumber, kString, kArray, kObject };

struct Member;

/// One value. `begin` and `end` are byte offsets into the text: of the first character, and one
/// past the last (so an object's closing brace is at end - 1). `name_begin` is where the member
/// name starts, for values that are members.
struct Value {
  Kind kind = Kind::kNull;
  bool boolean = false;
  std::string text;             ///< String contents, or a number's source text.
  std::vector<Value> items;     ///< kArray.
  std::vector<Member> members;  ///< kObject, in source order; names are unique.
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t name_begin = 0;

  bool is_null() const { return kind == Kind::kNull; }
  bool is_string() const { return kind == Kind::kString; }
  bool is_number() const { return kind == Kind::kNumber; }
  bool is_boolean() const { return kind == Kind::kBoolean; }
  bool is_array() const { return kind == Kind::kArray; }
  bool is_object() const { return kind == Kind::kObject; }

  /// The member of that name, or null. REQUIRES: is_object().
  const Value* find(std::string_view name) const;
};

/// One member of an object: its name and its value.
struct Member {
  std::string first;
  Value second;
};

inline constexpr std::size_t kMaxDepth = 128;

/// Parses one strict RFC 8259 text. Duplicate member names, depth beyond kMaxDepth, numbers outside
/// of double, invalid UTF-8 and trailing text are refused. Not recursive in the depth of its input.
/// Errors: kInvalidArgument, type json_parse_exception, with line and column.
Result<Value> parse(std::string_view text);

/// Line and column, both 1-based, of a byte offset; columns count bytes, as Elasticsearch's do.
struct Position {
  std::size_t line = 1;
  std::size_t column = 1;
};
Position position_of(std::string_view text, std::size_t offset);

/// Appends `text` as a JSON string, quotes included, escaped as Elasticsearch does.
void append_quoted(std::string& out, std::string_view text);
std::string quoted(std::string_view text);

/// Writes a tree again, compact; numbers keep their text.
std::string to_text(const Value& value);
/// Elasticsearch's `?pretty` layout of any valid JSON text: two blanks, " : " after names.
std::string pretty(std::string_view text);

}  // namespace likewise::json
