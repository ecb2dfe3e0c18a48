#include "server/http/origin_guard.h"

#include <algorithm>

#include <fmt/format.h>

namespace likewise::server {
namespace {

tl::unexpected<Error> forbid(std::string message) {
  return fail(Error(ErrorCode::kInvalidArgument, std::move(message))
                  .with_type("security_exception")
                  .with_status(403));
}

}  // namespace

std::string host_name(std::string_view authority) {
  std::string_view name = authority;
  if (!name.empty() && name.front() == '[') {
    const std::size_t end = name.find(']');
    name = end == std::string_view::npos ? name : name.substr(1, end - 1);
  } else {
    name = name.substr(0, name.find(':'));
  }
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lower;
}

Status check_origin(const RequestHead& head, const AllowedHosts& allowed) {
  const std::string_view host = head.value("host");
  if (!allowed.any && !host.empty()) {
    const std::string name = host_name(host);
    if (std::find(allowed.names.begin(), allowed.names.end(), name) == allowed.names.end()) {
      return forbid("the Host header names another server than this one");
    }
  }
  const std::string_view origin = head.value("origin");
  if (origin.empty()) {
    return {};
  }
  // Same origin means same host and same port; the scheme is ours.
  const std::size_t scheme = origin.find("://");
  const std::string_view authority =
      scheme == std::string_view::npos ? std::string_view() : origin.substr(scheme + 3);
  if (authority.empty() || authority != host) {
    return forbid("requests of pages from another origin are refused");
  }
  return {};
}

}  // namespace likewise::server
