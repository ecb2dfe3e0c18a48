#include "server/http/session.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <exception>
#include <string_view>
#include <utility>

#include <sys/socket.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>

#include "server/http/exchange.h"
#include "server/http/response_writer.h"

namespace likewise::server {
namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using Clock = std::chrono::steady_clock;

/// Expected failures of I/O come back as values.
constexpr auto kAsTuple = net::as_tuple(net::use_awaitable);

constexpr std::size_t kReadBytes = 16U << 10U;
constexpr std::size_t kBodyStep = 1U << 20U;     // A body's memory grows with what arrives.
constexpr std::size_t kWriteStep = 1U << 20U;    // What one write timeout is for.
constexpr std::size_t kMaxBuffer = 256U << 10U;  // Also bounds the size line of a chunk.
constexpr std::size_t kMaxChunkExtension = 256;
constexpr std::size_t kMaxExtensionBytes = 16U << 10U;
constexpr std::size_t kMaxLingerBytes = 4U << 20U;

std::string_view view(const beast::flat_buffer& buffer) {
  return {static_cast<const char*>(buffer.data().data()), buffer.size()};
}

Error bad_body(std::string message) {
  return Error(ErrorCode::kInvalidArgument, std::move(message))
      .with_type("bad_request_exception")
      .with_status(400);
}

/// The peer is gone or too slow: nobody is there to be told.
Error gone() {
  return {ErrorCode::kUnavailable, "connection closed"};
}

/// Fails when a body comes in slower than the limit allows on average.
class ArrivalRate {
 public:
  explicit ArrivalRate(const SessionLimits& limits) : limits_(limits), start_(Clock::now()) {}

  bool too_slow(std::size_t received) const {
    const auto allowed = limits_.body_timeout +
                         std::chrono::seconds(received / std::max<std::size_t>(
                                                             1, limits_.min_body_bytes_per_second));
    return Clock::now() - start_ > allowed;
  }

 private:
  const SessionLimits& limits_;
  Clock::time_point start_;
};

}  // namespace

Session::Session(net::ip::tcp::socket socket, const SessionContext& context)
    : context_(context), stream_(std::move(socket)), buffer_(kMaxBuffer) {
  beast::error_code ignored;
  stream_.socket().set_option(net::ip::tcp::no_delay(true), ignored);
  stream_.socket().non_blocking(true, ignored);  // For write(), which tries at once.
}

net::awaitable<void> Session::run() {
  try {
    co_await serve();
  } catch (const std::exception&) {
    // Out of memory: this connection ends, the server goes on.
  }
  abort();
}

net::awaitable<void> Session::serve() {
  bool open = true;
  while (open && !context_.draining) {
    switch (co_await read_head()) {
      case Outcome::kComplete:
        open = co_await exchange();
        break;
      case Outcome::kTooLong:
        co_await refuse(Error(ErrorCode::kTooLarge, "the header is too large")
                            .with_type("too_long_frame_exception")
                            .with_status(431));
        co_return;
      case Outcome::kClosed:
        co_return;
    }
  }
  beast::error_code ignored;
  stream_.socket().shutdown(net::ip::tcp::socket::shutdown_send, ignored);
}

void Session::stop_if_idle() {
  beast::error_code error;
  if (idle_ && stream_.socket().available(error) == 0) {
    stream_.cancel();
  }
}

void Session::abort() {
  beast::error_code ignored;
  stream_.socket().close(ignored);
}

