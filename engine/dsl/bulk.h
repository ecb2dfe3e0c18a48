#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/error.h"

namespace likewise {

/// One action of a `_bulk` body. Views point into the body.
struct BulkAction {
  std::string op;     ///< "index", "create", "delete", "update".
  std::string index;  ///< Empty: the index of the URL.
  std::optional<std::string> id;
  std::optional<std::string> routing;
  std::optional<std::string> pipeline;
  std::optional<std::uint64_t> if_seq_no;
  std::optional<std::uint64_t> if_primary_term;
  std::optional<std::int64_t> version;
  std::string version_type;  ///< Empty: internal.
  std::optional<bool> require_alias;
  std::string_view source;  ///< The document line without its line end; empty for delete.
  std::size_t line = 0;     ///< 1-based line of the action.
};

/// Reads actions one after the other from an NDJSON body. Not thread-safe.
class BulkReader {
 public:
  explicit BulkReader(std::string_view body) : rest_(body) {}

  /// The next action, or nothing at the end of the body.
  /// Errors: illegal_argument_exception as Elasticsearch words them ("Malformed action/metadata
  /// line [3], expected START_OBJECT but found [VALUE_STRING]", a missing final newline, ...): the
  /// whole request is refused then.
  Result<std::optional<BulkAction>> next();

 private:
  std::string_view take_line();

  std::string_view rest_;
  std::size_t line_ = 0;
};

}  // namespace likewise
