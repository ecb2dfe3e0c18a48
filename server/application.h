#pragma once

/// @file
/// The server as a program: from options to a running database with an HTTP front, and back.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "engine/base/error.h"
#include "server/log.h"

namespace likewise::server {

struct ApplicationOptions {
  std::filesystem::path data_dir = "likewise-data";
  std::string host = "127.0.0.1";
  std::uint16_t port = 9200;  ///< 0: any free one.
  std::string compat_version = "8.19.0";
  std::string scoring = "elasticsearch";  ///< Or "opensearch".
  std::size_t io_threads = 0;             ///< 0: chosen by the number of cores.
  std::size_t search_threads = 0;         ///< 0: chosen by the number of cores.
  std::uint64_t max_content_length = 100U << 20U;
  LogFormat log_format = LogFormat::kText;
  bool insecure_no_auth = false;  ///< Needed to listen where other machines can reach it.
};

/// A running server. Thread-safe.
class Application {
 public:
  /// Opens the database and listens.
  /// Errors: kInvalidArgument of type "usage" for options; those of Database::open; kConflict when
  /// the port is taken; kUnavailable when it cannot listen.
  static Result<std::unique_ptr<Application>> start(const ApplicationOptions& options);

  Application(const Application&) = delete;
  Application& operator=(const Application&) = delete;
  ~Application();  ///< stop().

  std::uint16_t port() const;
  /// Lets running requests finish, then closes the database.
  void stop();

 private:
  struct Parts;
  explicit Application(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

/// Starts, says on stdout where it listens, and returns after SIGTERM or SIGINT when everything is
/// closed. A second signal ends the process at once. Call from the main thread, before other
/// threads exist.
Status serve_until_signal(const ApplicationOptions& options);

}  // namespace likewise::server