net::awaitable<Session::Outcome> Session::read_head() {
  idle_ = buffer_.size() == 0;
  stream_.expires_after(idle_ ? context_.limits.idle_timeout : context_.limits.header_timeout);
  std::size_t searched = 0;
  while (true) {
    const std::string_view bytes = view(buffer_);
    if (searched == 0 && bytes.substr(0, 2) == "\r\n") {
      buffer_.consume(2);  // RFC 9112, 2.2: a stray line end before a request line.
      continue;
    }
    std::size_t end = bytes.find("\r\n\r\n", searched);
    if (end == std::string_view::npos && bytes.find("\n\n", searched) != std::string_view::npos) {
      end = bytes.size() - std::min<std::size_t>(4, bytes.size());  // The guard will refuse it.
    }
    if (end != std::string_view::npos) {
      head_ = bytes.substr(0, end + 4);
      buffer_.consume(head_.size());
      co_return Outcome::kComplete;
    }
    if (bytes.size() > context_.limits.head.max_head_bytes) {
      co_return Outcome::kTooLong;
    }
    searched = bytes.size() - std::min<std::size_t>(3, bytes.size());
    const auto [error, count] =
        co_await stream_.async_read_some(buffer_.prepare(kReadBytes), kAsTuple);
    if (error) {
      co_return Outcome::kClosed;
    }
    buffer_.commit(count);
    if (std::exchange(idle_, false)) {
      stream_.expires_after(context_.limits.header_timeout);
    }
  }
}

net::awaitable<bool> Session::exchange() {
  const auto head = admit_head(head_, context_.limits.head);
  if (!head) {
    co_await refuse(head.error());
    co_return false;
  }
  if (const auto allowed = check_origin(*head, context_.allowed_hosts); !allowed) {
    co_await refuse(allowed.error());
    co_return false;
  }
  auto body = co_await read_body(*head);
  if (!body) {
    if (body.error().status() != 0) {
      co_await refuse(body.error());
    }
    co_return false;
  }
  // `head` and its bytes stay untouched meanwhile.
  Exchange exchange(*head, *std::move(body), context_.handler, context_.limits);
  HttpResponse response;
  do {
    response = co_await answer(exchange);
  } while (response.ask_again_after.count() > 0 && co_await pause(response.ask_again_after));
  const bool keep_alive = head->keep_alive && !context_.draining;
  const bool written =
      co_await write(std::move(response), keep_alive, head->method != "HEAD", head->minor_version);
  co_return written&& keep_alive;
}

net::awaitable<HttpResponse> Session::answer(Exchange& exchange) {
  {
    const AnsweringSlots::Slot slot(context_.slots);
    if (slot.taken()) {
      co_return exchange.answer();
    }
  }
  co_await net::post(net::bind_executor(context_.pool.get_executor(), net::use_awaitable));
  HttpResponse response = exchange.answer();
  co_await net::post(net::bind_executor(stream_.get_executor(), net::use_awaitable));
  co_return response;
}

