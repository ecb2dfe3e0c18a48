#pragma once

#include <string>

#include "server/http/http_server.h"

namespace likewise::server {

/// From an admitted head and the bytes of its body to the answer: unpacks, decodes the target,
/// calls the handler, packs. Never throws. Runs on a pool thread.
HttpResponse answer_request(const RequestHead& head, std::string body, const HttpHandler& handler,
                            const SessionLimits& limits);

/// The answer to a refused request. Never throws.
HttpResponse answer_refused(const Error& error, const HttpHandler& handler);

}  // namespace likewise::server
