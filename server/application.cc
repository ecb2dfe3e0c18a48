#include "server/application.h"

#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <random>
#include <thread>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "engine/base/java_text.h"
#include "server/http/http_server.h"
#include "server/rest/rest_api.h"
#include "storage/database/database.h"

namespace likewise::server {
namespace {

Error usage(std::string message) {
  return Error(ErrorCode::kInvalidArgument, std::move(message)).with_type("usage");
}

bool is_loopback(const std::string& host) {
  return host == "localhost" || host == "::1" || host.rfind("127.", 0) == 0;
}

/// "8.19.0": three numbers, of a version whose dialect exists here.
bool is_known_version(std::string_view text) {
  int parts = 0;
  const char* at = text.data();
  const char* const end = text.data() + text.size();
  while (at != end) {
    unsigned number = 0;
    const auto [next, error] = std::from_chars(at, end, number);
    if (error != std::errc() || (parts == 0 && (number < 7 || number > 9))) {
      return false;
    }
    ++parts;
    at = next;
    if (at != end && (*at++ != '.' || at == end)) {
      return false;
    }
  }
  return parts == 3;
}

Status check(const ApplicationOptions& options) {
  if (!is_known_version(options.compat_version)) {
    return fail(usage(fmt::format(
        "--compat-version {} is not a version of Elasticsearch 7, 8 or 9 such as 8.19.0",
        options.compat_version)));
  }
  if (options.scoring != "elasticsearch" && options.scoring != "opensearch") {
    return fail(usage(
        fmt::format("--scoring {} is neither elasticsearch nor opensearch", options.scoring)));
  }
  if (!is_loopback(options.host) && !options.insecure_no_auth) {
    return fail(usage(fmt::format(
        "--host {} lets other machines read and change everything without a password; if that is "
        "what you want, add --insecure-no-auth",
        options.host)));
  }
  return {};
}

/// 22 characters of base64url, as Elasticsearch's uuids are; the same for the same seeds.
std::string uuid_text(std::uint32_t seed, std::uint32_t kind) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::mt19937_64 random((std::uint64_t{kind} << 32U) | seed);
  std::string text;
  for (int i = 0; i < 22; ++i) {
    text += kAlphabet[random() % kAlphabet.size()];
  }
  return text;
}

RestIdentity identity_of(const ApplicationOptions& options) {
  RestIdentity identity;
  identity.version = options.compat_version;
  identity.opensearch = options.scoring == "opensearch";
  char name[256] = {};
  if (::gethostname(name, sizeof(name) - 1) == 0 && name[0] != '\0') {
    identity.node_name = name;
  }
  // Stable from start to start, different for two directories of one machine.
  std::error_code ignored;
  const std::string place =
      identity.node_name + std::filesystem::absolute(options.data_dir, ignored).string();
  const std::uint32_t hash = java_hash(is_valid_utf8(place) ? place : identity.node_name);
  identity.cluster_uuid = uuid_text(hash, 1);
  identity.node_id = uuid_text(hash, 2);
  return identity;
}

storage::DatabaseOptions database_options(const RestIdentity& identity) {
  storage::DatabaseOptions options;
  options.typed = identity.typed();
  if (identity.opensearch) {
    options.dialect = Dialect::kOpenSearch3;
  } else if (identity.major() == 9) {
    options.dialect = Dialect::kElasticsearch9;
  }
  return options;
}

HttpServerOptions http_options(const ApplicationOptions& options) {
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  HttpServerOptions http;
  http.host = options.host;
  http.port = options.port;
  http.io_threads =
      options.io_threads != 0 ? options.io_threads : std::max<std::size_t>(1, cores / 4);
  http.pool_threads =
      options.search_threads != 0 ? options.search_threads : std::max<std::size_t>(2, cores);
  http.limits.head.max_body_bytes = options.max_content_length;
  http.allowed_hosts.any = options.host == "0.0.0.0" || options.host == "::";
  http.allowed_hosts.names = {"localhost", "127.0.0.1", "::1", host_name(options.host)};
  if (options.host.find(':') != std::string::npos) {
    http.allowed_hosts.names.push_back(options.host);
  }
  return http;
}

Error with_advice(Error error, const ApplicationOptions& options) {
  if (error.code() != ErrorCode::kConflict) {
    return error;
  }
  const unsigned next = options.port <= 65'525 ? options.port + 10U : options.port - 10U;
  return {ErrorCode::kConflict,
          fmt::format("{}; if another server is to keep that port, try --port {}", error.message(),
                      next)};
}

}  // namespace

struct Application::Parts {
  std::unique_ptr<storage::Database> database;
  std::unique_ptr<RestApi> api;
  std::unique_ptr<HttpServer> http;
};

Application::Application(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Application::~Application() {
  stop();
}

Result<std::unique_ptr<Application>> Application::start(const ApplicationOptions& options) {
  LIKEWISE_TRY_STATUS(check(options));
  const RestIdentity identity = identity_of(options);
  auto parts = std::make_unique<Parts>();
  LIKEWISE_TRY(parts->database,
               storage::Database::open(options.data_dir, database_options(identity)));
  parts->api = std::make_unique<RestApi>(*parts->database, identity);
  auto http = HttpServer::start(http_options(options), parts->api->handler());
  if (!http) {
    return fail(with_advice(std::move(http).error(), options));
  }
  parts->http = *std::move(http);
  return std::unique_ptr<Application>(new Application(std::move(parts)));
}

std::uint16_t Application::port() const {
  return parts_->http->port();
}

void Application::stop() {
  if (parts_->http != nullptr) {
    parts_->http->stop();
  }
  parts_->database.reset();
}

Status serve_until_signal(const ApplicationOptions& options) {
  start_log(options.log_format);
  // Threads inherit the mask, so that only sigwait below sees the signals.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  LIKEWISE_TRY(const auto application, Application::start(options));
  const bool is_v6 = options.host.find(':') != std::string::npos;
  fmt::print("likewise 0.1.0 listening on http://{}{}{}:{}, data in {}\n", is_v6 ? "[" : "",
             options.host, is_v6 ? "]" : "", application->port(), options.data_dir.string());
  std::fflush(stdout);
  if (!is_loopback(options.host)) {
    log_warning("listening without authentication where other machines can reach it");
  }

  int signal = 0;
  sigwait(&signals, &signal);
  log_info("stopping: requests in progress may finish");
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
  application->stop();
  log_info("stopped");
  return {};
}

}  // namespace likewise::server