net::awaitable<bool> Session::pause(std::chrono::milliseconds time) {
  net::steady_timer timer(stream_.get_executor(), time);
  co_await timer.async_wait(kAsTuple);
  char byte = 0;
  const bool is_closed =
      ::recv(stream_.socket().native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
  co_return !is_closed && stream_.socket().is_open() && !context_.draining;
}

net::awaitable<Result<std::string>> Session::read_body(const RequestHead& head) {
  if (!head.has_body()) {
    co_return std::string();
  }
  if (head.expects_continue && buffer_.size() == 0) {
    constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    stream_.expires_after(context_.limits.write_timeout);
    const auto [error, count] =
        co_await net::async_write(stream_, net::buffer(kContinue), kAsTuple);
    if (error) {
      co_return fail(gone());
    }
  }
  if (head.chunked) {
    co_return co_await read_chunked();
  }
  co_return co_await read_sized(static_cast<std::size_t>(*head.content_length));
}

net::awaitable<Result<std::string>> Session::read_sized(std::size_t length) {
  const std::size_t buffered = std::min(length, buffer_.size());
  std::string body(view(buffer_).substr(0, buffered));
  buffer_.consume(buffered);
  const ArrivalRate rate(context_.limits);
  std::size_t received = buffered;
  while (received < length) {
    if (received == body.size()) {
      body.resize(received + std::min(kBodyStep, length - received));
    }
    stream_.expires_after(context_.limits.body_timeout);
    const auto [error, count] = co_await stream_.async_read_some(
        net::buffer(body.data() + received, body.size() - received), kAsTuple);
    if (error || rate.too_slow(received)) {
      co_return fail(gone());
    }
    received += count;
  }
  co_return body;
}

net::awaitable<Result<std::string>> Session::read_chunked() {
  http::request_parser<http::string_body> parser;
  parser.body_limit(context_.limits.head.max_body_bytes);
  parser.header_limit(static_cast<std::uint32_t>(head_.size() + 1'024));
  std::size_t extension_bytes = 0;
  auto check_chunk = [&extension_bytes](std::uint64_t, beast::string_view extension,
                                        beast::error_code& error) {
    extension_bytes += extension.size();
    if (extension.size() > kMaxChunkExtension || extension_bytes > kMaxExtensionBytes) {
      error = http::error::bad_chunk_extension;
    }
  };
  parser.on_chunk_header(check_chunk);
  beast::error_code error;
  parser.put(net::buffer(head_), error);
  if (error || !parser.is_header_done()) {
    co_return fail(bad_body("malformed header"));
  }
  const auto fields = std::distance(parser.get().begin(), parser.get().end());
  parser.eager(true);
  const ArrivalRate rate(context_.limits);
  while (!parser.is_done()) {
    stream_.expires_after(context_.limits.body_timeout);
    const auto [read_error, count] =
        co_await http::async_read_some(stream_, buffer_, parser, kAsTuple);
    if (read_error == http::error::body_limit) {
      co_return fail(
          Error(ErrorCode::kTooLarge, "the body is larger than the limit (http.max_content_length)")
              .with_type("content_too_long_exception")
              .with_status(413));
    }
    if (read_error == http::error::end_of_stream || read_error == http::error::partial_message ||
        rate.too_slow(parser.get().body().size())) {
      co_return fail(gone());
    }
    if (read_error) {
      // Everything that the parser itself has to say; failures of the socket find no listener.
      co_return fail(bad_body("malformed chunked body"));
    }
  }
  if (std::distance(parser.get().begin(), parser.get().end()) != fields) {
    co_return fail(bad_body("trailers are not accepted"));
  }
  co_return std::move(parser.get().body());
}

net::awaitable<bool> Session::write(HttpResponse response, bool keep_alive, bool body_too,
                                    int minor_version) {
  const std::string head = response_head(response, keep_alive, minor_version);
  const std::string_view body = body_too ? std::string_view(response.body) : std::string_view();
  // Head and body leave in one system call: a packet of its own for the head costs a round trip.
  // Nearly always the socket's buffer takes both at once, and no timer has to be set.
  const std::array<net::const_buffer, 2> both = {net::buffer(head), net::buffer(body)};
  beast::error_code error;
  std::size_t sent = stream_.socket().write_some(both, error);
  if (error == net::error::would_block) {
    error = {};
  }
  while (!error && sent < head.size() + body.size()) {
    const std::string_view rest =
        sent < head.size() ? std::string_view(head).substr(sent) : body.substr(sent - head.size());
    stream_.expires_after(context_.limits.write_timeout);
    std::size_t count = 0;
    std::tie(error, count) =
        co_await net::async_write(stream_, net::buffer(rest.substr(0, kWriteStep)), kAsTuple);
    sent += count;
  }
  co_return !error;
}

net::awaitable<void> Session::refuse(Error error) {
  const bool written = co_await write(answer_refused(error, context_.handler), false, true, 1);
  if (!written) {
    co_return;
  }
  // Closing with unread bytes would reset the connection, and the peer might never see the answer.
  beast::error_code ignored;
  stream_.socket().shutdown(net::ip::tcp::socket::shutdown_send, ignored);
  stream_.expires_after(std::chrono::seconds(2));
  std::size_t discarded = buffer_.size();
  buffer_.clear();
  while (discarded < kMaxLingerBytes) {
    const auto [read_error, count] =
        co_await stream_.async_read_some(buffer_.prepare(kReadBytes), kAsTuple);
    if (read_error) {
      break;
    }
    discarded += count;
  }
}

}  // namespace likewise::server
