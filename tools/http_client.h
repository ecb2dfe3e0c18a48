#pragma once

/// @file
/// The HTTP client of the command line: talks to likewise, Elasticsearch or OpenSearch.

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "engine/base/error.h"

namespace likewise::tools {

struct HttpAnswer {
  long status = 0;
  std::string body;
};

/// Where an index lives: "http://127.0.0.1:9200/images" taken apart.
struct IndexUrl {
  std::string server;  ///< "http://127.0.0.1:9200", without a final slash.
  std::string index;   ///< "images"; one path segment, still percent-encoded.
};

/// Errors: usage error for anything but http(s)://HOST[:PORT]/INDEX.
Result<IndexUrl> parse_index_url(std::string_view url);

/// One connection, kept open between requests. Not thread-safe; one per thread.
class HttpClient {
 public:
  explicit HttpClient(std::string server);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  /// Performs one request; every HTTP status is an answer. `path` starts with a slash.
  /// Errors: kUnavailable with curl's words when there is no answer at all.
  Result<HttpAnswer> request(std::string_view method, std::string_view path, std::string_view body,
                             std::string_view content_type = "application/json");

  const std::string& server() const { return server_; }

 private:
  struct Handle;
  std::string server_;
  std::unique_ptr<Handle> handle_;
};

/// libcurl wants this before its first use. Thread-safe.
void initialise_curl_once();

/// `text` as one path segment of a URL.
std::string percent_encode(std::string_view text);

/// Elasticsearch's `error.reason` (with its type) out of an answer's body, or the body's beginning.
std::string error_text(const HttpAnswer& answer);

}  // namespace likewise::tools
