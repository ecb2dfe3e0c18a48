#pragma once

/// @file
/// The one error type and the one result type of the project.
///
///  * A function that can fail for a reason outside the program (input, disk, network, a missing
///    document) returns Result<T>. It does not throw and does not log: the caller decides.
///  * A broken precondition is a bug in our code: LIKEWISE_CHECK (check.h) stops the process.
///  * Exceptions thrown by third-party code become an Error in the file that calls it.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <tl/expected.hpp>

namespace likewise {

/// What the caller can do about a failure. A new code needs a new reaction, not only a new cause.
enum class ErrorCode {
  kInvalidArgument,  ///< The request is wrong and will stay wrong. HTTP 400.
  kNotFound,         ///< The named thing does not exist. HTTP 404.
  kConflict,         ///< It exists already, or in another version. HTTP 409.
  kUnsupported,      ///< Legal in Elasticsearch, not implemented here. HTTP 400.
  kTooLarge,         ///< More bytes, clauses or hits than the limit. HTTP 413.
  kLocked,           ///< Held by another process, or stored in a newer format. Exit code 3.
  kUnavailable,      ///< Try again later (overload, shutdown, disk full). HTTP 429 or 503.
  kCorruption,       ///< Stored bytes contradict their own checksum or format. HTTP 500.
  kInternal,         ///< A bug that was noticed late. HTTP 500.
};

/// The name of a code in messages and logs: "invalid argument", "not found", ...
std::string_view to_string(ErrorCode code);

/// A failure: its code, a text for people, and, where Elasticsearch's clients read more, what
/// Elasticsearch's error body says beyond the text. A value; cheap to move.
class Error {
 public:
  Error(ErrorCode code, std::string message) : code_(code), message_(std::move(message)) {}

  ErrorCode code() const noexcept { return code_; }
  /// One sentence without a final stop; Elasticsearch's `reason` word for word where it has one.
  const std::string& message() const noexcept { return message_; }

  /// Elasticsearch's exception type ("parsing_exception"); empty: the default one of the code.
  const std::string& type() const noexcept { return type_; }
  /// Position in the request body, 1-based; 0 when there is none.
  std::size_t line() const noexcept { return line_; }
  std::size_t column() const noexcept { return column_; }
  /// The index concerned, for bodies that name it; empty when there is none.
  const std::string& index() const noexcept { return index_; }
  /// True when Elasticsearch would raise it inside a shard, and so wrap it in a
  /// search_phase_execution_exception ("envelope Q" of docs/compatibility.md).
  bool in_shard() const noexcept { return in_shard_; }
  /// HTTP status when it differs from the one of the code; 0 otherwise.
  int status() const noexcept { return status_; }
  /// What Elasticsearch reports as `caused_by`; null when there is none.
  const Error* cause() const noexcept { return cause_.get(); }

  Error with_type(std::string type) && {
    type_ = std::move(type);
    return std::move(*this);
  }
  Error at(std::size_t line, std::size_t column) && {
    line_ = line;
    column_ = column;
    return std::move(*this);
  }
  Error with_index(std::string index) && {
    index_ = std::move(index);
    return std::move(*this);
  }
  Error raised_in_shard() && {
    in_shard_ = true;
    return std::move(*this);
  }
  Error with_status(int status) && {
    status_ = status;
    return std::move(*this);
  }
  Error caused_by(Error cause) && {
    cause_ = std::make_shared<const Error>(std::move(cause));
    return std::move(*this);
  }
  /// "reading [a.npy]: " + message, for a caller that knows where it happened.
  Error with_context(std::string_view context) && {
    message_.insert(0, context);
    return std::move(*this);
  }

 private:
  ErrorCode code_;
  std::string message_;
  std::string type_;
  std::string index_;
  std::size_t line_ = 0;
  std::size_t column_ = 0;
  int status_ = 0;
  bool in_shard_ = false;
  std::shared_ptr<const Error> cause_;
};

/// Either a T or an Error, with the interface of C++23's std::expected. A class and not an alias
/// because Debian's tl::expected 1.0.0 is not [[nodiscard]]: an ignored failure must not compile.
template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using tl::expected<T, Error>::expected;
};

/// The outcome of an operation that yields nothing but may fail.
using Status = Result<void>;

/// `return fail(ErrorCode::kNotFound, "no such index [products]");` works for every Result<T>.
inline tl::unexpected<Error> fail(ErrorCode code, std::string message) {
  return tl::unexpected<Error>(Error(code, std::move(message)));
}

/// `return fail(Error(...).with_type("parsing_exception").at(1, 7));`
inline tl::unexpected<Error> fail(Error error) {
  return tl::unexpected<Error>(std::move(error));
}

}  // namespace likewise

#define LIKEWISE_CONCAT_IMPL(a, b) a##b
#define LIKEWISE_CONCAT(a, b) LIKEWISE_CONCAT_IMPL(a, b)

/// `LIKEWISE_TRY(const Token token, parse_token(text));` declares `token`, or returns the error.
#define LIKEWISE_TRY(declaration, expression) \
  LIKEWISE_TRY_IMPL(LIKEWISE_CONCAT(likewise_result_, __LINE__), declaration, expression)
#define LIKEWISE_TRY_IMPL(result, declaration, expression)               \
  auto result = (expression);                                            \
  if (!result.has_value()) {                                             \
    return tl::unexpected<::likewise::Error>(std::move(result).error()); \
  }                                                                      \
  declaration = *std::move(result)

/// `LIKEWISE_TRY_STATUS(store.write(batch));` returns the error, if any.
#define LIKEWISE_TRY_STATUS(expression)                                             \
  do {                                                                              \
    auto likewise_status = (expression);                                            \
    if (!likewise_status.has_value()) {                                             \
      return tl::unexpected<::likewise::Error>(std::move(likewise_status).error()); \
    }                                                                               \
  } while (false)
