#pragma once

/// @file
/// HTTP to a cluster that may want a password, a certificate or a proxy.

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "engine/base/error.h"
#include "tools/http_client.h"

namespace likewise::tools {

/// How a cluster is reached. Holds secrets: never print it; `server` alone is safe to show.
struct ClusterAccess {
  std::string server;  ///< "https://es:9200", without user and password.
  std::string user;
  std::string password;
  std::string api_key;  ///< As `Authorization: ApiKey` wants it (base64).
  std::string bearer;
  std::string ca_file;
  std::string client_certificate;
  std::string client_key;
  std::string proxy;
  std::string netrc_file;
  bool insecure = false;  ///< Do not check the server's certificate.
};

struct ClusterRequest {
  std::string_view method = "GET";
  std::string_view path = "/";  ///< Starts with a slash.
  std::string_view body = "";
  std::string_view content_type = "application/json";
  bool packed = false;  ///< `body` is gzip.
  std::chrono::seconds timeout{120};
};

/// One connection, kept open between requests. Not thread-safe; one per thread.
class ClusterClient {
 public:
  /// `should_stop` is asked several times a second while a request is under way, and ends it.
  explicit ClusterClient(ClusterAccess access, std::function<bool()> should_stop = {});
  ~ClusterClient();
  ClusterClient(const ClusterClient&) = delete;
  ClusterClient& operator=(const ClusterClient&) = delete;

  /// Performs one request; every HTTP status is an answer. An answer of fewer bytes than announced
  /// is none. Errors: kUnavailable with curl's words.
  Result<HttpAnswer> request(const ClusterRequest& request);

  const std::string& server() const { return access_.server; }

 private:
  struct Handle;
  void apply_access();

  ClusterAccess access_;
  std::function<bool()> should_stop_;
  std::unique_ptr<Handle> handle_;
};

/// Takes "user:password@" out of an address into `access`, percent escapes resolved, and leaves
/// "https://host:9200" in access.server. Errors: usage error.
Status set_server(std::string_view url, ClusterAccess& access);

}  // namespace likewise::tools
