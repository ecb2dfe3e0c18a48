#include "server/http/exchange.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

#include "server/http/gzip.h"
#include "server/http/target.h"

namespace likewise::server {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

Result<std::string> unpack(std::string body, std::string_view encoding,
                           const SessionLimits& limits) {
  if (encoding.empty() || equals_lower(encoding, "identity") || body.empty()) {
    return body;
  }
  if (equals_lower(encoding, "gzip") || equals_lower(encoding, "x-gzip")) {
    InflateLimits inflate;
    inflate.max_bytes = static_cast<std::size_t>(limits.head.max_body_bytes);
    return gunzip(body, inflate);
  }
  return fail(Error(ErrorCode::kInvalidArgument, "the only content encoding accepted is [gzip]")
                  .with_status(415));
}

Result<HttpRequest> make_request(const RequestHead& head, std::string body,
                                 const SessionLimits& limits) {
  HttpRequest request;
  request.received = std::chrono::steady_clock::now();
  request.method = head.method;
  request.uri = head.uri;
  LIKEWISE_TRY(request.target, parse_target(head.uri));
  request.headers.reserve(head.fields.size());
  for (const auto& [name, value] : head.fields) {
    request.headers.emplace_back(lower(name), value);
  }
  LIKEWISE_TRY(request.body, unpack(std::move(body), head.value("content-encoding"), limits));
  return request;
}

/// True when gzip is listed and not weighted to zero. Other weights do not matter: it is the only
/// coding on offer.
bool accepts_gzip(std::string_view accept_encoding) {
  const std::string text = lower(accept_encoding);
  const std::size_t at = text.find("gzip");
  if (at == std::string::npos) {
    return false;
  }
  const std::string_view item = std::string_view(text).substr(at, text.find(',', at) - at);
  return item.find("q=0") == std::string_view::npos || item.find("q=0.") != std::string_view::npos;
}

void pack(HttpResponse& response, std::string_view accept_encoding, const SessionLimits& limits) {
  if (response.body.size() < limits.compress_from_bytes || !accepts_gzip(accept_encoding)) {
    return;
  }
  auto packed = gzip(response.body);
  if (packed) {
    response.body = *std::move(packed);
    response.headers.emplace_back("content-encoding", "gzip");
  }
}

}  // namespace

HttpResponse Exchange::answer() {
  try {
    if (!request_) {
      Result<HttpRequest> request = make_request(head_, std::move(body_), limits_);
      if (!request) {
        return handler_.refuse(request.error());
      }
      request_ = *std::move(request);
    }
    HttpResponse response = handler_.handle(*request_);
    pack(response, head_.value("accept-encoding"), limits_);
    return response;
  } catch (const std::exception&) {
    return answer_refused(Error(ErrorCode::kInternal, "internal error"), handler_);
  }
}

HttpResponse answer_refused(const Error& error, const HttpHandler& handler) {
  try {
    return handler.refuse(error);
  } catch (const std::exception&) {
    HttpResponse response;
    response.status = 500;
    return response;
  }
}

}  // namespace likewise::server
