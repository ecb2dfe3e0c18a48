#pragma once

/// @file
/// Requests and responses as the rest of the server sees them: plain values, no sockets, no Beast.

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/error.h"

namespace likewise::server {

/// A header field or a query parameter.
using NameValue = std::pair<std::string, std::string>;

/// What a request line points at, percent escapes resolved.
struct Target {
  std::string path;                   ///< As received, without the query: "/i/_doc/a%2Fb".
  std::vector<std::string> segments;  ///< Decoded, empty ones left out: "i", "_doc", "a/b".
  std::vector<NameValue> parameters;  ///< Decoded, in order; a name without `=` has value "".
};

/// One admitted request: its head passed request_guard.h and its body is complete and unpacked.
struct HttpRequest {
  std::string method;  ///< "GET"; any token of capitals.
  std::string uri;     ///< As received: "/i/_search?size=1".
  Target target;
  std::vector<NameValue> headers;  ///< Names in lower case, in order.
  std::string body;
  std::chrono::steady_clock::time_point received;  ///< When its body was complete.

  /// The value of a header by its lower-case name, or null.
  const std::string* header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
      if (key == name) {
        return &value;
      }
    }
    return nullptr;
  }
};

/// What is sent back. Content-Length, Connection and Content-Encoding are added by the session.
struct HttpResponse {
  int status = 200;
  std::string content_type;  ///< Empty: no such header.
  std::vector<NameValue> headers;
  std::string body;  ///< For HEAD the body that GET would have; it is counted, not sent.
  /// Above zero: nothing to tell yet. The handler is asked again after that time, and no thread
  /// waits meanwhile; this answer is sent only when the server stops or the peer has closed.
  std::chrono::milliseconds ask_again_after{0};
};

}  // namespace likewise::server
