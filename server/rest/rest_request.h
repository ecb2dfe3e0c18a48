#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/error.h"
#include "server/http/http_message.h"

namespace likewise::server {

/// A request together with what the router read from its path. Views into the HttpRequest.
class RestRequest {
 public:
  using PathValues = std::vector<std::pair<std::string_view, std::string_view>>;

  RestRequest(const HttpRequest& http, PathValues path) : http_(http), path_(std::move(path)) {}

  const HttpRequest& http() const { return http_; }
  const std::string& body() const { return http_.body; }

  /// What stands in the place of `{name}`, or "".
  std::string_view path(std::string_view name) const;

  /// A query parameter; of several with one name the last. Present without value: "".
  std::optional<std::string_view> parameter(std::string_view name) const;

  /// A boolean parameter: absent means `fallback`, present without value means true.
  /// Errors: illegal_argument_exception as Elasticsearch words it.
  Result<bool> flag(std::string_view name, bool fallback = false) const;

  /// An integer parameter. `kind` is "int" or "long" and appears in the error.
  Result<std::optional<std::int64_t>> integer(std::string_view name,
                                              std::string_view kind = "int") const;

  /// Errors: parse_exception "request body is required" when there is none.
  Status require_body() const;
  /// As require_body(), for endpoints that word it otherwise.
  Status require_body_or_source() const;

 private:
  const HttpRequest& http_;
  PathValues path_;
};

/// The error of a number that Java's parser refuses.
Error number_format_error(std::string_view text);

}  // namespace likewise::server
