#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/error.h"

namespace likewise::tools {

/// The lines of a text file or of standard input, plain or gzip, in bounded memory. Not
/// thread-safe.
class LineReader {
 public:
  static constexpr std::size_t kLongestLine = std::size_t{256} << 20U;

  /// "-": standard input. Errors: kNotFound naming the file.
  static Result<LineReader> open(const std::filesystem::path& file);

  LineReader(LineReader&& other) noexcept;
  LineReader& operator=(LineReader&& other) noexcept;
  ~LineReader();

  /// The next line without its end, valid until the next call; nothing after the last one.
  /// Errors, naming file and line: kInvalidArgument for damaged or truncated gzip, kTooLarge beyond
  /// `longest`, kUnavailable when the file cannot be read.
  Result<std::optional<std::string_view>> next(std::size_t longest = kLongestLine);

  /// Of the line that next() returned last, from 1; 0 before the first.
  std::size_t number() const { return number_; }
  /// "[file] line 7", for messages.
  std::string place() const;

 private:
  struct Stream;
  explicit LineReader(std::unique_ptr<Stream> stream);
  /// Appends to the buffer; false at the end. Errors: as next().
  Result<bool> fill();

  std::unique_ptr<Stream> stream_;
  std::string buffer_;
  std::size_t begin_ = 0;  ///< Of the next line in buffer_.
  std::size_t number_ = 0;
};

}  // namespace likewise::tools
