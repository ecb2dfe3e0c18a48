#pragma once

#include <string>

#include "server/http/http_message.h"
#include "server/http/http_server.h"
#include "server/rest/rest_context.h"
#include "server/rest/router.h"

namespace likewise::server {

/// Elasticsearch's REST API: requests in, responses out, no sockets. Thread-safe; it refers to the
/// database, which must outlive it.
class RestApi {
 public:
  RestApi(storage::Database& database, RestIdentity identity);

  HttpResponse handle(const HttpRequest& request) const;
  /// The answer to a request that the HTTP layer does not let through.
  HttpResponse refuse(const Error& error) const;

  /// Both, bound to this object.
  HttpHandler handler() const;

 private:
  Result<RestResponse> dispatch(const HttpRequest& request) const;
  RestResponse error_response(const Error& error, const HttpRequest* request) const;
  Status lay_out(const HttpRequest& request, RestResponse& response) const;

  RestContext context_;
  Router router_;
};

}  // namespace likewise::server
