#pragma once

/// @file
/// Protection of a server on the user's own machine against pages in the user's browser: DNS
/// rebinding shows in the Host header, cross-site requests in the Origin header.

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "server/http/request_guard.h"

namespace likewise::server {

/// Host names that a request may be addressed to. Ports are not compared.
struct AllowedHosts {
  bool any = false;  ///< True: every name; for servers that are meant to be reached from anywhere.
  std::vector<std::string> names;  ///< Lower case, without port and brackets.
};

/// Errors: kInvalidArgument with status 403, naming the header at fault.
Status check_origin(const RequestHead& head, const AllowedHosts& allowed);

/// "[::1]:9200" -> "::1", "Localhost:9200" -> "localhost".
std::string host_name(std::string_view authority);

}  // namespace likewise::server
