#include "server/http/http_server.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
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
#include <boost/asio/use_awaitable.hpp>

#include "server/http/session.h"

namespace likewise::server {
namespace {

namespace net = boost::asio;
using net::ip::tcp;

constexpr auto kAsTuple = net::as_tuple(net::use_awaitable);

/// A thread with its own event loop: a session never moves to another one, so it needs no locks.
struct IoThread {
  net::io_context context{1};
  net::executor_work_guard<net::io_context::executor_type> work{context.get_executor()};
  std::unordered_set<Session*> sessions;  ///< Only used on the thread.
  std::thread thread;
};

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
        context_{handler_, options_.limits, options_.allowed_hosts, pool_, draining_},
        threads_(std::max<std::size_t>(1, options_.io_threads)),
        acceptor_(threads_.front().context) {}

  Status listen() {
    LIKEWISE_TRY(const tcp::endpoint endpoint, endpoint_of(threads_.front().context, options_));
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
    net::co_spawn(threads_.front().context, accept(), net::detached);
    for (IoThread& io : threads_) {
      io.thread = std::thread([&io] { io.context.run(); });
    }
  }

  void stop() {
    if (draining_.exchange(true)) {
      return;
    }
    net::post(threads_.front().context, [this] {
      boost::system::error_code ignored;
      acceptor_.close(ignored);
    });
    on_every_session([](Session& session) { session.stop_if_idle(); });
    if (!wait_for_end(options_.drain_timeout)) {
      on_every_session([](Session& session) { session.abort(); });
      wait_for_end(std::chrono::milliseconds::max());
    }
    for (IoThread& io : threads_) {
      io.work.reset();
    }
    for (IoThread& io : threads_) {
      if (io.thread.joinable()) {
        io.thread.join();
      }
    }
    pool_.join();
  }

  std::uint16_t port() const { return port_; }

 private:
  net::awaitable<void> accept() {
    net::steady_timer pause(threads_.front().context);
    std::size_t turn = 0;
    while (!draining_) {
      if (open_connections() >= options_.max_connections) {
        pause.expires_after(std::chrono::milliseconds(20));
        co_await pause.async_wait(kAsTuple);
        continue;
      }
      IoThread& io = threads_[turn++ % threads_.size()];
      auto [error, socket] = co_await acceptor_.async_accept(io.context, kAsTuple);
      if (error) {
        // Out of file descriptors, mostly: existing connections must get a chance to end.
        pause.expires_after(std::chrono::milliseconds(50));
        co_await pause.async_wait(kAsTuple);
        continue;
      }
      opened();
      net::co_spawn(io.context, serve(io, std::move(socket)), net::detached);
    }
  }

  net::awaitable<void> serve(IoThread& io, tcp::socket socket) {
    {
      Session session(std::move(socket), context_);
      io.sessions.insert(&session);
      co_await session.run();
      io.sessions.erase(&session);
    }
    closed();
  }

  template <class Action>
  void on_every_session(Action action) {
    for (IoThread& io : threads_) {
      net::post(io.context, [&io, action] {
        for (Session* session : io.sessions) {
          action(*session);
        }
      });
    }
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
  const SessionContext context_;
  std::vector<IoThread> threads_;
  tcp::acceptor acceptor_;
  std::uint16_t port_ = 0;
  std::mutex mutex_;
  std::condition_variable ended_;
  std::size_t connections_ = 0;
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
