#pragma once

/// @file
/// Vectors as text: CSV and TSV.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"

namespace likewise {

/// Rows that were read out of something that is no table of numbers.
struct TextRows {
  std::size_t columns = 0;
  std::vector<float> values;     ///< rows x columns
  std::vector<std::string> ids;  ///< One a row, or empty: none.
  std::uint64_t skipped = 0;     ///< Bad rows that were left out.

  std::size_t rows() const { return columns == 0 ? 0 : values.size() / columns; }
};

/// Adds a row or says what is wrong with it; what CSV and NDJSON have in common.
class RowCollector {
 public:
  /// `skip_bad`: count bad rows instead of failing.
  explicit RowCollector(bool skip_bad) : skip_bad_(skip_bad) {}

  /// `place`: "line 3" for messages. Errors: kInvalidArgument for no values, another number of
  /// them than the rows before, and a value that is not finite or beyond kMaxMagnitude.
  Status add(const std::vector<float>& values, std::string_view place);
  void add_id(std::string id) { rows_.ids.push_back(std::move(id)); }
  /// Counts it, or returns the error.
  Status bad(std::string_view place, std::string_view what);

  bool added_last() const { return added_last_; }
  TextRows take() { return std::move(rows_); }

 private:
  bool skip_bad_;
  bool added_last_ = false;
  TextRows rows_;
};

/// One vector a line; separated by commas, semicolons, tabs or blanks, whichever the first line of
/// numbers has. Empty lines are passed over; so is a first line without any number (names of
/// columns). Errors: kInvalidArgument with the line, counting from 1.
Result<TextRows> parse_csv(std::string_view text, bool skip_bad);

}  // namespace likewise
