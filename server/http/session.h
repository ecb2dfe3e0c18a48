#pragma once

/// @file
/// One HTTP/1.1 connection as one coroutine. Private to this room: it shows Asio and Beast.
///
/// Lifetime rules for every coroutine here
///  * Parameters are taken by value, or refer to what HttpServer owns; it joins its threads before
///    it destroys anything.
///  * A lambda that is itself a coroutine captures nothing: its captures die with the lambda object
///    while the coroutine lives on. State goes into parameters and members.

#include <atomic>
#include <chrono>
#include <cstddef>
#include <string>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include "server/http/answering_slots.h"
#include "server/http/exchange.h"
#include "server/http/http_server.h"

namespace likewise::server {

/// What all sessions of a server share.
struct SessionContext {
  const HttpHandler& handler;
  const SessionLimits& limits;
  const AllowedHosts& allowed_hosts;
  boost::asio::thread_pool& pool;
  AnsweringSlots& slots;
  const std::atomic<bool>& draining;
};

/// Serves requests in order until the peer closes, asks to close, is too slow or breaks the
/// protocol. All members but run()'s pool part are used in the connection's strand only.
class Session {
 public:
  Session(boost::asio::ip::tcp::socket socket, const SessionContext& context);

  /// Never throws. The session must outlive it.
  boost::asio::awaitable<void> run();

  /// The connection's strand.
  boost::asio::any_io_executor executor() { return stream_.get_executor(); }

  /// Ends the connection if it waits for a request of which no byte has arrived.
  void stop_if_idle();
  /// Ends the connection now.
  void abort();

 private:
  enum class Outcome { kComplete, kClosed, kTooLong };

  boost::asio::awaitable<void> serve();
  boost::asio::awaitable<Outcome> read_head();
  boost::asio::awaitable<Result<std::string>> read_body(const RequestHead& head);
  boost::asio::awaitable<Result<std::string>> read_sized(std::size_t length);
  boost::asio::awaitable<Result<std::string>> read_chunked();
  boost::asio::awaitable<bool> exchange();
  /// Waits; false when there is no more point in waiting: the peer has closed, the server stops.
  boost::asio::awaitable<bool> pause(std::chrono::milliseconds time);
  boost::asio::awaitable<bool> write(HttpResponse response, bool keep_alive, bool body_too,
                                     int minor_version);
  boost::asio::awaitable<void> refuse(Error error);
  boost::asio::awaitable<HttpResponse> answer(Exchange& exchange);

  const SessionContext& context_;
  boost::beast::tcp_stream stream_;
  boost::beast::flat_buffer buffer_;  ///< Keeps pipelined bytes from one request to the next.
  std::string head_;                  ///< The bytes that the RequestHead in use points into.
  bool idle_ = false;
};

}  // namespace likewise::server
