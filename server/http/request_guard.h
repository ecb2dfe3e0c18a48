#pragma once

/// @file
/// Admission of a request head, on its raw bytes, before any parser interprets them. Two programs
/// that read one byte stream differently are how requests are smuggled, so everything that RFC 9112
/// leaves to taste is refused, and whoever is refused loses the connection.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/error.h"

namespace likewise::server {

struct HeadLimits {
  std::size_t max_head_bytes = 16U << 10U;
  std::size_t max_fields = 100;
  std::size_t max_uri_bytes = 8U << 10U;
  std::uint64_t max_body_bytes = 100U << 20U;  ///< Elasticsearch's http.max_content_length.
};

/// A head that was admitted. Views point into the bytes that were examined.
struct RequestHead {
  std::string_view method;
  std::string_view uri;
  int minor_version = 1;  ///< HTTP/1.minor.
  std::vector<std::pair<std::string_view, std::string_view>> fields;
  std::optional<std::uint64_t> content_length;
  bool chunked = false;
  bool keep_alive = true;
  bool expects_continue = false;

  bool has_body() const { return chunked || content_length.value_or(0) > 0; }
  /// The value of the only field of that lower-case name, or "".
  std::string_view value(std::string_view name) const;
};

/// Examines a head: request line, fields, and the empty line that ends it.
/// Errors: with the HTTP status (400, 413, 414, 417, 431, 505); answer and close the connection.
Result<RequestHead> admit_head(std::string_view head, const HeadLimits& limits);

/// ASCII case-insensitive comparison with a text that is lower case already.
bool equals_lower(std::string_view text, std::string_view lower);

}  // namespace likewise::server
