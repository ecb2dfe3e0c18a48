#pragma once

#include <optional>
#include <string>
#include <utility>

#include "server/http/http_server.h"

namespace likewise::server {

/// From an admitted head and the bytes of its body to the answer. Refers to all that it is given.
class Exchange {
 public:
  Exchange(const RequestHead& head, std::string body, const HttpHandler& handler,
           const SessionLimits& limits)
      : head_(head), body_(std::move(body)), handler_(handler), limits_(limits) {}

  /// Unpacks, decodes the target (both once), calls the handler, packs. Never throws. Runs on a
  /// pool thread; again when the answer says so (HttpResponse::ask_again_after).
  HttpResponse answer();

 private:
  const RequestHead& head_;
  std::string body_;
  const HttpHandler& handler_;
  const SessionLimits& limits_;
  std::optional<HttpRequest> request_;
};

/// The answer to a refused request. Never throws.
HttpResponse answer_refused(const Error& error, const HttpHandler& handler);

}  // namespace likewise::server
