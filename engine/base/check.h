#pragma once

namespace likewise {

/// Prints "file:line: check failed: expression: message" to stderr and aborts.
[[noreturn]] void check_failed(const char* file, int line, const char* expression,
                               const char* message);

}  // namespace likewise

/// Stops the process when a precondition of our own code is broken. Never for input from outside.
#define LIKEWISE_CHECK(condition, message)                                 \
  do {                                                                     \
    if (!(condition)) [[unlikely]] {                                       \
      ::likewise::check_failed(__FILE__, __LINE__, #condition, (message)); \
    }                                                                      \
  } while (false)
