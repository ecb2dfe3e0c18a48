#pragma once

/// @file
/// A listening HTTP/1.1 server: threads that read, answer and write, and a pool of threads for the
/// requests that come when all but the last of those are busy answering.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "engine/base/error.h"
#include "server/http/http_message.h"
#include "server/http/origin_guard.h"
#include "server/http/request_guard.h"

namespace likewise::server {

/// How requests are answered. Both are called on several threads at a time, and must outlive
/// the server. An exception becomes a 500 that does not tell its text.
struct HttpHandler {
  std::function<HttpResponse(const HttpRequest&)> handle;
  /// The answer to a request that the server itself refuses (400, 403, 413, 431, ...), so that it
  /// looks like every other error.
  std::function<HttpResponse(const Error&)> refuse;
};

struct SessionLimits {
  HeadLimits head;
  std::chrono::milliseconds idle_timeout{60'000};    ///< Between two requests.
  std::chrono::milliseconds header_timeout{10'000};  ///< From the first byte to the empty line.
  std::chrono::milliseconds body_timeout{30'000};    ///< Without a byte of the body.
  std::chrono::milliseconds write_timeout{30'000};   ///< Per MiB of the answer.
  std::size_t min_body_bytes_per_second = 1'024;     ///< On average, after body_timeout.
  std::size_t compress_from_bytes = 1'024;           ///< Smaller answers are sent as they are.
};

struct HttpServerOptions {
  std::string host = "127.0.0.1";       ///< An address, or a name that resolves to one.
  std::uint16_t port = 9200;            ///< 0: any free one.
  std::size_t io_threads = 1;           ///< Always free to read and write.
  std::size_t pool_threads = 2;         ///< That answer; as many wait for when these are busy.
  std::size_t max_connections = 1'024;  ///< Further ones wait in the kernel's queue.
  std::chrono::milliseconds drain_timeout{10'000};
  AllowedHosts allowed_hosts;
  SessionLimits limits;
};

/// Runs from start() to stop(). Thread-safe.
class HttpServer {
 public:
  /// Binds, listens and starts the threads.
  /// Errors: kConflict (address in use), kUnavailable (any other reason why it cannot listen).
  static Result<std::unique_ptr<HttpServer>> start(HttpServerOptions options, HttpHandler handler);

  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;
  ~HttpServer();  ///< stop().

  /// The port that it listens on.
  std::uint16_t port() const;

  /// Stops listening, lets running requests finish (at most drain_timeout), closes every
  /// connection and joins the threads. The second call does nothing.
  void stop();

 private:
  class Impl;
  explicit HttpServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace likewise::server
