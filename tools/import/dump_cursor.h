#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "engine/base/error.h"
#include "tools/import/document_cursor.h"
#include "tools/import/dump_lines.h"
#include "tools/line_reader.h"

namespace likewise::tools {

/// The documents of a dump file or of standard input, plain or gzip. Positions are numbers of
/// lines.
class DumpCursor final : public DocumentCursor {
 public:
  /// Reads up to the first line that is not blank. Without a format that line decides. Errors:
  /// kNotFound; kInvalidArgument for an empty file, and as next().
  static Result<DumpCursor> open(const std::filesystem::path& file,
                                 std::optional<DumpFormat> format, std::size_t page_bytes);

  /// Lines up to that one were imported by an earlier run.
  void skip_to(std::uint64_t line) { skipped_ = line; }

  /// Errors: kInvalidArgument naming file and line; what came before it has been returned.
  Result<std::optional<DocumentPage>> next() override;

  /// Tells this dump from others: its size (of an ordinary file) and its first line.
  const std::string& identity() const { return identity_; }

 private:
  DumpCursor(LineReader lines, DumpFormat format, std::size_t page_bytes);

  /// The next line that is not blank, or nothing.
  Result<std::optional<std::string_view>> next_line();
  Result<std::optional<FeedOperation>> next_operation();
  Result<FeedOperation> parse(std::string_view line);

  LineReader lines_;
  DumpFormat format_;
  std::size_t page_bytes_;
  std::string identity_;
  std::optional<std::string> first_;  ///< Read by open(), not yet returned.
  std::uint64_t skipped_ = 0;
  std::optional<Error> failure_;  ///< Told after the page before it.
};

}  // namespace likewise::tools
