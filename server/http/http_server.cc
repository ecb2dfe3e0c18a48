#include "server/http/http_server.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_set>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "server/http/session.h"

namespace likewise::server {
namespace {

namespace net = boost::asio;
using net::ip::tcp;

constexpr auto kAsTuple = net::as_tuple(net::use_awaitable);

Result<tcp::endpoint> endpoint_of(net::io_context& context, const HttpServerOptions& options) {
  boost::system::error_code error;
  const auto address = net::ip::make_address(options.host, error);
  if (!error) {
    return tcp::endpoint(address, options.port);
  }
  tcp::resolver resolver(context);
  const auto found = resolver.resolve(options.host, std::to_string(options.port), error);
  if (error || found.empty()) {
    return fail(ErrorCode::kUnavailable,
                fmt::format("cannot resolve the host name [{}]", options.host));
  }
  return found.begin()->endpoint();
}

}  // namespace

class HttpServer::Impl {
 public:
  Impl(HttpServerOptions options, HttpHandler handler)
      : options_(std::move(options)),
        handler_(std::move(handler)),
        pool_(std::max<std::size_t>(1, options_.pool_threads)),
        slots_(std::max<std::size_t>(1, options_.pool_threads)),
        session_context_{handler_, options_.limits, options_.allowed_hosts,
                         pool_,    slots_,          draining_},
        acceptor_(net::make_strand(context_)) {}

  Status listen() {
    LIKEWISE_TRY(const tcp::endpoint endpoint, endpoint_of(context_, options_));
    boost::system::error_code error;
    acceptor_.open(endpoint.protocol(), error);
    if (!error) {
      acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
    }
    if (!error) {
      acceptor_.bind(endpoint, error);
    }
    if (!error) {
      acceptor_.listen(net::socket_base::max_listen_connections, error);
    }
    if (error) {
      const auto code =
          error == net::error::address_in_use ? ErrorCode::kConflict : ErrorCode::kUnavailable;
      return fail(code, fmt::format("cannot listen on {}:{}: {}", options_.host, options_.port,
                                    error.message()));
    }
    port_ = acceptor_.local_endpoint(error).port();
    return {};
  }

  void run() {
    net::co_spawn(acceptor_.get_executor(), accept(), net::detached);
    net::co_spawn(tick_.get_executor(), tick(), net::detached);
    const std::size_t count = std::max<std::size_t>(1, options_.io_threads) +
                              std::max<std::size_t>(1, options_.pool_threads);
    for (std::size_t i = 0; i < count; ++i) {
      threads_.emplace_back([this] { context_.run(); });
    }
  }

  void stop() {
    if (draining_.exchange(true)) {
      return;
    }
    net::post(acceptor_.get_executor(), [this] {
      boost::system::error_code ignored;
      acceptor_.close(ignored);
    });
    net::post(tick_.get_executor(), [this] { tick_.cancel(); });
    on_every_session([](Session& session) { session.stop_if_idle(); });
    if (!wait_for_end(options_.drain_timeout)) {
      on_every_session([](Session& session) { session.abort(); });
      wait_for_end(std::chrono::milliseconds::max());
    }
    work_.reset();
    for (std::thread& thread : threads_) {
      thread.join();
    }
    pool_.join();
  }

  std::uint16_t port() const { return port_; }

 private:
  net::awaitable<void> accept() {
    net::steady_timer pause(acceptor_.get_executor());
    while (!draining_) {
      if (open_connections() >= options_.max_connections) {
        pause.expires_after(std::chrono::milliseconds(20));
        co_await pause.async_wait(kAsTuple);
        continue;
      }
      auto [error, socket] = co_await acceptor_.async_accept(
          net::any_io_executor(net::make_strand(context_)), kAsTuple);
      if (error) {
        // Out of file descriptors, mostly: existing connections must get a chance to end.
        pause.expires_after(std::chrono::milliseconds(50));
        co_await pause.async_wait(kAsTuple);
        continue;
      }
      opened();
      const net::any_io_executor strand = socket.get_executor();
      net::co_spawn(strand, serve(std::move(socket)), net::detached);
    }
  }

  /// Keeps a timer pending that ends before those of the sessions. Asio tells the kernel of a timer
  /// only if it is the earliest: without this every request would cost two system calls more.
  net::awaitable<void> tick() {
    while (!draining_) {
      tick_.expires_after(std::chrono::seconds(1));
      co_await tick_.async_wait(kAsTuple);
    }
  }

  net::awaitable<void> serve(tcp::socket socket) {
    {
      const auto session = std::make_shared<Session>(std::move(socket), session_context_);
      add(session);
      co_await session->run();
      remove(session);
    }
    closed();
  }

  template <class Action>
  void on_every_session(Action action) {
    const std::lock_guard lock(mutex_);
    for (const std::shared_ptr<Session>& session : sessions_) {
      net::post(session->executor(), [session, action] { action(*session); });
    }
  }

  void add(const std::shared_ptr<Session>& session) {
    const std::lock_guard lock(mutex_);
    sessions_.insert(session);
  }
  void remove(const std::shared_ptr<Session>& session) {
    const std::lock_guard lock(mutex_);
    sessions_.erase(session);
  }
  std::size_t open_connections() {
    const std::lock_guard lock(mutex_);
    return connections_;
  }
  void opened() {
    const std::lock_guard lock(mutex_);
    ++connections_;
  }
  void closed() {
    const std::lock_guard lock(mutex_);
    --connections_;
    ended_.notify_all();
  }
  bool wait_for_end(std::chrono::milliseconds timeout) {
    std::unique_lock lock(mutex_);
    const auto none_left = [this] { return connections_ == 0; };
    if (timeout == std::chrono::milliseconds::max()) {
      ended_.wait(lock, none_left);
      return true;
    }
    return ended_.wait_for(lock, timeout, none_left);
  }

  const HttpServerOptions options_;
  const HttpHandler handler_;
  std::atomic<bool> draining_{false};
  net::thread_pool pool_;
  AnsweringSlots slots_;
  const SessionContext session_context_;
  net::io_context context_;
  net::executor_work_guard<net::io_context::executor_type> work_{context_.get_executor()};
  tcp::acceptor acceptor_;  ///< Of a strand: stop() closes it from another thread.
  net::steady_timer tick_{net::make_strand(context_)};
  std::vector<std::thread> threads_;
  std::uint16_t port_ = 0;
  std::mutex mutex_;
  std::condition_variable ended_;
  std::size_t connections_ = 0;  ///< Guarded by mutex_, as are:
  std::unordered_set<std::shared_ptr<Session>> sessions_;
};

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

HttpServer::~HttpServer() {
  stop();
}

Result<std::unique_ptr<HttpServer>> HttpServer::start(HttpServerOptions options,
                                                      HttpHandler handler) {
  try {
    auto impl = std::make_unique<Impl>(std::move(options), std::move(handler));
    LIKEWISE_TRY_STATUS(impl->listen());
    impl->run();
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
  } catch (const std::exception& e) {
    return fail(ErrorCode::kUnavailable, fmt::format("cannot start the server: {}", e.what()));
  }
}

std::uint16_t HttpServer::port() const {
  return impl_->port();
}

void HttpServer::stop() {
  impl_->stop();
}

}  // namespace likewise::server
