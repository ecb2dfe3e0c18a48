#include "tools/import/dump_cursor.h"

#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "tools/fingerprint.h"

namespace likewise::tools {

DumpCursor::DumpCursor(LineReader lines, DumpFormat format, std::size_t page_bytes)
    : lines_(std::move(lines)), format_(format), page_bytes_(page_bytes) {}

Result<DumpCursor> DumpCursor::open(const std::filesystem::path& file,
                                    std::optional<DumpFormat> format, std::size_t page_bytes) {
  LIKEWISE_TRY(LineReader lines, LineReader::open(file));
  DumpCursor cursor(std::move(lines), format.value_or(DumpFormat::kDocuments), page_bytes);
  LIKEWISE_TRY(const std::optional<std::string_view> first, cursor.next_line());
  if (!first) {
    return fail(ErrorCode::kInvalidArgument, fmt::format("[{}] is empty", file.string()));
  }
  if (!format) {
    Result<DumpFormat> recognised = recognise_dump(*first);
    if (!recognised.has_value()) {
      return fail(std::move(recognised).error().with_context(cursor.lines_.place() + " "));
    }
    cursor.format_ = *recognised;
  }
  std::error_code no_size;
  const std::uintmax_t size = std::filesystem::file_size(file, no_size);
  cursor.identity_ =
      fmt::format("dump {:016x} {}", fingerprint(*first), no_size ? "" : fmt::to_string(size));
  cursor.first_ = std::string(*first);
  return cursor;
}

Result<std::optional<std::string_view>> DumpCursor::next_line() {
  while (true) {
    LIKEWISE_TRY(const std::optional<std::string_view> line, lines_.next());
    if (!line || line->find_first_not_of(" \t\r") != std::string_view::npos) {
      return line;
    }
  }
}

Result<FeedOperation> DumpCursor::parse(std::string_view line) {
  if (format_ == DumpFormat::kDocuments) {
    return parse_document_line(line, lines_.number());
  }
  if (format_ == DumpFormat::kElasticdump) {
    LIKEWISE_TRY(FeedOperation operation, parse_elasticdump_line(line));
    operation.seq_no = lines_.number();
    return operation;
  }
  LIKEWISE_TRY(FeedOperation operation, parse_bulk_action(line));
  operation.seq_no = lines_.number();
  if (!operation.deleted) {
    LIKEWISE_TRY(const std::optional<std::string_view> source, next_line());
    if (!source) {
      return fail(ErrorCode::kInvalidArgument, "is the last one: its document is missing");
    }
    LIKEWISE_TRY_STATUS(add_bulk_source(*source, lines_.number(), operation));
  }
  return operation;
}

Result<std::optional<FeedOperation>> DumpCursor::next_operation() {
  while (true) {
    std::optional<std::string> first = std::exchange(first_, std::nullopt);
    std::optional<std::string_view> line;
    if (first) {
      line = *first;
    } else {
      LIKEWISE_TRY(line, next_line());
    }
    if (!line) {
      return std::optional<FeedOperation>();
    }
    // Of _bulk, a position is the line of a document or of a delete, never between the two lines.
    const bool is_known = lines_.number() <= skipped_;
    if (is_known && format_ != DumpFormat::kBulk) {
      continue;
    }
    Result<FeedOperation> operation = parse(*line);
    if (!operation.has_value()) {
      // What the line reader says has its place already.
      const bool is_placed = operation.error().message().starts_with('[');
      return fail(std::move(operation).error().with_context(is_placed ? std::string()
                                                                      : lines_.place() + " "));
    }
    if (!is_known) {
      return std::optional(std::move(*operation));
    }
  }
}

Result<std::optional<DocumentPage>> DumpCursor::next() {
  if (failure_) {
    return fail(*failure_);
  }
  DocumentPage page;
  std::size_t bytes = 0;
  while (bytes < page_bytes_) {
    Result<std::optional<FeedOperation>> operation = next_operation();
    if (!operation.has_value()) {
      failure_ = std::move(operation).error();
      break;
    }
    if (!*operation) {
      break;
    }
    bytes += (*operation)->bytes();
    page.operations.push_back(std::move(**operation));
    page.next = lines_.number();
  }
  if (page.operations.empty()) {
    if (failure_) {
      return fail(*failure_);
    }
    return std::optional<DocumentPage>();
  }
  return std::optional(std::move(page));
}

}  // namespace likewise::tools
